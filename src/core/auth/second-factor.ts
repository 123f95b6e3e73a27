import type { AuthCollection, Collection } from "../collections/collection.ts";
import { Invalid, SecondFactorRequired } from "../errors.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import { textOf } from "../records/record-shape.ts";
import {
  deriveRequest,
  guest,
  type RequestInfo,
  serverRequest,
  type Viewer,
} from "../request.ts";
import type { AuthParts } from "./auth-parts.ts";
import { isExpired, loginRows, ownerColumns, removeRow } from "./login-rows.ts";
import { hasSameKey } from "./tokens/tokens.ts";

/**
 * Lets a login through that needs no second factor or is one; otherwise starts one and throws. Any two different methods
 * will do. A session that a second factor was wrong for stays, for another try.
 *
 * @throws {SecondFactorRequired} this was the first factor; its `mfaId` goes with the second
 * @throws {Invalid} the `mfaId` in query or body is unknown, used, expired, another record's or of the same method
 */
export async function demandSecondFactor(
  parts: AuthParts,
  collection: AuthCollection,
  record: StoredRecord,
  method: string,
  request: RequestInfo,
): Promise<void> {
  const { records } = parts;
  const { mfa } = collection;
  if (!mfa.enabled || !(await isWanted(records, mfa.rule, record, request)))
    return;
  const mfas = loginRows(parts.collections, "_mfas");
  const mfaId = request.query["mfaId"] || parseMfaId(request.body["mfaId"]);
  if (mfaId === "") {
    throw new SecondFactorRequired(
      await startSession(records, mfas, collection, record, method),
    );
  }

  const session = await records.find(mfas, mfaId);
  if (session === undefined || isExpired(session, mfa.duration)) {
    if (session !== undefined) await removeRow(records, session);
    throw ended();
  }
  const { collectionRef, recordRef } = session.values;
  if (collectionRef !== collection.id || recordRef !== record.id)
    throw new Invalid("Invalid MFA session.");
  if (session.values["method"] === method)
    throw new Invalid("A different authentication method is required.");
  // Of several second factors at the same time, one.
  if (!(await removeRow(records, session))) throw ended();
}

/** Whether the rule says so; an empty one is everyone's, and one that can no longer be understood is as well. */
async function isWanted(
  records: Records,
  rule: string,
  record: StoredRecord,
  request: RequestInfo,
): Promise<boolean> {
  // No rule is judged for superusers, but this one is a question and no barrier.
  const viewer = asRecord(request.viewer);
  const asked = deriveRequest(request, { viewer });
  return records.passes(record, rule, asked, { ifUnclear: true });
}

function asRecord(viewer: Viewer): Viewer {
  if (viewer.kind !== "superuser") return viewer;
  const { record } = viewer;
  return record === undefined ? guest : { kind: "record", record };
}

/** @throws {Invalid} a value that can be no id */
function parseMfaId(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  // A form's digits.
  if (typeof value === "number") return String(value);
  throw new Invalid("Failed to read the MFA id.");
}

/**
 * Notes that the first factor was right, and drops the record's expired sessions.
 *
 * @returns the session's id
 * @throws {Invalid} the record was given another password or key since: what was right is no longer
 */
function startSession(
  records: Records,
  mfas: Collection,
  collection: AuthCollection,
  record: StoredRecord,
  method: string,
): Promise<string> {
  const owner = ownerColumns(collection, record.id);
  return records.transaction(async (tx) => {
    const current = await tx.find(collection, record.id);
    if (!hasSameKey(current, record))
      throw new Invalid("Failed to authenticate.");
    for (const session of await tx.findAllBy(mfas, owner)) {
      if (isExpired(session, collection.mfa.duration))
        await removeRow(tx, session);
    }
    const body = { ...owner, method };
    const started = await tx.create(mfas, undefined, {
      ...serverRequest,
      body,
    });
    return textOf(started["id"]);
  });
}

function ended(): Invalid {
  return new Invalid("Invalid or expired MFA session.");
}
