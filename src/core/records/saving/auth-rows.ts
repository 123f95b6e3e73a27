import { sql } from "drizzle-orm";
import type { Transaction } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import { readRecord, shapeOf } from "../record-shape.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { selectFrom } from "../reading/select-records.ts";

/** The collections whose rows belong to a login, which they name by `collectionRef` and `recordRef`. */
export const authRowCollections = [
  "_externalAuths",
  "_mfas",
  "_otps",
  "_authOrigins",
] as const;

export type AuthRowCollection = (typeof authRowCollections)[number];

/** The rows of a login in one of those collections. */
export async function findAuthRows(
  tx: Transaction,
  { statements, collections }: RecordParts,
  owner: StoredRecord,
  name: AuthRowCollection,
): Promise<readonly StoredRecord[]> {
  const collection = collections.find(name);
  if (collection === undefined || !refersToLogins(collection)) return [];
  const statement = statements.get(`owned:${collection.version}`, () => {
    const { dialect } = tx;
    const isOwned = sql`${dialect.identifier(name, "collectionRef")} = ${sql.placeholder("collection_id")} and ${dialect.identifier(name, "recordRef")} = ${sql.placeholder("record_id")}`;
    return selectFrom(
      dialect,
      collection,
      shapeOf(collection).columns,
      undefined,
      isOwned,
    );
  });
  const rows = await tx.all(statement, {
    collection_id: owner.collection.id,
    record_id: owner.id,
  });
  return rows.map((row) => readRecord(collection, row));
}

function refersToLogins({ field }: Collection): boolean {
  return field.has("collectionRef") && field.has("recordRef");
}
