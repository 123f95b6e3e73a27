import type { Executor, Row } from "../../../engines/database/database.ts";
import { type Collection, isSuperusers } from "../../collections/collection.ts";
import type { RequestInfo, Viewer } from "../../request.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import type { RecordJson } from "../records.ts";
import { emailOwners, findVisibleEmails } from "./email-visibility.ts";
import { expandRecords } from "./expand-records.ts";
import {
  type Audience,
  type Presenter,
  presenterOf,
  type RecordJsonDraft,
} from "./presenter.ts";

/** How much this viewer may see. */
export function audienceOf(viewer: Viewer): Audience {
  return viewer.kind === "superuser" ? "superuser" : "other";
}

/** Rows that the presenter's columns were selected for, as the viewer may see them. */
export async function presentRows(
  executor: Executor,
  parts: RecordParts,
  collection: Collection,
  presenter: Presenter,
  rows: readonly Row[],
  expand: string | undefined,
  request: RequestInfo,
): Promise<RecordJson[]> {
  const withEmail = presenter.guardsEmail
    ? await findVisibleEmails(
        executor,
        parts,
        collection,
        emailOwners(presenter, rows),
        request,
      )
    : undefined;
  const drafts = rows.map((row) =>
    presenter.fromRow(row, withEmail?.has(String(row["id"])) ?? true),
  );
  if (expand !== undefined && expand !== "") {
    await expandRecords(executor, parts, collection, drafts, expand, request);
  }
  return drafts;
}

/** A record in memory as the viewer may see it; as `own`, it is the viewer's own login, whoever asks. */
export async function presentRecord(
  executor: Executor,
  parts: RecordParts,
  record: StoredRecord,
  expand: string | undefined,
  request: RequestInfo,
  own = false,
): Promise<RecordJson> {
  const { collection } = record;
  const audience =
    own && isSuperusers(collection) ? "superuser" : audienceOf(request.viewer);
  const presenter = presenterOf(collection, audience);
  const withEmail =
    own ||
    !presenter.guardsEmail ||
    (await showsEmail(executor, parts, record, request));
  const draft: RecordJsonDraft = presenter.fromValues(record.values, withEmail);
  if (expand !== undefined && expand !== "") {
    await expandRecords(executor, parts, collection, [draft], expand, request);
  }
  return draft;
}

async function showsEmail(
  executor: Executor,
  parts: RecordParts,
  { collection, id, values }: StoredRecord,
  request: RequestInfo,
): Promise<boolean> {
  const owner = { id, showsEmail: values["emailVisibility"] === true };
  const visible = await findVisibleEmails(
    executor,
    parts,
    collection,
    [owner],
    request,
  );
  return visible.has(id);
}
