import { FilterSyntaxError } from "../../../core/filter/syntax/syntax-error.ts";
import {
  type Token,
  tokenize,
  type TokenType,
} from "../../../core/filter/syntax/tokens.ts";

/** A piece of a text that may be no filter yet. */
export interface Piece {
  readonly type: Exclude<TokenType, "end"> | "wrong";
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits text as the server does, but goes on after what is wrong with it. Quoted text without an end is one wrong piece,
 * up to the end.
 */
export function readTokens(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (;;) {
    const rest = text.slice(from);
    const wrongAt = firstError(rest);
    const good = wrongAt === undefined ? rest : rest.slice(0, wrongAt);
    for (const token of tokenize(good, /* keepComments */ true)) {
      if (token.type !== "end") pieces.push(pieceOf(text, from, token));
    }
    if (wrongAt === undefined) return pieces;
    const start = from + wrongAt;
    const end = start + wrongLength(text.slice(start));
    pieces.push({ type: "wrong", text: text.slice(start, end), start, end });
    from = end;
  }
}

function pieceOf(text: string, from: number, token: Token): Piece {
  const start = from + token.start;
  const end = from + token.end;
  const type = token.type === "end" ? "wrong" : token.type;
  return { type, text: text.slice(start, end), start, end };
}

function firstError(text: string): number | undefined {
  try {
    tokenize(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return error.position;
  }
}

/** How far what is wrong at the start of the text reaches. */
function wrongLength(text: string): number {
  const [wrong = ""] =
    /^(?:["'][^]*|[@_#A-Za-z][\w.:]*|-?[\d.]+|[=?!<>~]+|[&|]+|[^])/u.exec(
      text,
    ) ?? [];
  return Math.max(wrong.length, 1);
}
