import { realText } from "../../../../src/core/filter/values/real-text.ts";
import { compareCells, isSame, matches, type Truth } from "./compare-cells.ts";
import {
  type Cell,
  columns,
  type Hop,
  hops,
  isStrict,
  type Row,
  type TableName,
  type World,
} from "./model.ts";

/** A filter as the generator makes it. */
export type Node =
  | { readonly type: "and" | "or"; readonly nodes: readonly Node[] }
  | {
      readonly type: "compare";
      readonly left: Side;
      readonly operator: string;
      readonly any: boolean;
      readonly right: Side;
    };

export type Side =
  | { readonly type: "path"; readonly path: readonly string[] }
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "null" }
  | { readonly type: "boolean"; readonly value: boolean }
  /** What a request's query holds under this name, if anything. */
  | { readonly type: "query"; readonly name: string };

export interface Question {
  readonly world: World;
  readonly query: Readonly<Record<string, string>>;
  /** What must hold of related rows besides, if a client asks. */
  readonly listRules: Partial<Record<TableName, Node>>;
}

/** Which of the related rows is joined, by the path that leads there. */
type Joined = ReadonlyMap<string, Row | undefined>;

/** Says by plain loops whether a row of `table` passes: some choice of related rows must fulfil the filter. */
export function passes(
  question: Question,
  table: TableName,
  row: Row,
  node: Node,
): boolean {
  for (const joined of choices(question.world, table, row, pathsIn(node))) {
    if (
      holds(question, table, row, joined, node) &&
      listRulesHold(question, table, joined)
    ) {
      return true;
    }
  }
  return false;
}

function pathsIn(node: Node): (readonly string[])[] {
  if (node.type !== "compare") return node.nodes.flatMap(pathsIn);
  return [node.left, node.right].flatMap((side) =>
    side.type === "path" ? [side.path.slice(0, -1)] : [],
  );
}

/** Every way to choose one related row for each hop, those of one path following each other. */
function* choices(
  world: World,
  table: TableName | "entries",
  row: Row | undefined,
  paths: readonly (readonly string[])[],
  prefix = "",
  isSeen?: IsSeen,
): Generator<Map<string, Row | undefined>> {
  const [first] = paths.flatMap(([name]) => name ?? []);
  if (first === undefined || table === "entries") {
    yield new Map();
    return;
  }
  const hop = hops[table][first]!;
  const inside = paths.filter(([name]) => name === first);
  const others = paths.filter(([name]) => name !== first);
  const key = `${prefix}${first}.`;
  const deeper = inside.map((path) => path.slice(1));
  for (const related of seen(hop.to, hop.follow(world, row), first, isSeen)) {
    for (const within of choices(world, hop.to, related, deeper, key, isSeen)) {
      for (const beside of choices(world, table, row, others, prefix, isSeen)) {
        yield new Map([...within, ...beside, [key, related]]);
      }
    }
  }
}

type IsSeen = (table: TableName, row: Row) => boolean;

/** What of the related rows is left for who does not see all: a relation's entry leads to nothing then. */
function seen(
  table: TableName | "entries",
  rows: readonly (Row | undefined)[],
  hop: string,
  isSeen: IsSeen | undefined,
): readonly (Row | undefined)[] {
  if (isSeen === undefined || table === "entries") return rows;
  const left = rows.map((row) =>
    row !== undefined && isSeen(table, row) ? row : undefined,
  );
  if (!hop.includes("_via_")) return left;
  const found = left.filter((row) => row !== undefined);
  return found.length === 0 ? [undefined] : found;
}

function listRulesHold(
  question: Question,
  table: TableName,
  joined: Joined,
): boolean {
  for (const [key, row] of joined) {
    let at: TableName | "entries" = table;
    for (const name of key.split(".").slice(0, -1)) {
      if (at !== "entries") at = hops[at][name]!.to;
    }
    if (row === undefined || at === "entries") continue;
    const rule = question.listRules[at];
    // A list rule is trusted: it brings no others with it.
    const plain = { ...question, listRules: {} };
    if (rule !== undefined && !passes(plain, at, row, rule)) return false;
  }
  return true;
}

