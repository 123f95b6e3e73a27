import type { AuthCollection } from "../../collections/collection.ts";
import { countBytes, toText } from "../../collections/fields/casting.ts";
import { mismatch, required } from "../../collections/fields/field-errors.ts";
import { validatePassword } from "../../collections/fields/password-field.ts";
import { type FieldError, fieldError, Invalid } from "../../errors.ts";
import type { Auth } from "../auth.ts";
import type { AuthParts } from "../auth-parts.ts";
import { findByEmail } from "../find-by-email.ts";
import { demandValid, emailError } from "../demand-valid.ts";
import { demandToken, judgeMailedToken, redeemToken } from "./mailed-token.ts";
import { passwordFieldOf } from "../passwords/password-field-of.ts";
import { hashPassword } from "../passwords/passwords.ts";
import { createResendLimit } from "./resend-limit.ts";
import { issueToken } from "../tokens/tokens.ts";

/** Chapter "Password reset": who can read the mails of a record's address sets a new password. */
export function createPasswordReset(
  parts: AuthParts,
): Pick<Auth, "requestPasswordReset" | "confirmPasswordReset"> {
  const { hooks, records, mail, background } = parts;
  const limit = createResendLimit();

  return {
    async requestPasswordReset(collection, request) {
      if (!collection.passwordAuth.enabled) {
        throw new Invalid(
          "The collection is not configured to allow password authentication.",
        );
      }
      const email = toText(request.body["email"]);
      demandValid({ email: emailError(email) });
      background.run("sending a password reset mail", async () => {
        const record = await findByEmail(records, collection, email);
        if (record === undefined) return;
        const event = { collection, record, request };
        await limit.once(record, () =>
          hooks.onRecordRequestPasswordResetRequest.run(event, () => {
            const claims = { email: record.values["email"] };
            const token = issueToken(
              collection,
              record,
              "passwordReset",
              claims,
            );
            return mail.passwordReset(record, token);
          }),
        );
      });
    },

    async confirmPasswordReset(collection, request) {
      const { body } = request;
      const password = toText(body["password"]);
      const judged = await judgeMailedToken(
        parts,
        collection,
        toText(body["token"]),
        "passwordReset",
      );
      const verified = demandToken(judged, {
        password: lengthError(collection, password),
        passwordConfirm: confirmError(
          password,
          toText(body["passwordConfirm"]),
        ),
      });
      const { record, claims } = verified;
      const event = { collection, record, request };
      await hooks.onRecordConfirmPasswordResetRequest.run(event, async () => {
        const hash = await hashNew(collection, password);
        await redeemToken(records, verified, ({ values }) => ({
          password: { hash },
          // The token was read at the address that it names.
          ...(values["email"] === claims["email"] && { verified: true }),
        }));
      });
      limit.lift(record);
    },
  };
}

/** Bytes that are looked at at all; a field's own limits are lower. */
const maxPasswordLength = 255;

function lengthError(
  collection: AuthCollection,
  password: string,
): FieldError | undefined {
  if (password === "") return required;
  const min = Math.max(passwordFieldOf(collection).min, 1);
  const length = countBytes(password);
  return length >= min && length <= maxPasswordLength
    ? undefined
    : fieldError(
        "validation_length_out_of_range",
        `The length must be between ${min} and ${maxPasswordLength}.`,
        { min, max: maxPasswordLength },
      );
}

function confirmError(
  password: string,
  confirm: string,
): FieldError | undefined {
  if (confirm === "") return required;
  return confirm === password ? undefined : mismatch;
}

/** @throws {Invalid} the password breaks its field's limits */
async function hashNew(
  collection: AuthCollection,
  plain: string,
): Promise<string> {
  const field = passwordFieldOf(collection);
  const error = validatePassword(field, { hash: "", plain });
  if (error !== undefined)
    throw new Invalid("Failed to set new password.", { password: error });
  return hashPassword(plain, field.cost);
}
