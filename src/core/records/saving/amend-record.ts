import type { Collection } from "../../collections/collection.ts";
import { Invalid, NotFound } from "../../errors.ts";
import { serverRequest } from "../../request.ts";
import { findRecord } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordValues, StoredRecord } from "../record.ts";
import { completeValues } from "./draft-record.ts";
import { noUploads } from "./parse-body.ts";
import { saveUpdate, updateFailure } from "./save-update.ts";
import { validateValues } from "./validate-values.ts";

const nothingForged: ReadonlySet<string> = new Set();

/**
 * Changes a record as the server decides, in one transaction.
 *
 * @param decide gives the new values of a record as it stands, or undefined to leave it
 * @throws {NotFound} no such record
 * @throws {Invalid} a value breaks its field's limits or is taken (by field)
 */
export async function amendRecord(
  parts: RecordParts,
  collection: Collection,
  id: string,
  decide: (current: StoredRecord) => RecordValues | undefined,
): Promise<StoredRecord> {
  return parts.database.transaction(async (tx) => {
    const previous = await findRecord(tx, parts, collection, id);
    if (previous === undefined) throw new NotFound();
    const changes = decide(previous);
    if (changes === undefined) return previous;
    const proposed = { ...previous.values, ...changes };
    const values = completeValues(collection, previous.values, proposed);
    const draft = {
      collection,
      previous,
      proposed,
      values,
      uploads: noUploads,
      forged: nothingForged,
      request: serverRequest,
      body: {},
    };
    const errors = await validateValues(tx, parts, draft);
    if (errors !== undefined) throw new Invalid(updateFailure, errors);
    return saveUpdate(tx, parts, previous, values);
  });
}
