import type { Collection } from "../collections/collection.ts";
import { Forbidden, Unauthorized } from "../errors.ts";
import type { StoredRecord } from "../records/record.ts";
import type { Viewer } from "../request.ts";

/**
 * The viewer's own record, for what one does in the collection that one logged in with.
 *
 * @throws {Unauthorized} nobody is logged in @throws {Forbidden} the login is of another collection
 */
export function ownRecord(
  collection: Collection,
  viewer: Viewer,
): StoredRecord {
  const record = viewer.kind === "guest" ? undefined : viewer.record;
  if (record === undefined) throw new Unauthorized();
  if (record.collection.id !== collection.id) {
    throw new Forbidden(
      `The request requires auth record from ${record.collection.name} collection.`,
    );
  }
  return record;
}
