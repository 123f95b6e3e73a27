import type { AuthCollection } from "../collections/collection.ts";
import { superusersName } from "../collections/collection.ts";
import { toText } from "../collections/fields/casting.ts";
import { formatTime } from "../collections/fields/date-time.ts";
import { isEmail } from "../collections/fields/email-format.ts";
import {
  collect,
  noEmail,
  notInList,
  required,
  tooLong,
} from "../collections/fields/field-errors.ts";
import type { FieldValue } from "../collections/fields/field.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { randomLetters } from "../collections/random-text.ts";
import { textLength } from "../collections/validation/checks.ts";
import { fieldError, Invalid } from "../errors.ts";
import type { Mail } from "../mail/mail.ts";
import { shapeOf, storedRecord } from "../records/record-shape.ts";
import type { StoredRecord } from "../records/record.ts";
import { issueToken } from "./tokens/tokens.ts";

/**
 * Sends one of a collection's mails to an address, filled with samples, so that a superuser sees whether mails arrive and
 * what they look like. No record is involved; the links in the mail lead nowhere.
 *
 * @param options untrusted: `email`, `template` (`verification`, `password-reset`, `email-change`, `otp` or `login-alert`)
 *   and `collection` (name or id; superusers when empty)
 * @throws {Invalid} with errors by name, or, when sending fails, with the reason in the message: for superusers only
 */
export async function sendTestMail(
  {
    collections,
    mail,
  }: { readonly collections: CollectionLookup; readonly mail: Mail },
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  const email = toText(options["email"]);
  const template = toText(options["template"]);
  const asked = toText(options["collection"]);
  const collection = collections.find(asked === "" ? superusersName : asked);
  const send = mails.get(template);
  const errors = collect([
    ["collection", tooLong(asked, 255)],
    ["collection", collection?.type === "auth" ? undefined : noAuthCollection],
    ["email", textLength(email, 1, 255)],
    ["email", isEmail(email) ? undefined : noEmail],
    ["template", template === "" ? required : undefined],
    ["template", send === undefined ? notInList : undefined],
  ]);
  if (
    errors !== undefined ||
    collection?.type !== "auth" ||
    send === undefined
  ) {
    throw new Invalid("Failed to send the test email.", errors);
  }
  try {
    await send(mail, sampleRecord(collection, email), collection, email);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Invalid(
      `Failed to send the test email. Raw error: \n${reason}`,
      {},
      { cause },
    );
  }
}

type SendSample = (
  mail: Mail,
  record: StoredRecord,
  collection: AuthCollection,
  email: string,
) => Promise<void>;

const mails: ReadonlyMap<string, SendSample> = new Map<string, SendSample>([
  [
    "verification",
    (mail, record, collection, email) =>
      mail.verification(
        record,
        issueToken(collection, record, "verification", { email }),
      ),
  ],
  [
    "password-reset",
    (mail, record, collection, email) =>
      mail.passwordReset(
        record,
        issueToken(collection, record, "passwordReset", { email }),
      ),
  ],
  [
    "email-change",
    (mail, record, collection, email) =>
      mail.emailChange(
        record,
        issueToken(collection, record, "emailChange", {
          email,
          newEmail: email,
        }),
        email,
      ),
  ],
  [
    "otp",
    async (mail, record) => {
      await mail.oneTimePassword(record, "_PB_TEST_OTP_ID_", "123456");
    },
  ],
  [
    "login-alert",
    (mail, record) => {
      const now = formatTime(Date.now());
      return mail.authAlert(record, `${now} - TEST_IP TEST_USER_AGENT`);
    },
  ],
]);

/** A record that is stored nowhere: its visible fields say their own names, and its key was never anyone's. */
function sampleRecord(collection: AuthCollection, email: string): StoredRecord {
  const values: Record<string, FieldValue> = {};
  for (const { name, field, type } of shapeOf(collection).fields) {
    values[name] = field.hidden
      ? type.empty(field)
      : type.coerce(field, `__pb_test_${name}__`);
  }
  values["tokenKey"] = randomLetters(50);
  values["email"] = email;
  return storedRecord(collection, values);
}

const noAuthCollection = fieldError(
  "validation_invalid_auth_collection",
  "Must be the name or id of an auth collection.",
);
