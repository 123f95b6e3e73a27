/**
 * Whether one of these entity tags is this one, or all are meant (RFC 9110, section 8.8.3.2).
 *
 * @param header     `If-Match` or `If-None-Match`
 * @param tag        with its quotes
 * @param comparison `weak`: a tag that is marked as weak is as good as the tag itself
 */
export function listsTag(
  header: string,
  tag: string,
  comparison: "strong" | "weak",
): boolean {
  return header
    .split(",")
    .map((entry) => entry.trim())
    .some(
      (entry) =>
        entry === "*" ||
        entry === tag ||
        (comparison === "weak" && entry === `W/${tag}`),
    );
}
