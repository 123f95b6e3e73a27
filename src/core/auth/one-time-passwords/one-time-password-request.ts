import {
  type AuthCollection,
  authCollectionOf,
  type Collection,
} from "../../collections/collection.ts";
import { toText } from "../../collections/fields/casting.ts";
import { NotFound } from "../../errors.ts";
import type { StoredRecord } from "../../records/record.ts";
import { textOf } from "../../records/record-shape.ts";
import type { RequestInfo } from "../../request.ts";
import type { Auth } from "../auth.ts";
import type { AuthParts } from "../auth-parts.ts";
import { findByEmail } from "../find-by-email.ts";
import { demandValid, emailError } from "../demand-valid.ts";
import {
  createdAt,
  isExpired,
  loginRows,
  ownerColumns,
  removeRow,
} from "../login-rows.ts";
import {
  type AnsweredId,
  type AnsweredIds,
  madeUpId,
  ownerKey,
} from "./one-time-password-ids.ts";
import { hasSameKey } from "../tokens/tokens.ts";
import { demandOneTimePasswords } from "./one-time-password-login.ts";
import {
  type HashedOneTimePassword,
  makeOneTimePassword,
  newOneTimePasswordId,
  storeOneTimePassword,
} from "./one-time-password-rows.ts";

/** How many unexpired ones a record may have by asking. With `--dev` too: who has a mail with each can use or wait for them. */
const maxUnexpired = 10;

/**
 * Milliseconds that an answer takes. Reading a record and its rows takes some hundredths of one longer than not finding
 * them, which many requests would show: so the answer waits for the clock and not for the reading.
 */
const answerTime = 10;

/**
 * Chapter "Request OTP". The answer comes first, the same and in the same time whether or not anybody has the address;
 * the password is made, stored and mailed after it. Who has ten unexpired ones already is answered the id of the latest, and sent
 * nothing.
 */
export function createOneTimePasswordRequest(
  parts: AuthParts,
  answered: AnsweredIds,
): Auth["requestOneTimePassword"] {
  const { hooks, records, collections, background } = parts;

  const start = async (
    collection: AuthCollection,
    email: string,
    request: RequestInfo,
    answerIsDue: Promise<void>,
  ): Promise<{ readonly otpId: string }> => {
    const record = await findByEmail(records, collection, email);
    const event = { collection, record, request };
    return hooks.onRecordRequestOTPRequest.run(event, async () => {
      const otps = loginRows(collections, "_otps");
      const nobody = madeUpId(`${collection.id} ${email}`);
      const ownerId = event.record?.id ?? nobody;
      const rows = await records.findAllBy(
        otps,
        ownerColumns(collection, ownerId),
      );
      const { duration } = collection.otp;
      const owner = ownerKey(collection, ownerId);
      const unexpired = merge(
        rows.filter((row) => !isExpired(row, duration)),
        answered.of(owner, duration),
      );
      const latest = unexpired.at(-1);
      if (latest !== undefined && unexpired.length >= maxUnexpired)
        return { otpId: latest.id };

      const otpId = newOneTimePasswordId();
      background.run("mailing a one-time password", async () => {
        await answerIsDue;
        // Made for nobody as well: how busy the server is would tell, too.
        const made = await makeOneTimePassword(otps, collection, otpId);
        if (event.record === undefined) return;
        await storeAndMail(parts, otps, event.record, made);
        answered.markStored(owner, otpId);
      });
      answered.add(owner, otpId);
      return { otpId };
    });
  };

  return async (collection, request) => {
    demandOneTimePasswords(collection);
    const email = toText(request.body["email"]);
    demandValid({ email: emailError(email) });
    const answerIsDue = Bun.sleep(answerTime);
    const answer = await start(collection, email, request, answerIsDue);
    await answerIsDue;
    return answer;
  };
}

/** What counts against the limit, in the order in which it was asked for. */
function merge(
  rows: readonly StoredRecord[],
  ids: readonly AnsweredId[],
): readonly Pick<AnsweredId, "id" | "at">[] {
  const stored = new Set(rows.map(({ id }) => id));
  const answered = new Set(ids.map(({ id }) => id));
  // A row comes later than its answer, maybe later than that of the next one: the answers' times count.
  return [
    ...rows
      .filter(({ id }) => !answered.has(id))
      .map((row) => ({ id: row.id, at: createdAt(row) })),
    ...ids.filter(({ id, wasStored }) => !wasStored || stored.has(id)),
  ].toSorted((one, other) => one.at - other.at);
}

/** @throws {MailFailed} and others; then there is no row */
async function storeAndMail(
  parts: AuthParts,
  otps: Collection,
  asked: StoredRecord,
  made: HashedOneTimePassword,
): Promise<void> {
  const { records, mail } = parts;
  const record = await store(parts, otps, asked, made);
  if (record === undefined) return;
  let address: string;
  try {
    address = await mail.oneTimePassword(record, made.id, made.password);
  } catch (error) {
    const row = await records.find(otps, made.id);
    if (row !== undefined) await removeRow(records, row);
    throw error;
  }
  if (address === "") return;
  try {
    await records.amend(otps, made.id, ({ values }) =>
      textOf(values["sentTo"]) === "" ? { sentTo: address } : undefined,
    );
  } catch (error) {
    // It has been used already.
    if (!(error instanceof NotFound)) throw error;
  }
}

/** Stores it for the record as it is now, and drops the record's expired ones. */
function store(
  { records }: AuthParts,
  otps: Collection,
  asked: StoredRecord,
  made: HashedOneTimePassword,
): Promise<StoredRecord | undefined> {
  return records.transaction(async (tx) => {
    const collection = authCollectionOf(asked);
    const record = await tx.find(collection, asked.id);
    // A new key ends all one-time passwords, those under way as well: the address may be somebody else's by now.
    if (!hasSameKey(record, asked)) return undefined;
    const rows = await tx.findAllBy(otps, ownerColumns(collection, asked.id));
    for (const row of rows) {
      if (isExpired(row, collection.otp.duration)) await removeRow(tx, row);
    }
    await storeOneTimePassword(tx, otps, collection, asked.id, made);
    return record;
  });
}
