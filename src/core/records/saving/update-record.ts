import type { Executor } from "../../../engines/database/database.ts";
import { verifyPassword } from "../../auth/passwords/passwords.ts";
import type { Collection } from "../../collections/collection.ts";
import type { FieldValue } from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import { Invalid, NotFound } from "../../errors.ts";
import type { RequestInfo } from "../../request.ts";
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
 * @throws {Invalid} values are wrong (by field)
 */
export async function updateRecord(
  parts: RecordParts,
  collection: Collection,
  id: string,
  request: RequestInfo,
): Promise<Saved> {
  if (collection.type === "view") {
    throw new Invalid("Unsupported collection type.");
  }
  const rule = ruleFor(collection.updateRule, request.viewer);
  const passwords = namesPassword(collection, request)
    ? await preparePasswords(parts, collection, id, rule, request)
    : undefined;
  return parts.database.transaction(async (tx) => {
    const drafted = await draftUpdate(tx, parts, collection, id, request);
    const draft = passwords === undefined ? drafted : passwords.fill(drafted);
    await judge(tx, parts, draft, rule, () =>
      Promise.resolve(passwords?.isVerified(draft) === true),
    );
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

/** Passwords that were hashed and compared before the transaction, which must not wait for that. */
interface PreparedPasswords {
  fill(draft: UpdateDraft): UpdateDraft;
  /** The old password was compared with what is still the record's. */
  isVerified(draft: UpdateDraft): boolean;
}

async function preparePasswords(
  parts: RecordParts,
  collection: Collection,
  id: string,
  rule: string | undefined,
  request: RequestInfo,
): Promise<PreparedPasswords> {
  const { database } = parts;
  const draft = await draftUpdate(database, parts, collection, id, request);
  const { hash } = passwordOf(draft.previous.values["password"]);
  const field = collection.field.get("password");
  const cost = field?.type === "password" ? field.cost : 0;
  let verified = false;
  await judge(database, parts, draft, rule, async (plain) => {
    verified = await verifyPassword(plain, hash, cost);
    return verified;
  });
  const hashed = await hashPasswords(draft);
  return {
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

async function draftUpdate(
  executor: Executor,
  parts: RecordParts,
  collection: Collection,
  id: string,
  request: RequestInfo,
): Promise<UpdateDraft> {
  const previous = await findRecord(executor, parts, collection, id);
  if (previous === undefined) throw new NotFound();
  return { ...draftRecord(collection, previous, request), previous };
}

/** The rule comes first: who may not change a record does not learn what is wrong with the change. */
async function judge(
  executor: Executor,
  parts: RecordParts,
  draft: UpdateDraft,
  rule: string | undefined,
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
