import type { Collection } from "../../collections/collection.ts";
import { NotFound } from "../../errors.ts";
import { audienceOf, presentRows } from "../presenting/present-records.ts";
import { presenterOf } from "../presenting/presenter.ts";
import type { RecordParts } from "../record-parts.ts";
import type { RecordJson } from "../records.ts";
import type { RequestInfo } from "../../request.ts";
import { prepareRule, ruleFor } from "../rules.ts";
import { selectById } from "./select-records.ts";

/**
 * One record by id.
 *
 * @throws {NotFound} no such record, or the view rule hides it
 * @throws {Forbidden} the rule is for superusers only
 */
export async function viewRecord(
  parts: RecordParts,
  collection: Collection,
  id: string,
  expand: string | undefined,
  request: RequestInfo,
): Promise<RecordJson> {
  const rule = ruleFor(collection.viewRule, request.viewer);
  const filter =
    rule === undefined
      ? undefined
      : prepareRule(parts, collection, rule, request);
  if (rule !== undefined && filter === undefined) throw new NotFound();

  const presenter = presenterOf(collection, audienceOf(request.viewer));
  const row = await selectById(
    parts.database,
    parts,
    collection,
    id,
    presenter.columns,
    presenter.key,
    filter,
  );
  if (row === undefined) throw new NotFound();
  if (!presenter.guardsEmail && !expand) return presenter.fromRow(row, true);
  const [record] = await presentRows(
    parts.database,
    parts,
    collection,
    presenter,
    [row],
    expand,
    request,
  );
  if (record === undefined) throw new NotFound();
  return record;
}
