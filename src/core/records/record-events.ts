import type { Transaction } from "../../engines/database/database.ts";
import type { RecordParts } from "./record-parts.ts";
import type { RecordValues, StoredRecord } from "./record.ts";

/** The bus topic of committed changes of records. */
export const recordsTopic = "records";

/** One record was created, changed or deleted, by a request or as the consequence of one. */
export interface RecordEvent {
  readonly action: "create" | "update" | "delete";
  readonly collectionId: string;
  readonly id: string;
  /** As it is now. */
  readonly record?: RecordValues;
  /** As it was before an update or deletion. */
  readonly previous?: RecordValues;
}

/** Tells the bus about a change once it is committed, and never if it is rolled back. */
export function announceChange(
  tx: Transaction,
  { bus }: RecordParts,
  { collection, id }: StoredRecord,
  change: Pick<RecordEvent, "action" | "record" | "previous">,
): void {
  const event: RecordEvent = { ...change, collectionId: collection.id, id };
  tx.afterCommit(() => bus.publish({ topic: recordsTopic, data: event }));
}
