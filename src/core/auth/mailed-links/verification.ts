import {
  type AuthCollection,
  isSuperusers,
} from "../../collections/collection.ts";
import { toText } from "../../collections/fields/casting.ts";
import { fieldError, Invalid } from "../../errors.ts";
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
import { randomPassword } from "../passwords/random-password.ts";
import { createResendLimit } from "./resend-limit.ts";
import { issueToken } from "../tokens/tokens.ts";

/** Chapter "Verification": a record's owner shows by a mail that the address is theirs. */
export function createVerification(
  parts: AuthParts,
): Pick<Auth, "requestVerification" | "confirmVerification"> {
  const { hooks, records, mail, background } = parts;
  const limit = createResendLimit();

  return {
    async requestVerification(collection, request) {
      refuseSuperusers(collection);
      const email = toText(request.body["email"]);
      demandValid({ email: emailError(email) });
      background.run("sending a verification mail", async () => {
        const record = await findByEmail(records, collection, email);
        if (record === undefined || record.values["verified"] === true) return;
        const event = { collection, record, request };
        await limit.once(record, () =>
          hooks.onRecordRequestVerificationRequest.run(event, () => {
            const claims = { email: record.values["email"] };
            const token = issueToken(
              collection,
              record,
              "verification",
              claims,
            );
            return mail.verification(record, token);
          }),
        );
      });
    },

    async confirmVerification(collection, request) {
      refuseSuperusers(collection);
      const text = toText(request.body["token"]);
      const verified = demandToken(await judge(parts, collection, text));
      const { record } = verified;
      const event = { collection, record, request };
      await hooks.onRecordConfirmVerificationRequest.run(event, async () => {
        // Whoever signed up with this address before its owner could log in with that password, once such logins are allowed.
        const password =
          record.values["verified"] === true || collection.passwordAuth.enabled
            ? undefined
            : await randomPassword(collection);
        await redeemToken(records, verified, ({ values }) =>
          values["verified"] === true
            ? undefined
            : { verified: true, ...(password && { password }) },
        );
      });
      limit.lift(record);
    },
  };
}

/** Judges a token of a verification, which is good for the address that it was sent to alone. */
async function judge(
  parts: AuthParts,
  collection: AuthCollection,
  token: string,
): Promise<MailedToken> {
  const email = parseToken(token)?.claims["email"];
  if (token !== "" && (typeof email !== "string" || email === ""))
    return { error: missingEmail };
  const judged = await judgeMailedToken(
    parts,
    collection,
    token,
    "verification",
  );
  return judged.error === undefined &&
    judged.verified.record.values["email"] !== email
    ? { error: otherEmail }
    : judged;
}

const missingEmail = fieldError(
  "validation_invalid_token_claims",
  "Missing email token claim.",
);
const otherEmail = fieldError(
  "validation_token_email_mismatch",
  "The record email doesn't match with the requested token claims.",
);

function refuseSuperusers(collection: AuthCollection): void {
  if (isSuperusers(collection))
    throw new Invalid("All superusers are verified by default.");
}
