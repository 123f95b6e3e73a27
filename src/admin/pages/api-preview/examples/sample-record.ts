import {
  placeholders,
  type PreviewContext,
  type PreviewField,
} from "./preview-context.ts";
import { isSampleFile, type SampleFile } from "./sample-file.ts";
import { sampleDate, sampleValue } from "./sample-value.ts";

/** What is sent to create or update a record. */
export type SampleBody = Readonly<Record<string, unknown>>;

/** Fields of accounts that have rules of their own. */
const accountFields = new Set([
  "email",
  "emailVisibility",
  "verified",
  "password",
  "tokenKey",
]);

/** What can be given to a new record. */
export function createBody(context: PreviewContext): SampleBody {
  const { collection } = context;
  const values = plainValues(context);
  if (collection.type !== "auth") return values;
  const email = collection.fields.find(({ name }) => name === "email");
  const domain = email && String(sampleValue(email, context)).split("@")[1];
  return {
    email: `new-user@${domain ?? "example.com"}`,
    emailVisibility: true,
    password: "a-long-password",
    passwordConfirm: "a-long-password",
    ...values,
  };
}

/** What can be changed of a record: a few values, none that has to be unique, or could send anything by mail. */
export function updateBody(context: PreviewContext): SampleBody {
  const { collection } = context;
  const all = Object.entries(plainValues(context));
  const simple = all.filter(
    ([name]) =>
      collection.fields.find((field) => field.name === name)?.type !== "file",
  );
  const some = (simple.length > 0 ? simple : all).slice(0, mostUpdated);
  if (some.length > 0) return Object.fromEntries(some);
  return collection.type === "auth" ? { emailVisibility: true } : {};
}

const mostUpdated = 4;

/** A record as the API shows it to those who may view it. */
export function sampleRecord(
  context: PreviewContext,
): Readonly<Record<string, unknown>> {
  const { collection, recordId } = context;
  const shown = collection.fields.filter(
    ({ name, hidden }) => hidden !== true && name !== "id",
  );
  return {
    collectionId: collection.id,
    collectionName: collection.name,
    id: recordId,
    ...Object.fromEntries(
      shown.map((field) => [field.name, answerValue(field, context)]),
    ),
  };
}

/** Files of a body by their fields. */
export function filesOf(
  body: SampleBody,
): readonly (readonly [name: string, file: SampleFile])[] {
  return Object.entries(body).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter(isSampleFile)
      .map((file) => [name, file] as const),
  );
}

/** All of a body that is no file. */
export function withoutFiles(body: SampleBody): SampleBody {
  const names = new Set(filesOf(body).map(([name]) => name));
  return Object.fromEntries(
    Object.entries(body).filter(([name]) => !names.has(name)),
  );
}

function plainValues(context: PreviewContext): SampleBody {
  const { collection } = context;
  const isAuth = collection.type === "auth";
  const given = collection.fields.filter(
    ({ name, hidden, required }) =>
      name !== "id" &&
      !(isAuth && accountFields.has(name)) &&
      (hidden !== true || required === true),
  );
  return Object.fromEntries(
    given
      .map((field) => [field.name, sampleValue(field, context)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

function answerValue(field: PreviewField, context: PreviewContext): unknown {
  if (field.type === "autodate") return sampleDate;
  if (field.type === "password") return "";
  if (field.name === "verified") return true;
  const value = sampleValue(field, context) ?? placeholderFor(field);
  const stored = (one: unknown) => (isSampleFile(one) ? one.name : one);
  return Array.isArray(value) ? value.map(stored) : stored(value);
}

function placeholderFor({ type, maxSelect = 1 }: PreviewField): unknown {
  if (type === "relation") {
    return maxSelect > 1 ? [placeholders.relatedId] : placeholders.relatedId;
  }
  if (type === "file" || type === "select") return maxSelect > 1 ? [] : "";
  return type === "text" ? "…" : null;
}
