import { sql } from "drizzle-orm";
import type { Collection } from "../../collections/collection.ts";
import { Invalid } from "../../errors.ts";
import { selectFrom } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { readRecord, shapeOf } from "../record-shape.ts";
import { letOthersRead, removeStored } from "./remove-stored.ts";

const batchSize = 500;

/**
 * Deletes all records of a collection, each with its consequences, or none.
 *
 * @throws {Invalid} the collection is a view, or a required relation without cascade points at one of the records
 */
export async function truncateCollection(
  parts: RecordParts,
  collection: Collection,
): Promise<void> {
  if (collection.type === "view") {
    throw new Invalid(
      "View collections cannot be truncated since they don't store their own records.",
    );
  }
  try {
    await removeAll(parts, collection);
  } catch (cause) {
    if (!(cause instanceof Invalid)) throw cause;
    throw new Invalid(
      "Failed to truncate collection (most likely due to required cascade delete record references).",
      {},
      { cause },
    );
  }
}

/** By ids in order, which ends whatever the hooks around deletions do. */
function removeAll(parts: RecordParts, collection: Collection): Promise<void> {
  const { database } = parts;
  const { columns } = shapeOf(collection);
  const id = database.dialect.identifier(collection.name, "id");
  return database.transaction(async (tx) => {
    for (let last = ""; ;) {
      const select = selectFrom(
        tx.dialect,
        collection,
        columns,
        undefined,
        sql`${id} > ${last}`,
      );
      const rows = await tx.all(
        sql`${select} order by ${id} limit ${batchSize}`,
      );
      for (const row of rows) {
        const record = readRecord(collection, row);
        await removeStored(tx, parts, record);
        last = record.id;
      }
      if (rows.length < batchSize) return;
      await letOthersRead();
    }
  });
}
