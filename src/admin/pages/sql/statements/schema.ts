import type { CollectionModel } from "pocketbase";
import type { SqlSchema } from "../../../code/editors/sql-code.tsx";

/** Tables that are no collections. */
const ownTables: SqlSchema = {
  _collections: [
    "id",
    "system",
    "type",
    "name",
    "fields",
    "indexes",
    "listRule",
    "viewRule",
    "createRule",
    "updateRule",
    "deleteRule",
    "options",
    "created",
    "updated",
  ],
  _params: ["id", "value", "created", "updated"],
  sqlite_master: ["type", "name", "tbl_name", "rootpage", "sql"],
};

/** Columns by table, for completion. */
export function schemaOf(collections: readonly CollectionModel[]): SqlSchema {
  const tables = collections.map(({ name, fields }) => [
    name,
    fields.map((field) => field.name),
  ]);
  return { ...ownTables, ...Object.fromEntries(tables) };
}
