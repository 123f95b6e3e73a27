import type { Collection } from "../../collections/collection.ts";
import { Invalid, NotFound } from "../../errors.ts";
import type { RequestInfo } from "../../request.ts";
import { demandUnchanged } from "../demand-unchanged.ts";
import { selectById } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { readRecord, shapeOf } from "../record-shape.ts";
import { prepareRule, ruleFor } from "../rules.ts";
import { removeStored } from "./remove-stored.ts";

/**
 * Deletes a record that the delete rule lets the caller delete; with all its consequences or not at all.
 *
 * @throws {Forbidden} the rule is for superusers only
 * @throws {NotFound} no such record, or the rule hides it
 * @throws {ChangedMeanwhile} it has none of the tags in `ifMatch`
 * @throws {Invalid} a required relation without cascade still points at it
 */
export async function removeRecord(
  parts: RecordParts,
  collection: Collection,
  id: string,
  request: RequestInfo,
  ifMatch?: string,
): Promise<void> {
  if (collection.type === "view") {
    throw new Invalid("Unsupported collection type.");
  }
  const rule = ruleFor(collection.deleteRule, request.viewer);
  const filter =
    rule === undefined
      ? undefined
      : prepareRule(parts, collection, rule, request);
  if (rule !== undefined && filter === undefined) throw new NotFound();
  await parts.database.transaction(async (tx) => {
    const row = await selectById(
      tx,
      parts,
      collection,
      id,
      shapeOf(collection).columns,
      "all",
      filter,
    );
    if (row === undefined) throw new NotFound();
    const record = readRecord(collection, row);
    await demandUnchanged(tx, parts, record, request, ifMatch);
    await removeStored(tx, parts, record);
  });
}
