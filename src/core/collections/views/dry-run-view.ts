import { sql } from "drizzle-orm";
import type { Database, Row } from "../../../engines/database/database.ts";
import {
  isFieldError,
  type FieldError,
  type FieldErrors,
} from "../../errors.ts";
import { defineCollection, type Collection } from "../collection.ts";
import { defaultCollectionId } from "../draft.ts";
import { fieldTypeOf } from "../fields/field-types.ts";
import type { Json, JsonObject } from "../../json.ts";
import type { CollectionLookup } from "../lookup.ts";
import { randomLetters } from "../random-text.ts";
import { optionErrors } from "../validation/validate-fields.ts";
import { type InferredView, inferViewFields } from "./infer-view-fields.ts";
import { UnusableQuery } from "./parse-view-query.ts";

/** How many rows show what a query gives. */
const sampleSize = 10;

/** @throws {UnusableQuery} the view has no id, or a column that can be no field */
export function demandUsable(
  inferred: InferredView,
  collections: CollectionLookup,
): void {
  if (!inferred.fields.some(({ name }) => name === "id"))
    throw new UnusableQuery(
      'the column "id" is missing (`(row_number() over ()) as id` makes one)',
    );
  const collection = sampleCollection(inferred);
  const errors = optionErrors({ collection, original: undefined, collections });
  for (const [position, error] of Object.entries(errors ?? {})) {
    const { name = "" } = collection.fields[Number(position)] ?? {};
    throw new UnusableQuery(
      `the column "${name}" cannot be a field: ${firstMessage(error)}`,
    );
  }
}

/**
 * The first rows of a query that can be a view. Nobody knows how long that takes, so nothing may wait for it: it is no
 * part of a transaction.
 * @throws {UnusableQuery} it fails on the data, takes too long, or its ids are no ids
 */
export async function sampleView(
  database: Pick<Database, "allAside">,
  { query }: InferredView,
): Promise<readonly Row[]> {
  const rows = await runSample(database, query);
  const ids = rows.map(({ id }) => (id === null ? "" : String(id)));
  if (ids.includes(""))
    throw new UnusableQuery("the query gives records without an id");
  if (new Set(ids).size < ids.length)
    throw new UnusableQuery("the query gives several records with the same id");
  return rows;
}

/**
 * What is wrong with the rows that a view would give now, for before it is saved. Undefined when all is well, and for a
 * query that cannot be judged yet: saving it tells what it lacks.
 */
export async function findWrongRows(
  database: Pick<Database, "transaction" | "allAside">,
  collections: CollectionLookup,
  viewQuery: string,
): Promise<UnusableQuery | undefined> {
  const inferred = await database
    .transaction((tx) => inferViewFields(tx, collections, viewQuery))
    .catch(ifUnusable);
  if (inferred instanceof UnusableQuery) return undefined;
  const sample = await sampleView(database, inferred).catch(ifUnusable);
  return sample instanceof UnusableQuery ? sample : undefined;
}

function ifUnusable(error: unknown): UnusableQuery {
  if (error instanceof UnusableQuery) return error;
  throw error;
}

/** A collection that stands for a view that doesn't exist. */
export function sampleCollection({ fields }: InferredView): Collection {
  const name = `temp_view_${randomLetters(5)}`;
  return defineCollection({
    id: defaultCollectionId("view", name),
    name,
    type: "view",
    system: false,
    fields,
    indexes: [],
    listRule: null,
    viewRule: null,
    createRule: null,
    updateRule: null,
    deleteRule: null,
    created: "",
    updated: "",
    viewQuery: "",
  });
}

/** The rows as records of the collection, as the API shows them. */
export function presentSample(
  collection: Collection,
  rows: readonly Row[],
): readonly JsonObject[] {
  const visible = collection.fields.filter(
    ({ hidden, type }) => !hidden && type !== "password",
  );
  return rows.map((row) => {
    const values = visible.map((field): [string, Json] => [
      field.name,
      fieldTypeOf(field).read(field, row[field.name]) as Json,
    ]);
    const shown: [string, Json][] = [
      ...values,
      ["collectionId", collection.id],
      ["collectionName", collection.name],
    ];
    return Object.fromEntries(shown.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

async function runSample(
  database: Pick<Database, "allAside">,
  query: string,
): Promise<readonly Row[]> {
  try {
    return await database.allAside(
      sql`select * from (${sql.raw(query)}) limit ${sampleSize}`,
    );
  } catch (error) {
    throw new UnusableQuery(
      error instanceof Error ? error.message : String(error),
      { cause: error },
    );
  }
}

function firstMessage(error: FieldError | FieldErrors): string {
  if (isFieldError(error)) return error.message;
  const [[name, inner] = []] = Object.entries(error);
  return name === undefined || inner === undefined
    ? ""
    : `${name}: ${firstMessage(inner)}`;
}
