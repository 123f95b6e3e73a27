import * as fc from "fast-check";
import type { Node, Side } from "./judge.ts";
import { columns, hops, type TableName, type World } from "./model.ts";

/** Ids are the table's name and a number below this. */
export const idsOf = { nodes: 5, leaves: 4, badges: 3, groups: 3 } as const;

const texts = [
  "",
  "a",
  "A",
  "b",
  "ab",
  "5",
  "5.0",
  "-1",
  "0",
  "a%",
  "%b",
  "_",
  "a_b",
  "a\\b",
  "\\",
  "\\%",
  "\\\\%",
  "100%\\",
  "'",
  '"',
  "`",
  "x' or 1=1 --",
  '") or ("1"="1',
  "'; drop table nodes; --",
  "/* */",
  "?",
  ":f0",
  "{:f0}",
  "null",
  "true",
  '["a"]',
  "[]",
  "ž",
  "Ž",
  "Ž%",
  "_ž",
  "\\ža",
  "%ž\\",
  "[Ž]*?^-",
  "[ž]*?^-",
  "Ǆ",
  "ǅ",
  "σΣς",
  "ΣΣΣ",
  "ßi",
  "🐎",
  "a\nb",
];
const numbers = [0, 1, 2, 5, -1, 2.5, -0.25, 1e6, 123_456_789_012];
/** Text that is easily taken for a pattern, a number or SQL. */
export const text = fc.constantFrom(...texts);
const number = fc.constantFrom(...numbers);
const choice = fc.constantFrom("a", "b", "5");
const choices = fc.uniqueArray(choice, { maxLength: 3 });

const idIn = (table: TableName) =>
  fc
    .nat({ max: idsOf[table] })
    .map((index) => (index === idsOf[table] ? "gone" : `${table}${index}`));
const oneOf = (table: TableName) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant("") },
    { weight: 3, arbitrary: idIn(table) },
  );
const someOf = (table: TableName) =>
  fc.uniqueArray(idIn(table), { maxLength: 3 });

const json = fc.oneof(
  fc.constant(null),
  text,
  number,
  fc.boolean(),
  fc.record({ a: fc.oneof(fc.constant(null), text, number, fc.boolean()) }),
  fc.array(fc.oneof(number, choice), { maxLength: 2 }),
);

/** Rows with relations among each other, some to what is gone. */
export const world: fc.Arbitrary<World> = fc.record({
  nodes: rowsOf("nodes", {
    t: text,
    n: number,
    b: fc.constantFrom(0, 1),
    one: fc.oneof(fc.constant(""), choice),
    sel: choices,
    j: json,
    leaf: oneOf("leaves"),
    leaves: someOf("leaves"),
  }),
  leaves: rowsOf("leaves", {
    t: text,
    n: number,
    tags: choices,
    j: json,
    owner: oneOf("nodes"),
  }),
  badges: rowsOf("badges", { t: text, n: number, node: oneOf("nodes") }).map(
    // The index that makes it one badge for each node.
    (rows) =>
      rows.filter(
        ({ node }, index) =>
          rows.findIndex((other) => other["node"] === node) === index,
      ),
  ),
  groups: rowsOf("groups", { t: text, n: number, members: someOf("nodes") }),
});

function rowsOf(
  table: TableName,
  model: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<readonly Record<string, unknown>[]> {
  return fc
    .array(fc.record(model), {
      minLength: idsOf[table],
      maxLength: idsOf[table],
    })
    .map((rows) =>
      rows.map((row, index) => ({ id: `${table}${index}`, ...row })),
    );
}

const columnsOf: Readonly<Record<TableName, readonly string[]>> = {
  nodes: [
    "id",
    "leaf",
    "t",
    "t:lower",
    "n",
    "b",
    "one",
    "sel",
    "sel:length",
    "j",
    "j.a",
    "j.0",
  ],
  leaves: ["id", "t", "t:lower", "n", "tags", "tags:length", "j", "j.a"],
  badges: ["id", "t", "n"],
  groups: ["id", "t", "n"],
};

/** A path of up to two hops, ending in a column. */
function pathFrom(table: TableName, left = 2): fc.Arbitrary<readonly string[]> {
  const here = fc.constantFrom(...columnsOf[table]).map((name) => [name]);
  if (left === 0) return here;
  const further = Object.entries(hops[table]).map(([name, { to }]) =>
    to === "entries"
      ? fc.constant([name, "value"])
      : pathFrom(to, left - 1).map((rest) =>
          // The id of a single related record is the field itself, there or not.
          rest.join() === "id" && name in columns ? [name] : [name, ...rest],
        ),
  );
  return fc.oneof(
    { weight: 2, arbitrary: here },
    { weight: 3, arbitrary: fc.oneof(...further) },
  );
}

function sideFor(table: TableName, withQuery: boolean): fc.Arbitrary<Side> {
  const sides: fc.Arbitrary<Side>[] = [
    pathFrom(table).map((path) => ({ type: "path", path })),
    pathFrom(table).map((path) => ({ type: "path", path })),
    text.map((value) => ({ type: "text", value })),
    number.map((value) => ({ type: "number", value })),
    fc.oneof(
      fc.constant<Side>({ type: "null" }),
      fc.boolean().map((value): Side => ({ type: "boolean", value })),
    ),
  ];
  if (withQuery) {
    sides.push(
      fc
        .constantFrom("x", "y", "missing")
        .map((name) => ({ type: "query", name })),
    );
  }
  return fc.oneof(...sides);
}

function compareIn(table: TableName, withQuery: boolean): fc.Arbitrary<Node> {
  const side = sideFor(table, withQuery);
  return fc.record({
    type: fc.constant("compare" as const),
    left: side,
    operator: fc.constantFrom("=", "=", "!=", "~", "!~", ">", ">=", "<", "<="),
    any: fc.boolean(),
    right: side,
  });
}

export function filterOf(
  table: TableName,
  withQuery: boolean,
  depth = 2,
): fc.Arbitrary<Node> {
  const compare = compareIn(table, withQuery);
  if (depth === 0) return compare;
  const inner = filterOf(table, withQuery, depth - 1);
  return fc.oneof(
    { weight: 3, arbitrary: compare },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constantFrom("and" as const, "or" as const),
        nodes: fc.array(inner, { minLength: 2, maxLength: 2 }),
      }),
    },
  );
}
