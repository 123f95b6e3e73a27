import { scanSql, type SqlToken } from "../sql-tokens.ts";

/** A column that a query gives, as far as its text tells. */
export type QueryColumn =
  /** A column of a table; `table` is empty when the query doesn't say which. */
  | { readonly kind: "column"; readonly table: string; readonly column: string }
  /** How many there are. */
  | { readonly kind: "count" }
  /** A sum that is never null. */
  | { readonly kind: "total" }
  /** `cast(… as type)`; the type in lower case. */
  | { readonly kind: "cast"; readonly type: string }
  | { readonly kind: "expression" }
  /** `*` */
  | { readonly kind: "all" };

/** A column in its place in the query's text. */
export interface SelectedColumn {
  readonly source: QueryColumn;
  /** The positions in the query right after the expression, and after the name that may follow. */
  readonly end: number;
  readonly aliasEnd: number;
}

/** What a query's first `select` reads. */
export interface ParsedQuery {
  readonly columns: readonly SelectedColumn[];
  /** The tables, by the name that the query uses for them; subqueries and common table expressions are left out. */
  readonly tables: ReadonlyMap<string, string>;
  /** The first table's name in the query, for columns that name no table; undefined when it is none. */
  readonly mainTable: string | undefined;
}

/** A query that cannot be a view, with a sentence that says why. */
export class UnusableQuery extends Error {}

/**
 * Trims a view's query and looks at it from outside: it must be one statement, with every quote, comment and
 * parenthesis closed, so that it cannot reach beyond the parentheses that the server puts around it.
 * @throws {UnusableQuery}
 */
export function trimViewQuery(query: string): string {
  if (query.includes("\0"))
    throw new UnusableQuery("the query has a NUL character");
  const tokens = scanSql(query);
  if (tokens === undefined)
    throw new UnusableQuery("a quote or a comment is never closed");
  while (isSymbol(tokens.at(-1), ";")) tokens.pop();
  let depth = 0;
  for (const token of tokens) {
    if (token.kind !== "symbol") continue;
    if (token.text === ";")
      throw new UnusableQuery("multiple statements are not supported");
    if (token.text === "(") depth++;
    if (token.text === ")" && --depth < 0) break;
  }
  if (depth !== 0) throw new UnusableQuery("the parentheses do not match");
  // A comment at the end would swallow the closing parenthesis.
  return query.slice(0, tokens.at(-1)?.end ?? 0).trim();
}

/**
 * Reads the columns and tables of a query's first `select`.
 * @throws {UnusableQuery} it selects `*`
 */
export function parseViewQuery(query: string): ParsedQuery {
  const pieces = topLevel(scanSql(query) ?? []);
  const select = pieces.findIndex((piece) => isWord(piece, "select"));
  const { columns, from } = parseSelect(pieces, select);
  if (columns.some(({ source }) => source.kind === "all"))
    throw new UnusableQuery(
      "wildcard columns (*) are not supported, name the fields that the view shall have",
    );
  const expressions = pieces
    .slice(0, Math.max(select, 0))
    .flatMap((piece, i) => {
      const next = pieces[i + 1];
      return piece.kind !== "group" &&
        (next?.kind === "group" || isWord(next, "as"))
        ? [piece.text.toLowerCase()]
        : [];
    });
  return { columns, ...parseTables(from, new Set(expressions)) };
}

/** The columns of every `select` in the query, subqueries included, in order of their positions. */
export function parseAllColumns(query: string): readonly SelectedColumn[] {
  const within = (pieces: readonly Piece[]): SelectedColumn[] =>
    pieces.flatMap((piece, i) => {
      if (piece.kind === "group") return within(topLevel(piece.tokens));
      return isWord(piece, "select") ? parseSelect(pieces, i).columns : [];
    });
  return within(topLevel(scanSql(query) ?? [])).sort((a, b) => a.end - b.end);
}

/** A token outside of all parentheses, or a whole group in parentheses. */
type Piece =
  | SqlToken
  | {
      readonly kind: "group";
      readonly tokens: readonly SqlToken[];
      readonly end: number;
    };

const endWords = [
  "where",
  "group",
  "having",
  "window",
  "order",
  "limit",
  "union",
  "intersect",
  "except",
];
const joinWords: ReadonlySet<string> = new Set([
  "natural",
  "left",
  "right",
  "full",
  "inner",
  "outer",
  "cross",
  "join",
]);

function topLevel(tokens: readonly SqlToken[]): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let group: SqlToken[] = [];
  for (const token of tokens) {
    if (isSymbol(token, "(") && depth++ === 0) {
      group = [];
    } else if (isSymbol(token, ")") && --depth === 0) {
      pieces.push({ kind: "group", tokens: group, end: token.end });
    } else if (depth > 0) {
      group.push(token);
    } else {
      pieces.push(token);
    }
  }
  return pieces;
}

