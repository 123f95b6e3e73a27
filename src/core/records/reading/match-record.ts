import type { Executor } from "../../../engines/database/database.ts";
import { DomainError } from "../../errors.ts";
import { prepareFilter } from "../../filter/prepare-filter.ts";
import type { RequestInfo } from "../../request.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { judgedRow, passesWithValues } from "./judge-values.ts";

/** What a record may have to fulfil; empty is nothing. */
export interface Conditions {
  readonly rule: string;
  /** A client's. */
  readonly filter: string;
}

/**
 * Whether a record of these values, stored or not, fulfils the conditions. What cannot be understood, or is not the
 * client's to ask, is fulfilled by nothing; nobody is there to be told.
 */
export async function matchRecord(
  executor: Executor,
  parts: RecordParts,
  { collection, values }: StoredRecord,
  { rule, filter }: Conditions,
  request: RequestInfo,
): Promise<boolean> {
  if (rule === "" && filter === "") return true;
  let prepared;
  try {
    prepared = prepareFilter(parts.collections, {
      collection,
      rule,
      filter,
      request,
      alias: judgedRow,
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    parts.log.debug("a rule or filter cannot be understood", {
      collection: collection.name,
      rule,
      filter,
      error,
    });
    return false;
  }
  if (prepared.verdict !== undefined) return prepared.verdict;
  return passesWithValues(
    executor,
    parts,
    collection,
    values,
    prepared,
    "columns",
  );
}
