import type { ByteRange } from "../../../engines/storage/storage.ts";

/** More parts than any client needs: whoever asks for more gets the whole. */
const mostRanges = 100;

/** What a `Range` header asks for: parts, the whole, or nothing that there is. */
export type WantedRanges =
  | { readonly kind: "parts"; readonly parts: readonly ByteRange[] }
  | { readonly kind: "whole" }
  /** `malformed`: what is asked for cannot be told. */
  | { readonly kind: "none"; readonly malformed: boolean };

/**
 * Reads a `Range` header (RFC 9110, section 14.2). As upstream does, it refuses what it does not understand instead of
 * sending the whole.
 *
 * @param size bytes of the file
 */
export function parseRanges(header: string, size: number): WantedRanges {
  if (!/^bytes=/i.test(header)) return { kind: "none", malformed: true };
  const parts: ByteRange[] = [];
  let isBeyond = false;
  for (const entry of header.slice("bytes=".length).split(",")) {
    const spec = entry.trim();
    if (spec === "") continue;
    const part = parseRange(spec, size);
    if (part === undefined) return { kind: "none", malformed: true };
    if (part.start < size) parts.push(part);
    else isBeyond = true;
  }
  if (parts.length === 0) {
    return isBeyond && size > 0
      ? { kind: "none", malformed: false }
      : { kind: "whole" };
  }
  // Parts that overlap would be more than the whole.
  const total = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  return total > size || parts.length > mostRanges
    ? { kind: "whole" }
    : { kind: "parts", parts };
}

/** One of them, its start at or after the end of the file if it lies beyond; undefined if it makes no sense. */
function parseRange(spec: string, size: number): ByteRange | undefined {
  const match = /^(\d*)\s*-\s*(\d*)$/.exec(spec);
  const [, first = "", last = ""] = match ?? [];
  if (match === null || (first === "" && last === "")) return undefined;
  if (first === "") {
    return { start: Math.max(0, size - Number(last)), end: size };
  }
  const start = Number(first);
  if (last === "") return { start, end: size };
  if (Number(last) < start) return undefined;
  return { start, end: Math.min(Number(last) + 1, size) };
}
