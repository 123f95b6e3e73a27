/** A piece of SQL: a bare word, a quoted name, a text literal, or one character of punctuation. */
export interface SqlPiece {
  readonly kind: "word" | "name" | "text" | "symbol";
  /** A name without its quotes; all else as it is written. */
  readonly text: string;
  /** Where it stands in the statement, quotes included. */
  readonly start: number;
  readonly end: number;
}

const piece =
  /--[^\n]*|\/\*[^]*?\*\/|`((?:[^`]|``)*)`|"((?:[^"]|"")*)"|\[([^\]]*)\]|('(?:[^']|'')*')|([\w$\u0080-\uffff]+)|([^\s])/g;

/** Cuts SQL into pieces, without comments and white space (SQLite, "SQL As Understood By SQLite": tokens). */
export function cutSql(statement: string): readonly SqlPiece[] {
  const pieces: SqlPiece[] = [];
  for (const match of statement.matchAll(piece)) {
    const [whole, backticks, quotes, brackets, literal, word, symbol] = match;
    const place = { start: match.index, end: match.index + whole.length };
    if (backticks !== undefined) {
      const text = backticks.replaceAll("``", "`");
      pieces.push({ ...place, kind: "name", text });
    } else if (quotes !== undefined) {
      const text = quotes.replaceAll('""', '"');
      pieces.push({ ...place, kind: "name", text });
    } else if (brackets !== undefined) {
      pieces.push({ ...place, kind: "name", text: brackets });
    } else if (literal !== undefined) {
      pieces.push({ ...place, kind: "text", text: literal });
    } else if (word !== undefined) {
      pieces.push({ ...place, kind: "word", text: word });
    } else if (symbol !== undefined) {
      pieces.push({ ...place, kind: "symbol", text: symbol });
    }
  }
  return pieces;
}

/** A name as SQL takes it whatever it is. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** The statement with some of its pieces replaced. */
export function replacePieces(
  statement: string,
  replacements: readonly {
    readonly piece: SqlPiece;
    readonly by: string;
  }[],
): string {
  return replacements
    .toSorted((a, b) => b.piece.start - a.piece.start)
    .reduce(
      (text, { piece: { start, end }, by }) =>
        text.slice(0, start) + by + text.slice(end),
      statement,
    );
}
