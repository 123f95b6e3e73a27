import type { Transaction } from "../../../engines/database/database.ts";
import { fileNamesOf } from "../../files/file-names-of.ts";
import { announceChange } from "../record-events.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordValues, StoredRecord } from "../record.ts";
import { shapeOf, storedRecord } from "../record-shape.ts";
import { reportTaken } from "./unique-errors.ts";
import { updateRow } from "./write-rows.ts";

/**
 * Writes new values of a stored record, through its hooks, and announces the change. The files that it no longer names go
 * with the commit.
 *
 * @param failure what the error says if a value is refused
 * @throws {Invalid} a value has to be unique and is not
 */
export async function saveValues(
  tx: Transaction,
  parts: RecordParts,
  previous: StoredRecord,
  values: RecordValues,
  failure: string,
): Promise<StoredRecord> {
  const { collection } = previous;
  const record = storedRecord(collection, values);
  await parts.hooks.onRecordUpdate.run({ collection, record, previous }, () =>
    reportTaken(collection, failure, () =>
      updateRow(tx, parts, previous, values),
    ),
  );
  if (shapeOf(collection).fileFields.length > 0) {
    const kept = new Set(fileNamesOf(record));
    const dropped = fileNamesOf(previous).filter((name) => !kept.has(name));
    await parts.files.drop(tx, previous, dropped);
  }
  announceChange(tx, parts, record, {
    action: "update",
    record: values,
    previous: previous.values,
  });
  return record;
}
