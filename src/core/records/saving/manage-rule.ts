import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { RequestInfo } from "../../request.ts";
import { passesFilter } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { prepareRule } from "../rules.ts";
import type { Draft } from "./draft-record.ts";
import { passesAsProposed } from "./judge-proposal.ts";

/** Whether the caller manages the record that would be. */
export async function managesAsProposed(
  executor: Executor,
  parts: RecordParts,
  draft: Draft,
): Promise<boolean> {
  const rule = manageRuleFor(draft.collection, draft.request);
  return (
    rule !== undefined && (await passesAsProposed(executor, parts, draft, rule))
  );
}

/** Whether the caller manages the record as it is stored. */
export async function managesStored(
  executor: Executor,
  parts: RecordParts,
  { collection, previous, request }: Draft,
): Promise<boolean> {
  const rule = manageRuleFor(collection, request);
  if (rule === undefined || previous === undefined) return false;
  const filter = prepareRule(parts, collection, rule, request);
  return (
    filter !== undefined &&
    (await passesFilter(executor, parts, collection, previous.id, filter))
  );
}

/** The rule to judge: guests manage nothing, and an empty rule makes nobody a manager. */
function manageRuleFor(
  collection: Collection,
  { viewer }: RequestInfo,
): string | undefined {
  if (collection.type !== "auth" || viewer.kind !== "record") return undefined;
  return collection.manageRule || undefined;
}
