import type { Executor } from "../../engines/database/database.ts";
import { ChangedMeanwhile } from "../errors.ts";
import { deriveRequest, type RequestInfo } from "../request.ts";
import { presentRecord } from "./presenting/present-records.ts";
import { isTagListed, stateOf, tagOf } from "./presenting/record-tag.ts";
import type { RecordParts } from "./record-parts.ts";
import type { StoredRecord } from "./record.ts";

/**
 * Sees to it that a record is as the caller knows it. Inside the transaction that changes it, nobody else can.
 *
 * @param ifMatch the tags that it may have; undefined: any
 * @throws {ChangedMeanwhile} it has another
 */
export async function demandUnchanged(
  executor: Executor,
  parts: RecordParts,
  record: StoredRecord,
  request: RequestInfo,
  ifMatch: string | undefined,
): Promise<void> {
  if (ifMatch === undefined) return;
  // The record as the caller would be shown it.
  const view = deriveRequest(request, {
    context: "default",
    method: "GET",
    body: {},
  });
  const shown = await presentRecord(executor, parts, record, undefined, view);
  if (!isTagListed(ifMatch, tagOf(parts.collections, stateOf(shown)))) {
    throw new ChangedMeanwhile();
  }
}
