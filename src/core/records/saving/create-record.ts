import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import { Invalid } from "../../errors.ts";
import type { RequestInfo } from "../../request.ts";
import { managesAsProposed } from "./manage-rule.ts";
import { announceChange } from "../record-events.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { storedRecord } from "../record-shape.ts";
import { ruleFor } from "../rules.ts";
import { validateAuthForm } from "./auth-form.ts";
import { validateAuthId } from "./auth-id.ts";
import { validateOwner } from "./auth-row-owner.ts";
import {
  type Draft,
  draftRecord,
  hashPasswords,
  setsPassword,
  withoutPlainPasswords,
} from "./draft-record.ts";
import { validateExternalAuth } from "./external-auth.ts";
import { namedUploads, transactWithUploads } from "./place-uploads.ts";
import { passesAsProposed } from "./judge-proposal.ts";
import { removeInstaller } from "./superuser-installer.ts";
import { reportTaken } from "./unique-errors.ts";
import { validateValues } from "./validate-values.ts";
import { insertRow } from "./write-rows.ts";

const failure = "Failed to create record.";

/** A saved record, and the request with the body as it was applied. */
export interface Saved {
  readonly record: StoredRecord;
  readonly request: RequestInfo;
}

/**
 * Creates a record from the request's body: the create rule judges the record that would be, then its values are
 * validated, then it is saved, all in one transaction.
 *
 * @throws {Forbidden} the rule is for superusers only
 * @throws {Invalid} the rule refuses (without fields), or values are wrong (by field)
 * @throws {Unauthorized} the installer's account made a superuser before, and with that ended
 */
export async function createRecord(
  parts: RecordParts,
  collection: Collection,
  request: RequestInfo,
): Promise<Saved> {
  if (collection.type === "view") {
    throw new Invalid("Unsupported collection type.");
  }
  const rule = ruleFor(collection.createRule, request.viewer);
  let draft = draftRecord(collection, undefined, request, parts.keepsDates);
  const uploads = namedUploads(draft);
  const hashes = setsPassword(draft);
  if (hashes || uploads.length > 0) {
    // Both are slow: they stay out of the transaction, and are done for nobody who may not create the record anyway.
    await judge(parts.database, parts, draft, rule);
    if (hashes) draft = await hashPasswords(draft, parts.passwords);
  }
  const values = withoutPlainPasswords(collection, draft.values);
  const record = storedRecord(collection, values);
  const { id } = record;
  const target = { collection, id, uploads, failure };
  await transactWithUploads(parts, target, async (tx) => {
    await judge(tx, parts, draft, rule);
    await parts.hooks.onRecordCreate.run({ collection, record }, () =>
      reportTaken(collection, failure, () =>
        insertRow(tx, parts, collection, record.values),
      ),
    );
    await removeInstaller(tx, parts, record, request.viewer);
    announceChange(tx, parts, record, {
      action: "create",
      record: record.values,
    });
  });
  return { record, request: draft.request };
}

/**
 * Judges what `createRecord` would save, as things stand, and saves nothing.
 *
 * @throws as `createRecord`, but for values that are taken
 */
export async function judgeCreation(
  parts: RecordParts,
  collection: Collection,
  request: RequestInfo,
): Promise<Draft> {
  const rule = ruleFor(collection.createRule, request.viewer);
  const draft = draftRecord(collection, undefined, request, parts.keepsDates);
  await judge(parts.database, parts, draft, rule);
  return draft;
}

/**
 * Sees to it that the caller may create such a record, whether or not its values are right, or taken.
 *
 * @throws {Forbidden} @throws {Invalid} as `createRecord`, but for values
 */
export async function demandCreateRule(
  parts: RecordParts,
  collection: Collection,
  request: RequestInfo,
): Promise<void> {
  const rule = ruleFor(collection.createRule, request.viewer);
  if (rule === undefined) return;
  const draft = draftRecord(collection, undefined, request, parts.keepsDates);
  await judgeRule(parts.database, parts, draft, rule);
}

async function judgeRule(
  executor: Executor,
  parts: RecordParts,
  draft: Draft,
  rule: string | undefined,
): Promise<void> {
  if (
    rule !== undefined &&
    !(await passesAsProposed(executor, parts, draft, rule))
  ) {
    throw new Invalid(failure);
  }
}

/** The rule comes first: who may not create a record does not learn what is wrong with it. */
async function judge(
  executor: Executor,
  parts: RecordParts,
  draft: Draft,
  rule: string | undefined,
): Promise<void> {
  await judgeRule(executor, parts, draft, rule);
  const errors =
    (await validateAuthForm(draft, {
      manages: () => managesAsProposed(executor, parts, draft),
      isOldPassword: () => Promise.resolve(false),
    })) ??
    (await validateValues(executor, parts, draft)) ??
    (await validateOwner(executor, parts, draft)) ??
    validateExternalAuth(draft) ??
    (await validateAuthId(executor, parts, draft));
  if (errors !== undefined) throw new Invalid(failure, errors);
}
