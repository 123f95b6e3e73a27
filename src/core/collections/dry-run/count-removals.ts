import { sql, type SQL } from "drizzle-orm";
import {
  findReferences,
  type Reference,
} from "../../records/removing/references.ts";
import type { Collection } from "../collection.ts";
import type { CollectionLookup } from "../lookup.ts";
import { dependentNames } from "../remove-collection.ts";
import type { ConsequencePreview, ReferencePreview } from "./change-preview.ts";
import { countIn, type Counting } from "./counting.ts";
import { hasValue, valueCount } from "./field-values.ts";
import { fates, followRemovals, type RecordFates } from "./gone-records.ts";

/** What goes when all records of a collection go. */
export interface CountedRemovals {
  readonly records: number | null;
  readonly files: number | null;
  readonly references: readonly ReferencePreview[];
  readonly consequences: readonly ConsequencePreview[];
}

/**
 * Counts a collection's records and files, and what refers to them.
 * @param follows the records go one by one, so that others go or change with them; otherwise the collection as a whole
 */
export async function countRemovals(
  counting: Counting,
  collections: CollectionLookup,
  target: Collection,
  follows: boolean,
): Promise<CountedRemovals> {
  if (target.type === "view")
    return { records: 0, files: 0, references: [], consequences: [] };
  const files = filesOf(counting, target);
  const row = await counting.row(
    sql`select count(*) as records, sum(${files}) as files from ${sql.identifier(target.name)}`,
  );
  const references: ReferencePreview[] = [];
  for (const reference of findReferences(collections, target)) {
    if (reference.collection.id !== target.id)
      references.push(await countReference(counting, reference));
  }
  const consequences = await countLogins(counting, collections, target);
  if (follows) {
    for (const one of followRemovals(counting.dialect, collections, target))
      consequences.push(await countFates(counting, one));
  }
  return {
    records: countIn(row, "records"),
    files: countIn(row, "files"),
    references,
    consequences,
  };
}

function filesOf({ dialect }: Counting, collection: Collection): SQL {
  const counts = collection.fields
    .filter(({ type }) => type === "file")
    .map((field) => valueCount(dialect, collection.name, field));
  return sql.join([sql`0`, ...counts], sql` + `);
}

async function countReference(
  counting: Counting,
  { collection, field }: Reference,
): Promise<ReferencePreview> {
  const { dialect } = counting;
  const row = await counting.row(
    sql`select count(*) as records from ${sql.identifier(collection.name)} where ${hasValue(dialect, collection.name, field)}`,
  );
  return {
    collection: collection.name,
    field: field.name,
    required: field.required,
    cascadeDelete: field.cascadeDelete,
    records: countIn(row, "records"),
  };
}

/** What the server keeps for the logins of an auth collection goes with it. */
async function countLogins(
  counting: Counting,
  collections: CollectionLookup,
  target: Collection,
): Promise<ConsequencePreview[]> {
  const found: ConsequencePreview[] = [];
  for (const name of target.type === "auth" ? dependentNames : []) {
    const dependent = collections.find(name);
    if (dependent?.field.has("collectionRef") !== true) continue;
    const row = await counting.row(
      sql`select count(*) as deleted from ${sql.identifier(dependent.name)} where ${sql.identifier("collectionRef")} = ${target.id}`,
    );
    const deleted = countIn(row, "deleted");
    if (deleted !== 0)
      found.push({
        collection: dependent.name,
        deleted,
        released: 0,
        blocking: 0,
        files: 0,
        isAtLeast: false,
      });
  }
  return found;
}

async function countFates(
  counting: Counting,
  { collection, fate, canBeDeleted, isAtLeast }: RecordFates,
): Promise<ConsequencePreview> {
  const files = canBeDeleted ? filesOf(counting, collection) : sql`0`;
  const rows = await counting.rows(
    sql`select ${fate} as fate, count(*) as records, sum(${files}) as files from ${sql.identifier(collection.name)} group by fate`,
  );
  const count = (wanted: number, column: string): number | null =>
    rows === undefined
      ? null
      : Number(rows.find((row) => row["fate"] === wanted)?.[column] ?? 0);
  return {
    collection: collection.name,
    deleted: count(fates.deleted, "records"),
    released: count(fates.released, "records"),
    blocking: count(fates.blocking, "records"),
    files: count(fates.deleted, "files"),
    isAtLeast,
  };
}
