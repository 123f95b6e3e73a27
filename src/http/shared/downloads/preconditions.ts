import { listsTag } from "../entity-tag.ts";

/** What a client may know of a file already. */
export interface Version {
  /** With its quotes. */
  readonly tag: string;
  readonly modified: Date;
}

/** The headers that make an answer depend on the version; most requests have none of them. */
const names = [
  "if-match",
  "if-unmodified-since",
  "if-none-match",
  "if-modified-since",
];

/**
 * Judges a GET or HEAD by what its client knows (RFC 9110, section 13.2.2): `unchanged` is a 304, `failed` a 412.
 */
export function judgePreconditions(
  headers: Headers,
  version: Version,
): "send" | "unchanged" | "failed" {
  if (names.every((name) => !headers.has(name))) return "send";
  const match = headers.get("if-match");
  if (match !== null) {
    if (!listsTag(match, version.tag, "strong")) return "failed";
  } else if (isAfter(version.modified, headers.get("if-unmodified-since"))) {
    return "failed";
  }
  const noneMatch = headers.get("if-none-match");
  if (noneMatch !== null) {
    return listsTag(noneMatch, version.tag, "weak") ? "unchanged" : "send";
  }
  const since = headers.get("if-modified-since");
  return since !== null && isDate(since) && !isAfter(version.modified, since)
    ? "unchanged"
    : "send";
}

/** Whether a `Range` header counts: the client's parts are of this version (RFC 9110, section 13.1.5). */
export function isRangeOf(headers: Headers, version: Version): boolean {
  const condition = headers.get("if-range");
  if (condition === null || condition === version.tag) return true;
  return (
    isDate(condition) &&
    seconds(Date.parse(condition)) === seconds(version.modified.getTime())
  );
}

function isAfter(modified: Date, header: string | null): boolean {
  return (
    header !== null &&
    isDate(header) &&
    seconds(modified.getTime()) > seconds(Date.parse(header))
  );
}

function isDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

/** HTTP's dates have whole seconds. */
function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
