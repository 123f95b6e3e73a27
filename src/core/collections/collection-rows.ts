import { sql, type SQL } from "drizzle-orm";
import type {
  Executor,
  Row,
  SqlValue,
} from "../../engines/database/database.ts";
import { Refused } from "../errors.ts";
import { missingAuthOptions, readAuthOptions } from "./auth-options.ts";
import { defineCollection, type Collection } from "./collection.ts";
import { authOptionsOf } from "./draft.ts";
import { parseFields } from "./field-list.ts";
import { presentField } from "./fields/field-types.ts";
import { isObject } from "../json.ts";
import { tolerantReader, type RawObject } from "./json-reader.ts";

/** All rows of the collections' table, in order of creation. */
export async function loadRows(executor: Executor): Promise<readonly Row[]> {
  return executor.all(
    sql`select * from _collections order by ${executor.dialect.insertionOrder("_collections")}`,
  );
}

/** Whether two rows are the same, value for value. */
export function isSameRow(a: Row, b: Row): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => {
      const [left, right] = [a[name], b[name]];
      // A rule that is none and an empty one are opposites.
      if (left === null || right === null) return left === right;
      return left === right || textOf(left) === textOf(right);
    })
  );
}

/**
 * Reads a collection as this or an older version stored it: what is missing has its default, what is unknown is passed
 * over.
 * @throws {Refused} it has fields that this version does not know
 */
export function readRow(row: Row): Collection {
  try {
    return collectionOfRow(row);
  } catch (error) {
    throw new Refused(
      `This version cannot read the collection "${textOf(row["name"])}".`,
      { cause: error },
    );
  }
}

function collectionOfRow(row: Row): Collection {
  const base = {
    id: textOf(row["id"]),
    name: textOf(row["name"]),
    system: Boolean(row["system"]),
    fields: parseFields(arrayOf(row["fields"])),
    indexes: arrayOf(row["indexes"]).filter(
      (index): index is string => typeof index === "string",
    ),
    listRule: ruleOf(row["listRule"]),
    viewRule: ruleOf(row["viewRule"]),
    createRule: ruleOf(row["createRule"]),
    updateRule: ruleOf(row["updateRule"]),
    deleteRule: ruleOf(row["deleteRule"]),
    created: textOf(row["created"]),
    updated: textOf(row["updated"]),
  };
  const options = objectOf(row["options"]);
  const type = textOf(row["type"]);
  if (type === "auth")
    return defineCollection({
      ...base,
      ...readAuthOptions(tolerantReader, options, missingAuthOptions()),
      type,
    });
  if (type === "view")
    return defineCollection({
      ...base,
      viewQuery: tolerantReader.text(options["viewQuery"], ""),
      type,
    });
  return defineCollection({ ...base, type: "base" });
}

/** The statement that stores a collection, new or known by its id. */
export function saveRow(collection: Collection): SQL {
  const columns = {
    id: collection.id,
    system: collection.system,
    type: collection.type,
    name: collection.name,
    fields: JSON.stringify(collection.fields.map(presentField)),
    indexes: JSON.stringify(collection.indexes),
    listRule: collection.listRule,
    viewRule: collection.viewRule,
    createRule: collection.createRule,
    updateRule: collection.updateRule,
    deleteRule: collection.deleteRule,
    options: JSON.stringify(storedOptions(collection)),
    created: collection.created,
    updated: collection.updated,
  };
  const names = Object.keys(columns).map((name) => sql.identifier(name));
  const values = Object.values(columns).map((value) => sql`${value}`);
  const changes = names.map((name) => sql`${name} = excluded.${name}`);
  return sql`insert into _collections (${list(names)}) values (${list(values)})
    on conflict (id) do update set ${list(changes)}`;
}

/** The statement that forgets a collection. */
export function deleteRow(id: string): SQL {
  return sql`delete from _collections where id = ${id}`;
}

function list(
  parts: readonly (SQL | ReturnType<typeof sql.identifier>)[],
): SQL {
  return sql.join([...parts], sql`, `);
}

function storedOptions(collection: Collection): unknown {
  if (collection.type === "auth") return authOptionsOf(collection);
  return collection.type === "view" ? { viewQuery: collection.viewQuery } : {};
}

/** JSON columns hold text, or the same text as a blob. */
function textOf(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return "";
  return value instanceof Uint8Array
    ? new TextDecoder().decode(value)
    : String(value);
}

function ruleOf(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : textOf(value);
}

function arrayOf(value: SqlValue | undefined): readonly unknown[] {
  const parsed = jsonOf(value);
  return Array.isArray(parsed) ? parsed : [];
}

function objectOf(value: SqlValue | undefined): RawObject {
  const parsed = jsonOf(value);
  return isObject(parsed) ? parsed : {};
}

function jsonOf(value: SqlValue | undefined): unknown {
  const text = textOf(value);
  return text === "" ? undefined : JSON.parse(text);
}
