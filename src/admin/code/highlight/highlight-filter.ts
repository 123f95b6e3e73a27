import { type Piece, readTokens } from "../filter/read-tokens.ts";
import { isMacro } from "../filter/vocabulary.ts";
import type { Span } from "./token-kind.ts";

/** The colours of a filter, also of one that is not finished. */
export function highlightFilter(text: string): Span[] {
  return readTokens(text).flatMap((piece) => spansOf(piece));
}

function spansOf(piece: Piece): Span[] {
  const { type, text, start, end } = piece;
  switch (type) {
    case "path":
      return spansOfPath(text, start);
    case "call":
      return [{ from: start, to: end - 1, kind: "function" }];
    case "text":
    case "number":
    case "comment":
      return [{ from: start, to: end, kind: type }];
    case "operator":
    case "join":
      return [{ from: start, to: end, kind: "operator" }];
    case "open":
    case "close":
    case "comma":
      return [];
    case "wrong":
      if (/^["']/.test(text)) return [{ from: start, to: end, kind: "text" }];
      return /^[@_#A-Za-z]/.test(text) ? spansOfPath(text, start) : [];
    default:
      return [];
  }
}

/** `@request` and the like, the names, and the modifier. */
function spansOfPath(path: string, start: number): Span[] {
  const end = start + path.length;
  if (isMacro(path) || /^(?:true|false|null)$/i.test(path)) {
    return [{ from: start, to: end, kind: "keyword" }];
  }
  const [root = ""] = /^@\w*/.exec(path) ?? [];
  const [modifier = ""] = /:\w*$/.exec(path) ?? [];
  const parts: Span[] = [
    { from: start, to: start + root.length, kind: "keyword" },
    {
      from: start + root.length,
      to: end - modifier.length,
      kind: "name",
    },
    { from: end - modifier.length, to: end, kind: "modifier" },
  ];
  return parts.filter(({ from, to }) => from < to);
}