function holds(
  question: Question,
  table: TableName,
  row: Row,
  joined: Joined,
  node: Node,
): boolean {
  if (node.type !== "compare") {
    const inner = (one: Node) => holds(question, table, row, joined, one);
    return node.type === "and"
      ? node.nodes.every(inner)
      : node.nodes.some(inner);
  }
  const { left, operator, right, any } = node;
  const at = (side: Side) => read(question, side, row, joined);
  if (judge(operator, at(left), at(right)) !== true) return false;
  if (any || (!isMany(table, left) && !isMany(table, right))) return true;
  const all = (side: Side): Operand[] =>
    isMany(table, side) ? allValues(question, table, row, side) : [at(side)];
  return all(left).every((one) =>
    all(right).every((other) => judge(operator, one, other) !== false),
  );
}

function isMany(table: TableName, side: Side): boolean {
  if (side.type !== "path") return false;
  let at: TableName | "entries" = table;
  for (const name of side.path.slice(0, -1)) {
    if (at === "entries") return true;
    const hop: Hop = hops[at][name]!;
    if (hop.isMany) return true;
    at = hop.to;
  }
  return false;
}

function allValues(
  question: Question,
  table: TableName,
  row: Row,
  side: Side,
): Operand[] {
  const path = side.type === "path" ? side.path : [];
  // A list rule is trusted: it brings no others with it.
  const plain = { ...question, listRules: {} };
  const isSeen: IsSeen = (at, one) => {
    const rule = question.listRules[at];
    return rule === undefined || passes(plain, at, one, rule);
  };
  const paths = [path.slice(0, -1)];
  const joins = choices(question.world, table, row, paths, "", isSeen);
  return [...joins].map((joined) => read(question, side, row, joined));
}

interface Operand {
  readonly cell: Cell;
  /** Given by the filter or the request, not by a row. */
  readonly isGiven: boolean;
  readonly isStrict: boolean;
  readonly isNumberLiteral: boolean;
}

function read(
  { query }: Question,
  side: Side,
  row: Row,
  joined: Joined,
): Operand {
  const given = (value: Cell["value"], isNumberLiteral = false): Operand => ({
    cell: { value, affinity: "none" },
    isGiven: true,
    isStrict: false,
    isNumberLiteral,
  });
  if (side.type === "path") {
    const column = side.path.at(-1)!;
    const from = side.path.slice(0, -1);
    const at = from.length === 0 ? row : joined.get(`${from.join(".")}.`);
    return {
      cell: columns[column]!(at),
      isGiven: false,
      isStrict: isStrict(column),
      isNumberLiteral: false,
    };
  }
  if (side.type === "text") return given(side.value);
  if (side.type === "number") return given(side.value, true);
  if (side.type === "boolean") return given(Number(side.value));
  return given(side.type === "query" ? (query[side.name] ?? null) : null);
}

function judge(operator: string, left: Operand, right: Operand): Truth {
  switch (operator) {
    case "=":
      return isEqual(left, right);
    case "!=":
      return isEqual(left, right) !== true;
    case "~":
      return isMatch(left, right);
    case "!~": {
      const match = isMatch(left, right);
      return match === null ? null : !match;
    }
    default:
      return compareCells(
        realNumber(left, right),
        operator,
        realNumber(right, left),
      );
  }
}

/** Null where a value is given and the row has none, as PocketBase has it: where all must be equal, that one is not asked. */
function isEqual(left: Operand, right: Operand): Truth {
  const [a, b] = [realNumber(left, right), realNumber(right, left)];
  if (left.isStrict || right.isStrict) return isSame(a, b);
  const isEmpty = ({ value }: Cell) => value === null || value === "";
  if (isEmpty(a) && isEmpty(b)) return true;
  if (left.isGiven && !isEmpty(a) && b.value === null) return null;
  if (right.isGiven && !isEmpty(b) && a.value === null) return null;
  if (isEmpty(a) || isEmpty(b)) return false;
  // Two columns are compared with null made empty, which takes their types from them.
  return left.isGiven || right.isGiven
    ? isSame(a, b)
    : isSame({ ...a, affinity: "none" }, { ...b, affinity: "none" });
}

/** A number of the filter is a real number to a column of text. */
function realNumber(operand: Operand, other: Operand): Cell {
  return operand.isNumberLiteral && other.cell.affinity === "text"
    ? { value: String(realText(operand.cell.value)), affinity: "none" }
    : operand.cell;
}

function isMatch(left: Operand, right: Operand): Truth {
  if (left.cell.value === null || right.cell.value === null) return null;
  const text = left.isNumberLiteral
    ? String(realText(left.cell.value))
    : String(left.cell.value);
  const wanted = String(right.cell.value);
  // What a column holds is taken for a pattern as it is.
  return right.isGiven
    ? matches(text, wanted, true)
    : matches(text, `%${wanted}%`, false);
}
