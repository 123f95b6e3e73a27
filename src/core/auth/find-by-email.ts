import type { AuthCollection } from "../collections/collection.ts";
import { singleColumnUniqueIndex } from "../collections/indexes.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";

/**
 * The record with this email, whoever may see it. Upper and lower case are the same only where the collection's unique
 * index on the email says so (`COLLATE NOCASE`): otherwise they may be two people's.
 */
export function findByEmail(
  records: Pick<Records, "findBy">,
  collection: AuthCollection,
  email: string,
): Promise<StoredRecord | undefined> {
  const index = singleColumnUniqueIndex(collection, "email");
  const ignoreCase = index?.columns[0]?.collate.toLowerCase() === "nocase";
  return records.findBy(collection, "email", email, { ignoreCase });
}