/** What stands between a `select` and its `from`, and between that and what follows. */
function parseSelect(
  pieces: readonly Piece[],
  select: number,
): {
  readonly columns: SelectedColumn[];
  readonly from: readonly Piece[];
} {
  const rest = pieces.slice(select + 1);
  if (isWord(rest[0], "distinct") || isWord(rest[0], "all")) rest.shift();
  const end = rest.findIndex((piece) =>
    endWords.some((word) => isWord(piece, word)),
  );
  const own = end === -1 ? rest : rest.slice(0, end);
  const from = own.findIndex((piece) => isWord(piece, "from"));
  return {
    columns: splitAtCommas(from === -1 ? own : own.slice(0, from)).map(
      parseSelected,
    ),
    from: from === -1 ? [] : own.slice(from + 1),
  };
}

function splitAtCommas(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (isSymbol(piece, ",")) parts.push([]);
    else parts.at(-1)?.push(piece);
  }
  return parts;
}

function parseSelected(pieces: readonly Piece[]): SelectedColumn {
  const named = withoutAlias(pieces);
  return {
    source: parseColumn(named),
    end: named.at(-1)?.end ?? 0,
    aliasEnd: pieces.at(-1)?.end ?? 0,
  };
}

function parseColumn(pieces: readonly Piece[]): QueryColumn {
  const [first, second, third, ...more] = pieces;
  const last = more.at(-1) ?? third ?? second ?? first;
  if (isSymbol(last, "*") && (second === undefined || isSymbol(second, ".")))
    return { kind: "all" };
  if (first === undefined || first.kind === "group")
    return { kind: "expression" };
  if (second?.kind === "group")
    // `count(*) filter (…)` is a count too; `count(*) > 1` is not.
    return third === undefined || isWord(third, "filter")
      ? parseCall(first, second.tokens)
      : { kind: "expression" };
  if (second === undefined && isName(first))
    return { kind: "column", table: "", column: first.text };
  if (
    isName(first) &&
    isSymbol(second, ".") &&
    third !== undefined &&
    isName(third) &&
    more.length === 0
  )
    return { kind: "column", table: first.text, column: third.text };
  return { kind: "expression" };
}

function parseCall(name: SqlToken, values: readonly SqlToken[]): QueryColumn {
  switch (name.kind === "word" ? name.text.toLowerCase() : "") {
    case "count":
      return { kind: "count" };
    case "total":
      return { kind: "total" };
    case "cast": {
      const type = values.at(-1);
      return type?.kind === "word" && isWord(values.at(-2), "as")
        ? { kind: "cast", type: type.text.toLowerCase() }
        : { kind: "expression" };
    }
    default:
      return { kind: "expression" };
  }
}

/** The expression without `as alias`, or an alias that follows without `as`. */
function withoutAlias(pieces: readonly Piece[]): readonly Piece[] {
  if (isWord(pieces.at(-2), "as")) return pieces.slice(0, -2);
  const last = pieces.at(-1);
  const before = pieces.at(-2);
  const isAlias =
    last !== undefined &&
    before !== undefined &&
    last.kind !== "group" &&
    last.kind !== "symbol" &&
    !isWord(last, "end") &&
    (before.kind !== "symbol" || before.text === ")");
  return isAlias ? pieces.slice(0, -1) : pieces;
}

function parseTables(
  pieces: readonly Piece[],
  withNames: ReadonlySet<string>,
): Pick<ParsedQuery, "tables" | "mainTable"> {
  const tables = new Map<string, string>();
  let mainTable: string | undefined;
  for (const [position, part] of splitAtTables(pieces).entries()) {
    const until = part.findIndex(
      (piece) => isWord(piece, "on") || isWord(piece, "using"),
    );
    const reference = until === -1 ? part : part.slice(0, until);
    const named = withoutAlias(reference);
    const source = named.at(-1);
    if (
      source === undefined ||
      !isName(source) ||
      withNames.has(source.text.toLowerCase())
    )
      continue;
    const alias = named === reference ? source : reference.at(-1);
    const name =
      alias !== undefined && isName(alias) ? alias.text : source.text;
    tables.set(name.toLowerCase(), source.text);
    if (position === 0) mainTable = name;
  }
  return { tables, mainTable };
}

function splitAtTables(pieces: readonly Piece[]): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of pieces) {
    if (
      isSymbol(piece, ",") ||
      (piece.kind === "word" && joinWords.has(piece.text.toLowerCase()))
    )
      parts.push([]);
    else parts.at(-1)?.push(piece);
  }
  // `left outer join` leaves empty parts between its words.
  return parts.filter((part, position) => position === 0 || part.length > 0);
}

function isName(piece: Piece): piece is SqlToken {
  return (
    (piece.kind === "word" && !/^\d/.test(piece.text)) || piece.kind === "name"
  );
}

function isWord(piece: Piece | undefined, word: string): boolean {
  return piece?.kind === "word" && piece.text.toLowerCase() === word;
}

function isSymbol(piece: Piece | undefined, text: string): boolean {
  return piece?.kind === "symbol" && piece.text === text;
}
