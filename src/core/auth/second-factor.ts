import type { AuthCollection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { Invalid, SecondFactorRequired } from "../errors.ts";
import type { Records } from "../records/records.ts";
import type { StoredRecord } from "../records/record.ts";
import { type RequestInfo, serverRequest } from "../request.ts";

/**
 * Lets a login through that needs no second factor or is one; otherwise starts one and throws.
 * Any two different methods will do.
 *
 * @throws {SecondFactorRequired} this was the first factor; its `mfaId` goes with the second
 * @throws {Invalid} the `mfaId` in body or query is unknown, expired, another record's or of the same method
 */
export async function demandSecondFactor(
  parts: { readonly records: Records; readonly collections: CollectionLookup },
  collection: AuthCollection,
  record: StoredRecord,
  method: string,
  request: RequestInfo,
): Promise<void> {
  const { records, collections } = parts;
  const { mfa } = collection;
  if (!mfa.enabled) return;
  if (mfa.rule !== "" && !(await records.passes(record, mfa.rule, request)))
    return;

  const mfas = collections.find("_mfas");
  if (mfas === undefined) throw new Error("the _mfas collection is missing");
  const mfaId = textOf(request.query["mfaId"]) || textOf(request.body["mfaId"]);

  if (mfaId === "") {
    const body = { collectionRef: collection.id, recordRef: record.id, method };
    const started = await records.create(mfas, undefined, {
      ...serverRequest,
      body,
    });
    throw new SecondFactorRequired(textOf(started["id"]));
  }

  const session = await records.find(mfas, mfaId);
  const created = textOf(session?.values["created"]);
  const age = Date.now() - Date.parse(created.replace(" ", "T"));
  if (session === undefined || !(age < mfa.duration * 1000)) {
    if (session !== undefined)
      await records.remove(mfas, session.id, serverRequest);
    throw new Invalid("Invalid or expired MFA session.");
  }
  const { collectionRef, recordRef } = session.values;
  if (collectionRef !== collection.id || recordRef !== record.id)
    throw new Invalid("Invalid MFA session.");
  if (session.values["method"] === method)
    throw new Invalid("A different authentication method is required.");
  await records.remove(mfas, session.id, serverRequest);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
