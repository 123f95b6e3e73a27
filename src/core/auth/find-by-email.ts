import type { AuthCollection } from "../collections/collection.ts";
import { ignoresCase } from "../collections/indexes.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";

/** The record with this email, whoever may see it. */
export function findByEmail(
  records: Pick<Records, "findBy">,
  collection: AuthCollection,
  email: string,
): Promise<StoredRecord | undefined> {
  return records.findBy(collection, "email", email, {
    ignoreCase: ignoresCase(collection, "email"),
  });
}
