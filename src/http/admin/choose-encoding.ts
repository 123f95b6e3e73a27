/**
 * Which content coding to answer with (RFC 9110, section 12.5.3): the first of those on offer that the client takes;
 * undefined for none.
 *
 * @param accepted the `Accept-Encoding` header
 */
export function chooseEncoding(
  accepted: string | null,
  offered: Iterable<string>,
): string | undefined {
  const taken = new Set<string>();
  const refused = new Set<string>();
  for (const entry of (accepted ?? "").toLowerCase().split(",")) {
    const [coding = "", ...parameters] = entry
      .split(";")
      .map((part) => part.trim());
    const isRefused = parameters.some((part) => /^q=0(\.0*)?$/.test(part));
    (isRefused ? refused : taken).add(coding);
  }
  for (const coding of offered) {
    if (taken.has(coding) || (taken.has("*") && !refused.has(coding))) {
      return coding;
    }
  }
  return undefined;
}
