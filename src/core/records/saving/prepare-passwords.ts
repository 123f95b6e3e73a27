import type { PasswordsAhead } from "../../auth/passwords/password-work.ts";
import type { Collection } from "../../collections/collection.ts";
import {
  passwordOf,
  validatePassword,
} from "../../collections/fields/password-field.ts";
import { DomainError } from "../../errors.ts";
import type { RequestInfo } from "../../request.ts";
import { findRecord, passesFilter } from "../reading/select-records.ts";
import type { RecordParts } from "../record-parts.ts";
import { prepareRule, ruleFor } from "../rules.ts";
import { validateAuthForm } from "./auth-form.ts";
import { type Draft, draftRecord, passwordsToHash } from "./draft-record.ts";
import { passesAsProposed } from "./judge-proposal.ts";
import { managesAsProposed, managesStored } from "./manage-rule.ts";

/** What a transaction to come will save. */
export interface SavingAhead {
  readonly collection: Collection;
  /** Of the record to change; it, too, may come with the transaction. Undefined to create one. */
  readonly id: string | undefined;
  readonly request: RequestInfo;
  /** Whether the transaction does something before this, on which it may depend whether this is allowed. */
  readonly isLater: boolean;
}

/**
 * Hashes and compares the passwords of a create or update, as far as the caller may set them: what is refused as things
 * stand, and will be whatever the transaction does before, costs no hash.
 *
 * @throws {TooMany} too many passwords are waiting to be hashed or compared
 */
export async function preparePasswords(
  parts: RecordParts,
  { collection, id, request, isLater }: SavingAhead,
  ahead: PasswordsAhead,
): Promise<void> {
  if (!collection.fields.some(({ type }) => type === "password")) return;
  const rule = openRule(collection, id, request);
  if (rule === false) return;
  const previous =
    id === undefined
      ? undefined
      : await findRecord(parts.database, parts, collection, id);
  const draft = draftRecord(collection, previous, request);
  const toHash = passwordsToHash(draft);
  if (toHash.length === 0 || !areValid(draft)) return;

  const isNew = id === undefined;
  const isAllowed =
    (isNew || previous !== undefined) && (await passes(parts, draft, rule));
  if (!isAllowed && (!isLater || (isNew && isSettled(parts, draft, rule)))) {
    return;
  }
  // Only who may change the record has its password compared: the time would tell others that there is one.
  if (isAllowed && !(await passesForm(parts, draft, ahead))) return;
  for (const { plain, cost } of toHash) await ahead.prepareHash(plain, cost);
}

/** The rule to judge, undefined for none; false if it is for superusers only, or there is nothing to save to. */
function openRule(
  collection: Collection,
  id: string | undefined,
  { viewer }: RequestInfo,
): string | undefined | false {
  if (collection.type === "view") return false;
  const rule = id === undefined ? collection.createRule : collection.updateRule;
  try {
    return ruleFor(rule, viewer);
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** Whether the passwords are within their fields' limits. */
function areValid({ collection, values }: Draft): boolean {
  return collection.fields.every(
    (field) =>
      field.type !== "password" ||
      validatePassword(field, passwordOf(values[field.name])) === undefined,
  );
}

async function passes(
  parts: RecordParts,
  draft: Draft,
  rule: string | undefined,
): Promise<boolean> {
  const { database } = parts;
  const { collection, previous, request } = draft;
  if (rule === undefined) return true;
  if (previous === undefined) {
    return passesAsProposed(database, parts, draft, rule);
  }
  const filter = prepareRule(parts, collection, rule, request);
  return (
    filter !== undefined &&
    (await passesFilter(database, parts, collection, previous.id, filter))
  );
}

/** Whether a create rule looks at nothing but the request and the new record, so that no other write changes its answer. */
function isSettled(
  parts: RecordParts,
  { collection, request }: Draft,
  rule: string | undefined,
): boolean {
  if (rule === undefined) return true;
  const filter = prepareRule(parts, collection, rule, request);
  return filter?.build(parts.database.dialect).joins === undefined;
}

/** Whether the password is confirmed, and the old one, where it has to be known, right or one that may become right. */
async function passesForm(
  parts: RecordParts,
  draft: Draft,
  ahead: PasswordsAhead,
): Promise<boolean> {
  const { database } = parts;
  const { collection, previous } = draft;
  const field = collection.field.get("password");
  const cost = field?.type === "password" ? field.cost : 0;
  const errors = await validateAuthForm(draft, {
    manages: () =>
      previous === undefined
        ? managesAsProposed(database, parts, draft)
        : managesStored(database, parts, draft),
    async isOldPassword(plain) {
      const { hash } = passwordOf(previous?.values["password"]);
      const isRight = await ahead.prepareAnswer(plain, hash, cost);
      return isRight || ahead.hasHashed(plain);
    },
  });
  if (errors === undefined) return true;
  return !["password", "passwordConfirm", "oldPassword"].some((name) =>
    Object.hasOwn(errors, name),
  );
}
