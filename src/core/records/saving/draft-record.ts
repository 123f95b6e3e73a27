import type { Collection } from "../../collections/collection.ts";
import { isSuperusers } from "../../collections/collection.ts";
import { formatTime, toDateTime } from "../../collections/fields/date-time.ts";
import type { FieldValue } from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import type { PasswordWork } from "../../auth/passwords/password-work.ts";
import type { RecordValues, StoredRecord } from "../record.ts";
import { shapeOf, writeValue } from "../record-shape.ts";
import { deriveRequest, type RequestInfo } from "../../request.ts";
import { parseBody, type Uploads } from "./parse-body.ts";

/** A record as a request would have it saved. */
export interface Draft {
  readonly collection: Collection;
  /** As it is stored now; undefined for a new record. */
  readonly previous: StoredRecord | undefined;
  /** What the caller asked for, before anything is generated: what a create rule judges. */
  readonly proposed: RecordValues;
  /** What is to be saved. */
  readonly values: RecordValues;
  readonly uploads: Uploads;
  /** File fields that got something which is neither a file nor the name of one. */
  readonly forged: ReadonlySet<string>;
  /** The request with the body as rules see it. */
  readonly request: RequestInfo;
  /** `passwordConfirm` and `oldPassword` stay in it. */
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Applies the request's body to the stored record, or to an empty one.
 *
 * @param keepsDates the body's dates stand where the server would set its own
 */
export function draftRecord(
  collection: Collection,
  previous: StoredRecord | undefined,
  request: RequestInfo,
  keepsDates = false,
): Draft {
  const current = previous?.values ?? emptyValues(collection);
  const seesHidden = request.viewer.kind === "superuser";
  const changes = parseBody(collection, request.body, current, seesHidden);
  const proposed: Record<string, FieldValue> = { ...current };
  for (const [name, value] of changes.values) proposed[name] = value;
  const kept = keepsDates ? keepDates(collection, request, proposed) : nothing;
  return {
    collection,
    previous,
    proposed,
    values: completeValues(collection, previous?.values, proposed, kept),
    uploads: changes.uploads,
    forged: changes.forged,
    request: deriveRequest(request, { body: changes.body }),
    body: changes.body,
  };
}

const nothing: ReadonlySet<string> = new Set();

/** Puts the body's dates into the values. Returns the names of their fields. */
function keepDates(
  { fields }: Collection,
  { body }: RequestInfo,
  proposed: Record<string, FieldValue>,
): ReadonlySet<string> {
  const kept = new Set<string>();
  for (const { type, name } of fields) {
    const date = type === "autodate" ? toDateTime(body[name]) : "";
    if (date === "") continue;
    proposed[name] = date;
    kept.add(name);
  }
  return kept;
}

/**
 * Fills in what is generated: ids, keys, dates.
 *
 * @param kept fields whose values stand
 */
export function completeValues(
  collection: Collection,
  previous: RecordValues | undefined,
  proposed: RecordValues,
  kept = nothing,
): RecordValues {
  const isNew = previous === undefined;
  const now = formatTime(Date.now());
  const values: Record<string, FieldValue> = { ...proposed };
  for (const typed of shapeOf(collection).fields) {
    const { name, field, type } = typed;
    if (type.beforeSave === undefined || kept.has(name)) continue;
    const changed =
      field.type !== "autodate" &&
      (isNew || writeValue(typed, proposed) !== writeValue(typed, previous));
    values[name] = type.beforeSave(field, proposed[name] ?? type.empty(field), {
      isNew,
      changed,
      now,
    });
  }
  if (isSuperusers(collection)) values["verified"] = true;
  return values;
}

function emptyValues(collection: Collection): RecordValues {
  const values: Record<string, FieldValue> = {};
  for (const { name, field, type } of shapeOf(collection).fields) {
    values[name] = type.empty(field);
  }
  return values;
}

/** Whether a password is being set that has to be hashed before it is saved. */
export function setsPassword({ collection, values }: Draft): boolean {
  return collection.fields.some(
    ({ type, name }) => type === "password" && plainToHash(values[name]) !== "",
  );
}

/** The plain text that has no hash yet. */
function plainToHash(value: FieldValue | undefined): string {
  const { hash, plain = "" } = passwordOf(value);
  return hash === "" ? plain : "";
}

/** The draft with its passwords hashed, which takes a good part of a second: not for inside a transaction. */
export async function hashPasswords(
  draft: Draft,
  passwords: PasswordWork,
): Promise<Draft> {
  const values: Record<string, FieldValue> = { ...draft.values };
  for (const { name, plain, cost } of passwordsToHash(draft)) {
    values[name] = { hash: await passwords.hash(plain, cost) };
  }
  return { ...draft, values };
}

interface PasswordToHash {
  /** The field's name. */
  readonly name: string;
  readonly plain: string;
  readonly cost: number;
}

/** The passwords that have no hash yet, and what each is to cost. */
export function passwordsToHash({
  collection,
  values,
}: Draft): readonly PasswordToHash[] {
  const found: PasswordToHash[] = [];
  for (const field of collection.fields) {
    if (field.type !== "password") continue;
    const plain = plainToHash(values[field.name]);
    const { name, cost } = field;
    if (plain !== "") found.push({ name, plain, cost });
  }
  return found;
}

/** The values as they are kept and announced: a password that was judged goes on as its hash alone. */
export function withoutPlainPasswords(
  { fields }: Collection,
  values: RecordValues,
): RecordValues {
  if (!fields.some(({ type }) => type === "password")) return values;
  const kept: Record<string, FieldValue> = { ...values };
  for (const { name, type } of fields) {
    if (type !== "password") continue;
    kept[name] = { hash: passwordOf(values[name]).hash };
  }
  return kept;
}
