import { sql } from "drizzle-orm";
import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { ValueContext } from "../../collections/fields/field.ts";
import { type FieldError, fieldError } from "../../errors.ts";
import { listedIds } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { shapeOf } from "../record-shape.ts";
import type { Draft } from "./draft-record.ts";

/** What is wrong with the values to be saved, by field; undefined when all is well. */
export async function validateValues(
  executor: Executor,
  parts: RecordParts,
  { collection, previous, values, uploads, forged }: Draft,
): Promise<Record<string, FieldError> | undefined> {
  const context: ValueContext = {
    collection,
    previous: undefined,
    isNew: previous === undefined,
    collections: parts.collections,
    uploads,
    countExisting: (other, ids) => countThere(executor, parts, other, ids),
    idTaken: (id) => isIdTaken(executor, parts, collection, id),
  };
  let errors: Record<string, FieldError> | undefined;
  for (const { name, field, type } of shapeOf(collection).fields) {
    const value = values[name] ?? type.empty(field);
    const judged = type.validate(
      field,
      value,
      previous === undefined
        ? context
        : { ...context, previous: previous.values[name] },
    );
    const error =
      (judged instanceof Promise ? await judged : judged) ??
      (forged.has(name) ? forgedFile : undefined);
    if (error !== undefined) (errors ??= {})[name] = error;
  }
  return errors;
}

const forgedFile = fieldError(
  "validation_invalid_file",
  "Files are sent as parts of a multipart form.",
);

/** Those that are known, and those that are found. */
async function countThere(
  executor: Executor,
  parts: RecordParts,
  collection: Collection,
  ids: readonly string[],
): Promise<number> {
  const { known } = parts;
  if (known === undefined) {
    return countExisting(executor, parts, collection, ids);
  }
  const others = ids.filter((id) => !known.has(collection.id, id));
  const found =
    others.length === 0
      ? 0
      : await countExisting(executor, parts, collection, others);
  return ids.length - others.length + found;
}

async function countExisting(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  ids: readonly string[],
): Promise<number> {
  const [only = ""] = ids;
  // Most relations are to one record, and unpacking a list takes longer than finding it.
  const isOne = ids.length === 1;
  const statement = statements.get(
    `existing:${isOne ? "one" : "listed"}:${collection.version}`,
    () => {
      const { dialect } = executor;
      const id = dialect.identifier(collection.name, "id");
      const isMeant = isOne
        ? sql`${id} = ${sql.placeholder("record_id")}`
        : sql`${id} in ${listedIds(dialect)}`;
      return sql`select count(*) as total from ${dialect.identifier(collection.name)} where ${isMeant}`;
    },
  );
  const row = await executor.get(
    statement,
    isOne ? { record_id: only } : { record_ids: JSON.stringify(ids) },
  );
  return Number(row?.["total"] ?? 0);
}

async function isIdTaken(
  executor: Executor,
  { statements }: RecordParts,
  collection: Collection,
  id: string,
): Promise<boolean> {
  const statement = statements.get(`taken:${collection.version}`, () => {
    const { dialect } = executor;
    const isSame = dialect.equalsIgnoringCase(
      dialect.identifier(collection.name, "id"),
      sql`${sql.placeholder("record_id")}`,
    );
    return sql`select 1 as taken from ${dialect.identifier(collection.name)} where ${isSame} limit 1`;
  });
  return (await executor.get(statement, { record_id: id })) !== undefined;
}
