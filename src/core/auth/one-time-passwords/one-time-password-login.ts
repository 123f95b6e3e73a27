import type { AuthCollection } from "../../collections/collection.ts";
import { toText } from "../../collections/fields/casting.ts";
import { required, tooLong } from "../../collections/fields/field-errors.ts";
import type { Password } from "../../collections/fields/field.ts";
import { passwordOf } from "../../collections/fields/password-field.ts";
import { type FieldError, Forbidden, Invalid, TooMany } from "../../errors.ts";
import { clientKey } from "../../network/client-key.ts";
import type { StoredRecord } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import { textOf } from "../../records/record-shape.ts";
import { deriveRequest } from "../../request.ts";
import { createAttempts } from "./attempts.ts";
import type { Auth } from "../auth.ts";
import type { AuthParts } from "../auth-parts.ts";
import { finishLogin } from "../finish-login.ts";
import { demandValid } from "../demand-valid.ts";
import { isExpired, loginRows, removeRow } from "../login-rows.ts";
import {
  type AnsweredIds,
  madeUpId,
  ownerKey,
} from "./one-time-password-ids.ts";
import { passwordFieldOf } from "../passwords/password-field-of.ts";
import { pretendToVerify, verifyPassword } from "../passwords/passwords.ts";
import { randomPassword } from "../passwords/random-password.ts";

/** Attempts of one address on one record, right ones too. */
const perAddress = { max: 5, seconds: 180, keys: 50_000 };
/**
 * Attempts on one password, wherever they come from: who has many addresses would have five from each. Twice as many as one
 * address has, for an owner who goes from one network to another; against the fewest digits that a collection may ask for, four,
 * they are right once in a thousand passwords. It lasts as long as the longest-lived password.
 */
const perPassword = { max: 10, seconds: 86_400, keys: 50_000 };

/**
 * Chapter "Auth with OTP". Whatever is wrong is answered in the same words and in the same time, and attempts are counted for
 * passwords that there are not, too: an id tells nobody whether it is one.
 */
export function createOneTimePasswordLogin(
  parts: AuthParts,
  answered: AnsweredIds,
): Auth["withOneTimePassword"] {
  const { hooks, records, collections } = parts;
  const attempts = createAttempts(perAddress);
  const guesses = createAttempts(perPassword);

  /** Whom an attempt on this id is counted for. */
  const counterOf = (otpId: string, row: StoredRecord | undefined): string => {
    if (row === undefined) return answered.ownerOf(otpId) ?? madeUpId(otpId);
    const { collectionRef, recordRef } = row.values;
    return ownerKey({ id: textOf(collectionRef) }, textOf(recordRef));
  };

  return async (collection, expand, request) => {
    demandOneTimePasswords(collection);
    const otpId = toText(request.body["otpId"]);
    const password = toText(request.body["password"]);
    demandValid({
      otpId: textError(otpId, 255),
      password: textError(password, 71),
    });
    const otps = loginRows(collections, "_otps");
    const { cost } = passwordFieldOf(otps);
    const otp = await records.find(otps, otpId);
    const recordId = textOf(otp?.values["recordRef"]) || madeUpId(otpId);
    const record = await records.find(collection, recordId);

    // From here to the comparison nothing waits, so that guesses at the same time are counted one after the other.
    const client = clientKey(request.address);
    if (!attempts.take(`${counterOf(otpId, otp)} ${client}`)) {
      throw new TooMany(
        "Too many attempts, please try again later with a new OTP.",
      );
    }
    if (
      otp === undefined ||
      record === undefined ||
      otp.values["collectionRef"] !== collection.id ||
      isExpired(otp, collection.otp.duration) ||
      !guesses.take(otp.id)
    ) {
      await pretendToVerify(cost);
      throw wrong();
    }
    const { hash } = passwordOf(otp.values["password"]);
    if (!(await verifyPassword(password, hash, cost))) {
      if (guesses.areSpent(otp.id)) await removeRow(records, otp);
      throw wrong();
    }

    const event = { collection, record, request, otp };
    return hooks.onRecordAuthWithOTPRequest.run(event, async () => {
      const owner = await redeem(parts, collection, record, otp);
      const inFlow = deriveRequest(request, { context: "otp" });
      const login = { method: "otp", expand };
      return finishLogin(parts, collection, owner, login, inFlow);
    });
  };
}

/** @throws {Forbidden} one-time passwords are off */
export function demandOneTimePasswords({ otp }: AuthCollection): void {
  if (!otp.enabled) {
    throw new Forbidden(
      "The collection is not configured to allow OTP authentication.",
    );
  }
}

/**
 * Uses the password up: of several logins with it at the same time one removes the row. Who read it at the record's current
 * address has thereby verified that.
 *
 * @returns the record as it is now
 * @throws {Invalid} it has been used
 */
async function redeem(
  { records, log }: AuthParts,
  collection: AuthCollection,
  before: StoredRecord,
  otp: StoredRecord,
): Promise<StoredRecord> {
  const sentTo = textOf(otp.values["sentTo"]);
  const verifies = ({ values }: StoredRecord) =>
    sentTo !== "" && values["email"] === sentTo && values["verified"] !== true;
  // Someone else may have signed up with the address and know the password. With a second factor it is of no use alone.
  const password =
    verifies(before) && !collection.mfa.enabled
      ? await randomPassword(collection)
      : undefined;
  return records.transaction(async (tx) => {
    if (!(await removeRow(tx, otp))) throw wrong();
    const record = await tx.find(collection, before.id);
    if (record === undefined) throw wrong();
    if (!verifies(before) || !verifies(record)) return record;
    try {
      return await verify(tx, record, password);
    } catch (error) {
      // The record breaks limits that its collection got later: that keeps nobody out.
      if (!(error instanceof Invalid)) throw error;
      const { id } = record;
      log.error("a record could not be verified", {
        collection: collection.name,
        id,
        error,
      });
      return record;
    }
  });
}

function verify(
  records: Records,
  { collection, id }: StoredRecord,
  password: Password | undefined,
): Promise<StoredRecord> {
  return records.amend(collection, id, () => ({
    verified: true,
    ...(password && { password }),
  }));
}

function textError(text: string, maxBytes: number): FieldError | undefined {
  return text === "" ? required : tooLong(text, maxBytes);
}

function wrong(): Invalid {
  return new Invalid("Invalid or expired OTP");
}
