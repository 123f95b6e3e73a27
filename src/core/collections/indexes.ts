import type { Collection } from "./collection.ts";
import { scanSql, type SqlToken } from "./sql-tokens.ts";

/** One column of an index. */
export interface IndexColumn {
  /** A column's bare name, or an expression as it was written. */
  readonly name: string;
  readonly isExpression: boolean;
  /** As written, or empty. */
  readonly collate: string;
  readonly sort: "" | "ASC" | "DESC";
}

/** A `CREATE INDEX` statement in its parts; names are bare. */
export interface Index {
  readonly unique: boolean;
  readonly ifNotExists: boolean;
  /** Empty when the statement names none. */
  readonly schema: string;
  readonly name: string;
  readonly table: string;
  readonly columns: readonly IndexColumn[];
  /** The condition of a partial index, as written, or empty. */
  readonly where: string;
}

/**
 * Reads a `CREATE INDEX` statement. The index's name and the table's may be empty (as in scaffolds); undefined if it
 * is no such statement.
 */
export function parseIndex(statement: string): Index | undefined {
  const tokens = scanSql(statement);
  if (isSymbol(tokens?.at(-1), ";")) tokens?.pop();
  // The parts are put into another statement: it must stay one.
  if (tokens === undefined || tokens.some((token) => isSymbol(token, ";")))
    return undefined;
  let at = 0;
  const word = (...words: readonly string[]): boolean => {
    const matches = words.every((wanted, i) => isWord(tokens[at + i], wanted));
    if (matches) at += words.length;
    return matches;
  };
  const name = (): string | undefined => {
    const token = tokens[at];
    if (token === undefined || token.kind === "symbol") return undefined;
    at++;
    return token.text;
  };
  const symbol = (text: string): boolean => {
    const matches = isSymbol(tokens[at], text);
    if (matches) at++;
    return matches;
  };

  if (!word("create")) return undefined;
  const unique = word("unique");
  if (!word("index")) return undefined;
  const ifNotExists = word("if", "not", "exists");
  let schema = "";
  let indexName = name();
  if (indexName !== undefined && symbol(".")) {
    schema = indexName;
    indexName = name();
  }
  if (indexName === undefined || !word("on")) return undefined;
  const table = name();
  if (table === undefined || !isSymbol(tokens[at], "(")) return undefined;

  const end = closingParenthesis(tokens, at);
  if (end === undefined) return undefined;
  const columns: IndexColumn[] = [];
  for (const part of splitAtCommas(tokens.slice(at + 1, end))) {
    const column = parseColumn(part, statement);
    if (column === undefined) return undefined;
    columns.push(column);
  }
  if (columns.length === 0) return undefined;

  at = end + 1;
  let where = "";
  if (word("where")) {
    const first = tokens[at];
    if (first === undefined) return undefined;
    where = statement.slice(first.start, tokens.at(-1)?.end);
  } else if (at < tokens.length) {
    return undefined;
  }
  return {
    unique,
    ifNotExists,
    schema,
    name: indexName,
    table,
    columns,
    where,
  };
}

/** The statement in its normal form. */
export function buildIndex(index: Index): string {
  const columns = index.columns.map(buildColumn);
  const list =
    columns.length > 1 ? `\n  ${columns.join(",\n  ")}\n` : columns.join("");
  return [
    "CREATE",
    index.unique ? " UNIQUE" : "",
    " INDEX ",
    index.ifNotExists ? "IF NOT EXISTS " : "",
    index.schema === "" ? "" : `${quote(index.schema)}.`,
    quote(index.name),
    ` ON ${quote(index.table)} (${list})`,
    index.where === "" ? "" : ` WHERE ${index.where}`,
  ].join("");
}

/** The unique index on just this column, if there is one; a condition that it may have is not looked at. */
export function singleColumnUniqueIndex(
  collection: Pick<Collection, "indexes">,
  fieldName: string,
): Index | undefined {
  return uniqueIndexesOf(collection).get(fieldName.toLowerCase());
}

/**
 * Whether upper and lower case are the same in this field: only where its own unique index says so (`COLLATE NOCASE`).
 * Otherwise they may be two people's.
 */
export function ignoresCase(
  collection: Pick<Collection, "indexes">,
  fieldName: string,
): boolean {
  const index = singleColumnUniqueIndex(collection, fieldName);
  return index?.columns[0]?.collate.toLowerCase() === "nocase";
}

/** Whether a unique index covers just this field. */
export function hasSingleColumnUniqueIndex(
  collection: Pick<Collection, "indexes">,
  fieldName: string,
): boolean {
  return singleColumnUniqueIndex(collection, fieldName) !== undefined;
}

const uniqueIndexes = new WeakMap<
  readonly string[],
  ReadonlyMap<string, Index>
>();

function uniqueIndexesOf(
  collection: Pick<Collection, "indexes">,
): ReadonlyMap<string, Index> {
  const known = uniqueIndexes.get(collection.indexes);
  if (known !== undefined) return known;
  const found = new Map<string, Index>();
  for (const statement of collection.indexes) {
    const index = parseIndex(statement);
    const [column, ...others] = index?.columns ?? [];
    if (!index?.unique || column === undefined || others.length > 0) continue;
    const key = column.name.toLowerCase();
    if (!found.has(key)) found.set(key, index);
  }
  uniqueIndexes.set(collection.indexes, found);
  return found;
}

function parseColumn(
  tokens: readonly SqlToken[],
  statement: string,
): IndexColumn | undefined {
  const rest = [...tokens];
  let sort: IndexColumn["sort"] = "";
  if (rest.length > 1 && isWord(rest.at(-1), "asc")) sort = "ASC";
  if (rest.length > 1 && isWord(rest.at(-1), "desc")) sort = "DESC";
  if (sort !== "") rest.pop();
  let collate = "";
  if (rest.length > 2 && isWord(rest.at(-2), "collate")) {
    collate = rest.at(-1)?.text ?? "";
    rest.splice(-2);
  }
  const [first] = rest;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const isExpression = rest.length > 1 || first.kind === "symbol";
  const name = isExpression
    ? statement.slice(first.start, last.end)
    : first.text;
  return name === "" ? undefined : { name, isExpression, collate, sort };
}

/** A column of an index as its statement has it. */
export function buildColumn(column: IndexColumn): string {
  const name = column.isExpression ? column.name : quote(column.name);
  // What was quoted may hold anything: bare, it would go on with the statement.
  const collation = /^\w*$/.test(column.collate)
    ? column.collate
    : quote(column.collate);
  const collate = collation === "" ? "" : ` COLLATE ${collation}`;
  return `${name}${collate}${column.sort === "" ? "" : ` ${column.sort}`}`;
}

function quote(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

function isWord(token: SqlToken | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toLowerCase() === word;
}

function isSymbol(token: SqlToken | undefined, text: string): boolean {
  return token?.kind === "symbol" && token.text === text;
}

function closingParenthesis(
  tokens: readonly SqlToken[],
  open: number,
): number | undefined {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    if (isSymbol(tokens[i], "(")) depth++;
    if (isSymbol(tokens[i], ")") && --depth === 0) return i;
  }
  return undefined;
}

function splitAtCommas(tokens: readonly SqlToken[]): SqlToken[][] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSymbol(token, "(")) depth++;
    if (isSymbol(token, ")")) depth--;
    if (depth === 0 && isSymbol(token, ",")) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}
