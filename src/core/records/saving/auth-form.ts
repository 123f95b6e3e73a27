import { toText } from "../../collections/fields/casting.ts";
import { mismatch, required } from "../../collections/fields/field-errors.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import { type FieldError, fieldError } from "../../errors.ts";
import type { Draft } from "./draft-record.ts";

/** Answers that cost something, asked only if the body needs them. */
export interface AuthFormQuestions {
  /** The caller may change logins of others: it passes the manage rule. */
  manages(): Promise<boolean>;
  /** This is the password of the record as it is stored. */
  isOldPassword(plain: string): Promise<boolean>;
}

/**
 * What is wrong with a request that creates or changes a login: the password has to be confirmed and, by those who do not
 * manage the record, the old one known; email (of an existing record) and `verified` are for managers to change.
 * Superusers manage all records, and what the server does by itself needs no confirmation.
 */
export async function validateAuthForm(
  { collection, previous, proposed, request, body }: Draft,
  questions: AuthFormQuestions,
): Promise<Record<string, FieldError> | undefined> {
  const { viewer } = request;
  if (collection.type !== "auth") return undefined;
  if (viewer.kind === "superuser" && viewer.record === undefined) {
    return undefined;
  }
  const manages = async () =>
    viewer.kind === "superuser" || (await questions.manages());

  const errors: Record<string, FieldError> = {};
  const changesEmail =
    previous !== undefined && proposed["email"] !== previous.values["email"];
  const changesVerified =
    (proposed["verified"] === true) !== (previous?.values["verified"] === true);
  if ((changesEmail || changesVerified) && !(await manages())) {
    if (changesEmail) errors["email"] = mismatch;
    if (changesVerified) errors["verified"] = mismatch;
  }

  const isNew = previous === undefined;
  const { hash, plain: password = "" } = passwordOf(proposed["password"]);
  // A hash without its text is one that the server made up, for a login that has no use for a password.
  const isMadeUp = isNew && hash !== "" && password === "";
  if (isMadeUp) return Object.keys(errors).length === 0 ? undefined : errors;
  const confirm = toText(body["passwordConfirm"]);
  const old = toText(body["oldPassword"]);
  if (password === "" && (isNew || confirm !== "" || old !== "")) {
    errors["password"] = required;
  }
  if (confirm === "" && (isNew || password !== "" || old !== "")) {
    errors["passwordConfirm"] = required;
  } else if (confirm !== password) {
    errors["passwordConfirm"] = mismatch;
  }
  const setsPassword = password !== "" || confirm !== "";
  if (!isNew && setsPassword && !(await manages())) {
    if (old === "") errors["oldPassword"] = required;
    else if (!(await questions.isOldPassword(old))) {
      errors["oldPassword"] = fieldError(
        "validation_invalid_old_password",
        "Missing or invalid old password.",
      );
    }
  }
  return Object.keys(errors).length === 0 ? undefined : errors;
}
