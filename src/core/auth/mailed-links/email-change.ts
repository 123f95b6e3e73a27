import {
  type AuthCollection,
  authCollectionOf,
  isSuperusers,
} from "../../collections/collection.ts";
import { toText } from "../../collections/fields/casting.ts";
import { required, tooLong } from "../../collections/fields/field-errors.ts";
import { type FieldError, fieldError, Invalid } from "../../errors.ts";
import type { StoredRecord } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import type { Auth } from "../auth.ts";
import type { AuthParts } from "../auth-parts.ts";
import { findByEmail } from "../find-by-email.ts";
import { demandValid, emailError } from "../demand-valid.ts";
import { parseToken } from "../tokens/json-web-token.ts";
import {
  demandToken,
  judgeMailedToken,
  type MailedToken,
  redeemToken,
} from "./mailed-token.ts";
import { ownRecord } from "../own-record.ts";
import { isPasswordOf } from "../passwords/is-password-of.ts";
import { issueToken } from "../tokens/tokens.ts";

/** Chapter "Email change": asked for by who is logged in, confirmed by who reads the new address's mails and knows the password. */
export function createEmailChange(
  parts: AuthParts,
): Pick<Auth, "requestEmailChange" | "confirmEmailChange"> {
  const { hooks, records, mail, background } = parts;

  return {
    async requestEmailChange(collection, request) {
      refuseSuperusers(collection);
      const record = ownRecord(collection, request.viewer);
      const newEmail = toText(request.body["newEmail"]);
      demandValid({ newEmail: await newEmailError(records, record, newEmail) });
      const event = { collection, record, request, newEmail };
      background.run("sending an email change mail", () =>
        hooks.onRecordRequestEmailChangeRequest.run(event, () => {
          const claims = { email: record.values["email"], newEmail };
          const token = issueToken(collection, record, "emailChange", claims);
          return mail.emailChange(record, token, newEmail);
        }),
      );
    },

    async confirmEmailChange(collection, request) {
      refuseSuperusers(collection);
      const token = toText(request.body["token"]);
      const password = toText(request.body["password"]);
      const newEmail = newEmailOf(token);
      const judged = await judge(parts, collection, token, newEmail);
      const verified = demandToken(judged, {
        password: await passwordError(collection, judged, password),
      });
      const { record } = verified;
      const event = { collection, record, request, newEmail };
      await hooks.onRecordConfirmEmailChangeRequest.run(event, () =>
        redeemToken(records, verified, () => ({
          email: newEmail,
          verified: true,
        })),
      );
    },
  };
}

async function newEmailError(
  records: Records,
  record: StoredRecord,
  newEmail: string,
): Promise<FieldError | undefined> {
  const error = emailError(newEmail);
  if (error !== undefined) return error;
  if (newEmail === record.values["email"])
    return fieldError("validation_not_in_invalid", "Must not be in list.");
  return (await isTaken(records, record, newEmail))
    ? fieldError("validation_invalid_new_email", "Invalid new email address.")
    : undefined;
}

/** Whether another record has the address. */
async function isTaken(
  records: Records,
  record: StoredRecord,
  email: string,
): Promise<boolean> {
  const found = await findByEmail(records, authCollectionOf(record), email);
  return found !== undefined && found.id !== record.id;
}

/** The address that the token names, still unverified; empty when there is none. */
function newEmailOf(token: string): string {
  const newEmail = parseToken(token)?.claims["newEmail"];
  return typeof newEmail === "string" ? newEmail : "";
}

async function judge(
  parts: AuthParts,
  collection: AuthCollection,
  token: string,
  newEmail: string,
): Promise<MailedToken> {
  if (token !== "" && newEmail === "") return { error: missingEmail };
  const judged = await judgeMailedToken(
    parts,
    collection,
    token,
    "emailChange",
  );
  return judged.error === undefined &&
    (await isTaken(parts.records, judged.verified.record, newEmail))
    ? { error: takenEmail }
    : judged;
}

/** Bytes that are looked at at all. */
const maxPasswordLength = 100;

/** What is wrong with the password; found out in the same time whether or not the token names a record to compare it with. */
async function passwordError(
  collection: AuthCollection,
  { verified }: MailedToken,
  password: string,
): Promise<FieldError | undefined> {
  if (password === "") return required;
  const error = tooLong(password, maxPasswordLength);
  if (error !== undefined) return error;
  return (await isPasswordOf(collection, verified?.record, password))
    ? undefined
    : wrongPassword;
}

const missingEmail = fieldError(
  "validation_invalid_token_payload",
  "Invalid token payload - newEmail must be set.",
);
const takenEmail = fieldError(
  "validation_invalid_token_email",
  "The new email address is invalid.",
);
const wrongPassword = fieldError(
  "validation_invalid_password",
  "Missing or invalid auth record password.",
);

function refuseSuperusers(collection: AuthCollection): void {
  if (isSuperusers(collection))
    throw new Invalid("All superusers can change their emails directly.");
}
