import {
  cutSql,
  quoteName,
  replacePieces,
  type SqlPiece,
} from "./sql-pieces.ts";

/** What a `CREATE INDEX` statement says, as far as the editor shows it. */
export interface IndexParts {
  readonly unique: boolean;
  /** Bare; either may be empty, as in what the server begins a collection with. */
  readonly name: string;
  readonly table: string;
  /** A bare column, or an expression as it is written, with its collation and direction. */
  readonly columns: readonly string[];
  /** The condition of a partial index as it is written, or empty. */
  readonly where: string;
}

/** Undefined if it is no such statement. */
export function readIndex(statement: string): IndexParts | undefined {
  const places = placesOf(statement);
  if (places === undefined) return undefined;
  const { unique, name, table, open, close, pieces } = places;
  const where = pieces[close + 1];
  return {
    unique,
    name: name.text,
    table: table.text,
    columns: columnsOf(statement, pieces.slice(open + 1, close)),
    where:
      where === undefined
        ? ""
        : statement.slice(where.end).replace(/;\s*$/, "").trim(),
  };
}

/** A statement for an index on these columns. */
export function writeIndex({
  unique,
  name,
  table,
  columns,
  where,
}: IndexParts): string {
  const list = columns.map(quoteColumn).join(", ");
  return `CREATE ${unique ? "UNIQUE " : ""}INDEX ${quoteName(name)} ON ${quoteName(table)} (${list})${where === "" ? "" : ` WHERE ${where}`}`;
}

/** The statement as it is for a table of another name. What is no such statement stays as it is. */
export function moveIndex(statement: string, table: string): string {
  const places = placesOf(statement);
  return places === undefined || places.table.text === table
    ? statement
    : replacePieces(statement, [{ piece: places.table, by: quoteName(table) }]);
}

/** The statement under another name of the index. */
export function renameIndex(statement: string, name: string): string {
  const places = placesOf(statement);
  return places === undefined
    ? statement
    : replacePieces(statement, [{ piece: places.name, by: quoteName(name) }]);
}

/**
 * The statement as it is after columns were renamed, all at once, so that two may swap names.
 * @param names new names by old ones, those in lower case
 */
export function renameColumns(
  statement: string,
  names: ReadonlyMap<string, string>,
): string {
  const places = placesOf(statement);
  if (places === undefined || names.size === 0) return statement;
  const { pieces, open } = places;
  const replacements = pieces.slice(open).flatMap((piece, index) => {
    const isName = piece.kind === "name" || piece.kind === "word";
    const isCall =
      piece.kind === "word" && pieces[open + index + 1]?.text === "(";
    const by = names.get(piece.text.toLowerCase());
    return isName && !isCall && by !== undefined
      ? [{ piece, by: quoteName(by) }]
      : [];
  });
  return replacePieces(statement, replacements);
}

/** Whether the statement's columns or condition name the field. */
export function mentionsColumn(statement: string, column: string): boolean {
  const places = placesOf(statement);
  return (
    places?.pieces
      .slice(places.open)
      .some(
        ({ kind, text }) =>
          (kind === "name" || kind === "word") &&
          text.toLowerCase() === column.toLowerCase(),
      ) ?? false
  );
}

interface Places {
  readonly unique: boolean;
  readonly name: SqlPiece;
  readonly table: SqlPiece;
  readonly pieces: readonly SqlPiece[];
  /** Where the parentheses of the columns are among the pieces. */
  readonly open: number;
  readonly close: number;
}

function placesOf(statement: string): Places | undefined {
  const pieces = cutSql(statement);
  let at = 0;
  const skip = (...words: readonly string[]): boolean => {
    const matches = words.every(
      (word, i) =>
        pieces[at + i]?.kind === "word" &&
        pieces[at + i]?.text.toLowerCase() === word,
    );
    if (matches) at += words.length;
    return matches;
  };
  const takeName = (): SqlPiece | undefined => {
    const piece = pieces[at];
    if (piece?.kind !== "word" && piece?.kind !== "name") return undefined;
    at++;
    return piece;
  };

  if (!skip("create")) return undefined;
  const unique = skip("unique");
  if (!skip("index")) return undefined;
  skip("if", "not", "exists");
  let name = takeName();
  if (pieces[at]?.text === "." && pieces[at]?.kind === "symbol") {
    at++;
    name = takeName();
  }
  if (name === undefined || !skip("on")) return undefined;
  const table = takeName();
  const open = at;
  const close = closingOf(pieces, open);
  if (table === undefined || close === undefined) return undefined;
  return { unique, name, table, pieces, open, close };
}

function closingOf(
  pieces: readonly SqlPiece[],
  open: number,
): number | undefined {
  if (pieces[open]?.text !== "(") return undefined;
  let depth = 0;
  for (const [index, { kind, text }] of pieces.entries()) {
    if (index < open || kind !== "symbol") continue;
    if (text === "(") depth++;
    if (text === ")" && --depth === 0) return index;
  }
  return undefined;
}

function columnsOf(
  statement: string,
  pieces: readonly SqlPiece[],
): readonly string[] {
  const parts: SqlPiece[][] = [[]];
  let depth = 0;
  for (const piece of pieces) {
    if (piece.kind === "symbol" && piece.text === "(") depth++;
    if (piece.kind === "symbol" && piece.text === ")") depth--;
    if (depth === 0 && piece.kind === "symbol" && piece.text === ",") {
      parts.push([]);
    } else {
      parts.at(-1)?.push(piece);
    }
  }
  return parts.flatMap((part) => {
    const [first] = part;
    const last = part.at(-1);
    if (first === undefined || last === undefined) return [];
    return part.length === 1
      ? [first.text]
      : [statement.slice(first.start, last.end)];
  });
}

/** An expression, or a column with its collation, stays as it was written. */
function quoteColumn(column: string): string {
  return /^[\w$\u0080-\uffff]+$/.test(column) ? quoteName(column) : column;
}
