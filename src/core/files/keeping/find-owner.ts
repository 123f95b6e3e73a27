import { sql } from "drizzle-orm";
import type { Database } from "../../../engines/database/database.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import { readRecord } from "../../records/record-shape.ts";
import { ownerOf } from "../file-keys.ts";
import { fileNamesOf } from "../file-names-of.ts";

/** What stands behind a key right now. */
export interface OwnerLookup {
  /** The collection, or record, whose prefix this is exists. */
  exists(prefix: string): Promise<boolean>;
  /** The record names the file, or the file that this is a thumb of. */
  isReferenced(key: string): Promise<boolean>;
}

export function createOwnerLookup(
  database: Database,
  collections: CollectionLookup,
): OwnerLookup {
  async function findRecord(collectionId: string, recordId: string) {
    const collection = collections.find(collectionId);
    // A name that is another collection's id is no owner.
    if (collection?.id !== collectionId || collection.type === "view") {
      return undefined;
    }
    const { dialect } = database;
    const row = await database.get(
      sql`select * from ${dialect.identifier(collection.name)} where ${dialect.identifier("id")} = ${recordId}`,
    );
    return row && readRecord(collection, row);
  }
  return {
    async exists(prefix) {
      const { collectionId, recordId } = ownerOf(prefix);
      return recordId === ""
        ? collections.find(collectionId)?.id === collectionId
        : (await findRecord(collectionId, recordId)) !== undefined;
    },
    async isReferenced(key) {
      const { collectionId, recordId, name } = ownerOf(key);
      const record = await findRecord(collectionId, recordId);
      return record !== undefined && fileNamesOf(record).includes(name);
    },
  };
}
