/** A piece of SQL: a bare word or number, a quoted name, a text literal, or one character of punctuation. */
export interface SqlToken {
  readonly kind: "word" | "name" | "string" | "symbol";
  /** Without its quotes. */
  readonly text: string;
  /** Where it stands in the source, quotes included. */
  readonly start: number;
  readonly end: number;
}

const closers: Readonly<Record<string, string>> = {
  "`": "`",
  '"': '"',
  "'": "'",
  "[": "]",
};

const wordPattern = /[\w$\u0080-\uffff]+/y;

/** Cuts SQL into tokens, comments and white space left out. Undefined if a quote or comment is never closed. */
export function scanSql(source: string): SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (/\s/.test(char)) {
      at++;
    } else if (source.startsWith("--", at)) {
      const end = source.indexOf("\n", at);
      at = end === -1 ? source.length : end + 1;
    } else if (source.startsWith("/*", at)) {
      const end = source.indexOf("*/", at + 2);
      if (end === -1) return undefined;
      at = end + 2;
    } else if (char in closers) {
      const end = endOfQuote(source, at, closers[char] ?? char);
      if (end === undefined) return undefined;
      tokens.push({
        kind: char === "'" ? "string" : "name",
        text: unquote(source.slice(at + 1, end - 1), char),
        start: at,
        end,
      });
      at = end;
    } else {
      wordPattern.lastIndex = at;
      const isWord = wordPattern.test(source);
      const end = isWord ? wordPattern.lastIndex : at + 1;
      tokens.push({
        kind: isWord ? "word" : "symbol",
        text: source.slice(at, end),
        start: at,
        end,
      });
      at = end;
    }
  }
  return tokens;
}

/** The position after the closing quote; a doubled quote stands for itself. */
function endOfQuote(
  source: string,
  open: number,
  closer: string,
): number | undefined {
  let at = open + 1;
  for (;;) {
    const end = source.indexOf(closer, at);
    if (end === -1) return undefined;
    if (closer === "]" || source.charAt(end + 1) !== closer) return end + 1;
    at = end + 2;
  }
}

function unquote(text: string, quote: string): string {
  return quote === "[" ? text : text.replaceAll(quote + quote, quote);
}
