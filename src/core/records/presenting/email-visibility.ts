import type { Executor, Row } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { RequestInfo } from "../../request.ts";
import { selectByIds } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { prepareRule } from "../rules.ts";
import type { Presenter } from "./presenter.ts";

/** A row as far as its email is concerned. */
export interface EmailOwner {
  readonly id: string;
  /** The record shows its email to everyone. */
  readonly showsEmail: boolean;
}

/** Whether the record in a row is the viewer's own login. */
export function isOwn(
  collection: Collection,
  id: string,
  { viewer }: RequestInfo,
): boolean {
  return (
    viewer.kind !== "guest" &&
    viewer.record?.id === id &&
    viewer.record.collection.id === collection.id
  );
}

/**
 * The ids of the records whose email the viewer may see: those that show it, the viewer's own, and those that the
 * viewer manages, found with one query for all of them.
 */
export async function findVisibleEmails(
  executor: Executor,
  parts: RecordParts,
  collection: Collection,
  owners: readonly EmailOwner[],
  request: RequestInfo,
): Promise<ReadonlySet<string>> {
  const visible = new Set<string>();
  const hidden: string[] = [];
  for (const { id, showsEmail } of owners) {
    if (showsEmail || isOwn(collection, id, request)) visible.add(id);
    else hidden.push(id);
  }
  const manageRule = collection.type === "auth" ? collection.manageRule : null;
  // An empty manage rule matches nobody: only a condition can name managers.
  if (hidden.length === 0 || manageRule === null || manageRule === "") {
    return visible;
  }
  const filter = prepareRule(parts, collection, manageRule, request);
  if (filter === undefined) return visible;
  const managed = await selectByIds(
    executor,
    parts,
    collection,
    hidden,
    ["id"],
    "exists",
    filter,
  );
  for (const { id } of managed) visible.add(String(id));
  return visible;
}

/** The rows as `findVisibleEmails` wants them. */
export function emailOwners(
  presenter: Presenter,
  rows: readonly Row[],
): readonly EmailOwner[] {
  return rows.map((row) => ({
    id: String(row["id"]),
    showsEmail: presenter.showsEmail(row),
  }));
}
