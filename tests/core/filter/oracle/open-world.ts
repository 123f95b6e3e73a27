import type { CollectionData } from "../../../../src/core/collections/collection.ts";
import { openTables, type Tables } from "../open-tables.ts";
import { collection, field, relation } from "../sample-collections.ts";
import type { TableName, World } from "./model.ts";

/** Puts the rows into tables, with the list rules that their collections are to have. */
export function openWorld(
  rows: World,
  listRules: Partial<Record<TableName, string>> = {},
): Promise<Tables> {
  const options = (name: TableName): Partial<CollectionData> => ({
    listRule: listRules[name] ?? "",
  });
  return openTables(
    [
      collection(
        "nodes",
        [
          field("text", "t"),
          field("number", "n"),
          field("bool", "b"),
          field("select", "one"),
          field("select", "sel", { maxSelect: 3 }),
          field("json", "j"),
          relation("leaf", "leaves"),
          relation("leaves", "leaves", { maxSelect: 3 }),
        ],
        options("nodes"),
      ),
      collection(
        "leaves",
        [
          field("text", "t"),
          field("number", "n"),
          field("select", "tags", { maxSelect: 3 }),
          field("json", "j"),
          relation("owner", "nodes"),
        ],
        options("leaves"),
      ),
      collection(
        "badges",
        [field("text", "t"), field("number", "n"), relation("node", "nodes")],
        {
          ...options("badges"),
          indexes: ["create unique index badge on badges (node)"],
        },
      ),
      collection(
        "groups",
        [
          field("text", "t"),
          field("number", "n"),
          relation("members", "nodes", { maxSelect: 3 }),
        ],
        options("groups"),
      ),
    ],
    // A JSON column holds JSON text, text included.
    Object.fromEntries(
      (Object.keys(rows) as TableName[]).map((name) => [
        name,
        rows[name].map((row) =>
          "j" in row ? { ...row, j: JSON.stringify(row["j"]) } : row,
        ),
      ]),
    ),
  );
}
