/** A column's worth of a value, as SQLite sees it: what it holds and how it turns what it is compared with. */
export interface Cell {
  readonly value: string | number | null;
  readonly affinity: "text" | "numeric" | "none";
}

export type Row = Readonly<Record<string, unknown>>;
export type World = Readonly<Record<TableName, readonly Row[]>>;
export type TableName = "nodes" | "leaves" | "badges" | "groups";

/** A hop of a path: where it leads, and whether comparisons have to hold for all that is there. */
export interface Hop {
  readonly to: TableName | "entries";
  readonly isMany: boolean;
  /** What the row leads to; nothing is one row of nulls, as in a left join. */
  follow(world: World, row: Row | undefined): readonly (Row | undefined)[];
}

const empty = [undefined] as const;

/** All hops of the sample collections, by the collection they start at. */
export const hops: Readonly<Record<TableName, Readonly<Record<string, Hop>>>> =
  {
    nodes: {
      leaf: one("leaves", "leaf"),
      leaves: many("leaves", "leaves"),
      "sel:each": entries("sel"),
      leaves_via_owner: back("leaves", "owner", true),
      badges_via_node: back("badges", "node", false),
      groups_via_members: back("groups", "members", true),
    },
    leaves: {
      owner: one("nodes", "owner"),
      "tags:each": entries("tags"),
    },
    badges: { node: one("nodes", "node") },
    groups: { members: many("nodes", "members") },
  };

function one(to: TableName, column: string): Hop {
  return {
    to,
    isMany: false,
    follow: (world, row) => [
      world[to].find(({ id }) => row !== undefined && id === row[column]),
    ],
  };
}

function many(to: TableName, column: string): Hop {
  return {
    to,
    isMany: true,
    follow: (world, row) =>
      orEmpty(
        listOf(row, column).map((wanted) =>
          world[to].find(({ id }) => id === wanted),
        ),
      ),
  };
}

function entries(column: string): Hop {
  return {
    to: "entries",
    isMany: true,
    follow: (_, row) =>
      orEmpty(listOf(row, column).map((value) => ({ value }))),
  };
}

function back(to: TableName, column: string, isMany: boolean): Hop {
  return {
    to,
    isMany,
    follow: (world, row) =>
      orEmpty(
        world[to].filter(
          (other) =>
            row !== undefined && [other[column]].flat().includes(row["id"]),
        ),
      ),
  };
}

function listOf(row: Row | undefined, column: string): readonly unknown[] {
  return (row?.[column] ?? []) as readonly unknown[];
}

function orEmpty(
  rows: readonly (Row | undefined)[],
): readonly (Row | undefined)[] {
  return rows.length === 0 ? empty : rows;
}

/** Columns that are no hops, and what they hold of a row. */
export const columns: Readonly<Record<string, (row: Row | undefined) => Cell>> =
  {
    id: plain("id", "text"),
    t: plain("t", "text"),
    one: plain("one", "text"),
    leaf: plain("leaf", "text"),
    owner: plain("owner", "text"),
    node: plain("node", "text"),
    n: plain("n", "numeric"),
    b: plain("b", "numeric"),
    "t:lower": (row) => ({
      value: row === undefined ? null : asciiLower(String(row["t"] ?? "")),
      affinity: "none",
    }),
    // A list is compared as its JSON text.
    sel: listText("sel"),
    tags: listText("tags"),
    "sel:length": listLength("sel"),
    "tags:length": listLength("tags"),
    j: (row) => json(row?.["j"]),
    "j.a": (row) => json(member(row?.["j"], "a")),
    "j.0": (row) => json(member(row?.["j"], 0)),
    value: plain("value", "none"),
  };

/** JSON tells empty text and null apart. */
export function isStrict(column: string): boolean {
  return column === "j" || column.startsWith("j.");
}

function plain(
  name: string,
  affinity: Cell["affinity"],
): (row: Row | undefined) => Cell {
  return (row) => ({
    value: (row?.[name] ?? null) as Cell["value"],
    affinity,
  });
}

function listText(name: string) {
  return (row: Row | undefined): Cell => ({
    value: row === undefined ? null : JSON.stringify(row[name]),
    affinity: "numeric",
  });
}

function listLength(name: string) {
  return (row: Row | undefined): Cell => ({
    value: listOf(row, name).length,
    affinity: "none",
  });
}

function member(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value) !== (typeof key === "number")) return null;
  return (value as Record<string | number, unknown>)[key] ?? null;
}

function json(value: unknown): Cell {
  const bare =
    typeof value === "boolean"
      ? Number(value)
      : typeof value === "object" && value !== null
        ? JSON.stringify(value)
        : (value ?? null);
  return { value: bare as Cell["value"], affinity: "none" };
}

export function asciiLower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
