import type { Executor } from "../../../engines/database/database.ts";
import type { Collection } from "../../collections/collection.ts";
import type { FieldValue } from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import { Invalid, NotFound } from "../../errors.ts";
import type { UploadedFile } from "../../files/uploaded-file.ts";
import type { RequestInfo } from "../../request.ts";
import { demandUnchanged } from "../demand-unchanged.ts";
import { findRecord, passesFilter } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import type { StoredRecord } from "../record.ts";
import { prepareRule, ruleFor } from "../rules.ts";
import { validateAuthForm } from "./auth-form.ts";
import { validateOwner } from "./auth-row-owner.ts";
import type { Saved } from "./create-record.ts";
import { type Draft, draftRecord, hashPasswords } from "./draft-record.ts";
import { validateExternalAuth } from "./external-auth.ts";
import { managesStored } from "./manage-rule.ts";
import {
  bringsFiles,
  namedUploads,
  transactWithUploads,
} from "./place-uploads.ts";
import { saveUpdate, updateFailure } from "./save-update.ts";
import { validateValues } from "./validate-values.ts";

/** A draft of a record that exists. */
type UpdateDraft = Draft & { readonly previous: StoredRecord };

/**
 * Changes a record as the request's body says: the update rule judges the record as it is, with the new values as
 * `@request.body`, then the values are validated, then they are saved, all in one transaction.
 *
 * @throws {Forbidden} the rule is for superusers only
 * @throws {NotFound} no such record, or the rule hides it
 * @throws {ChangedMeanwhile} it has none of the tags in `ifMatch`
 * @throws {Invalid} values are wrong (by field)
 */
export async function updateRecord(
  parts: RecordParts,
  collection: Collection,
  id: string,
  request: RequestInfo,
  ifMatch?: string,
): Promise<Saved> {
  if (collection.type === "view") {
    throw new Invalid("Unsupported collection type.");
  }
  const rule = ruleFor(collection.updateRule, request.viewer);
  const change = { collection, id, rule, request, ifMatch };
  for (let triesLeft = 3; ;) {
    try {
      return await applyChange(parts, change);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (--triesLeft === 0)
        throw new Invalid(updateFailure, {}, { cause: error });
    }
  }
}

/** What is to be done to which record. */
interface Change {
  readonly collection: Collection;
  readonly id: string;
  readonly rule: string | undefined;
  readonly request: RequestInfo;
  /** The tags that the record may have; undefined: any. */
  readonly ifMatch?: string | undefined;
}

/** The record changed in between, and with it which of the files that were put in place it would name. */
class Overtaken extends Error {}

/** @throws {Overtaken} */
async function applyChange(parts: RecordParts, change: Change): Promise<Saved> {
  const { collection, id, request } = change;
  const prepared =
    namesPassword(collection, request) || bringsFiles(collection, request)
      ? await prepare(parts, change)
      : undefined;
  const uploads = prepared?.uploads ?? [];
  const target = { collection, id, uploads, failure: updateFailure };
  return transactWithUploads(parts, target, async (tx) => {
    const drafted = await draftUpdate(tx, parts, change);
    const draft = prepared === undefined ? drafted : prepared.fill(drafted);
    await judge(tx, parts, draft, change, () =>
      Promise.resolve(prepared?.isVerified(draft) === true),
    );
    if (!isSameList(namedUploads(draft), uploads)) throw new Overtaken();
    const { previous, values } = draft;
    const record = await saveUpdate(tx, parts, previous, values);
    return { record, request: draft.request };
  });
}

function namesPassword(collection: Collection, { body }: RequestInfo): boolean {
  return collection.fields.some(
    ({ type, name }) => type === "password" && Object.hasOwn(body, name),
  );
}

/** What the transaction must not wait for: passwords hashed and compared, and which files are to be in their places. */
interface PreparedChange {
  readonly uploads: readonly UploadedFile[];
  fill(draft: UpdateDraft): UpdateDraft;
  /** The old password was compared with what is still the record's. */
  isVerified(draft: UpdateDraft): boolean;
}

async function prepare(
  parts: RecordParts,
  change: Change,
): Promise<PreparedChange> {
  const { database } = parts;
  const { collection } = change;
  const draft = await draftUpdate(database, parts, change);
  const { hash } = passwordOf(draft.previous.values["password"]);
  const field = collection.field.get("password");
  const cost = field?.type === "password" ? field.cost : 0;
  let verified = false;
  await judge(database, parts, draft, change, async (plain) => {
    verified = await parts.passwords.verify(plain, hash, cost);
    return verified;
  });
  const hashed = await hashPasswords(draft, parts.passwords);
  return {
    uploads: namedUploads(draft),
    fill(again) {
      const values: Record<string, FieldValue> = { ...again.values };
      for (const { name, type } of collection.fields) {
        const value = hashed.values[name];
        if (type === "password" && value !== draft.values[name]) {
          if (value !== undefined) values[name] = value;
        }
      }
      return { ...again, values };
    },
    isVerified: ({ previous }) =>
      verified && passwordOf(previous.values["password"]).hash === hash,
  };
}

function isSameList<T>(one: readonly T[], other: readonly T[]): boolean {
  return (
    one.length === other.length &&
    one.every((entry, index) => entry === other[index])
  );
}

/**
 * Judges what `updateRecord` would save, as things stand, and saves nothing. No old password is right.
 *
 * @throws as `updateRecord`, but for values that are taken
 */
export async function judgeUpdate(
  parts: RecordParts,
  collection: Collection,
  id: string,
  request: RequestInfo,
): Promise<Draft> {
  const { database } = parts;
  const rule = ruleFor(collection.updateRule, request.viewer);
  const change = { collection, id, rule, request };
  const draft = await draftUpdate(database, parts, change);
  await judge(database, parts, draft, change, () => Promise.resolve(false));
  return draft;
}

async function draftUpdate(
  executor: Executor,
  parts: RecordParts,
  { collection, id, request }: Change,
): Promise<UpdateDraft> {
  const previous = await findRecord(executor, parts, collection, id);
  if (previous === undefined) throw new NotFound();
  const { keepsDates } = parts;
  const draft = draftRecord(collection, previous, request, keepsDates);
  return { ...draft, previous };
}

/** The rule comes first: who may not change a record does not learn what is wrong with the change. */
async function judge(
  executor: Executor,
  parts: RecordParts,
  draft: UpdateDraft,
  { rule, ifMatch }: Change,
  isOldPassword: (plain: string) => Promise<boolean>,
): Promise<void> {
  const { collection, previous, request } = draft;
  if (rule !== undefined) {
    const filter = prepareRule(parts, collection, rule, request);
    if (
      filter === undefined ||
      !(await passesFilter(executor, parts, collection, previous.id, filter))
    ) {
      throw new NotFound();
    }
  }
  await demandUnchanged(executor, parts, previous, request, ifMatch);
  const errors =
    (await validateAuthForm(draft, {
      manages: () => managesStored(executor, parts, draft),
      isOldPassword,
    })) ??
    (await validateValues(executor, parts, draft)) ??
    (await validateOwner(executor, parts, draft)) ??
    validateExternalAuth(draft);
  if (errors !== undefined) {
    throw new Invalid(updateFailure, errors);
  }
}
