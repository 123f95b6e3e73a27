import { TimedOut } from "../../engines/database/database.ts";
import { PasswordsAhead } from "../auth/passwords/password-work.ts";
import type { Collection } from "../collections/collection.ts";
import { toText } from "../collections/fields/casting.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { ChangedMeanwhile, DomainError, Invalid, NotFound } from "../errors.ts";
import type { Hooks } from "../hooks/hooks.ts";
import { pickFields } from "../picking/pick-fields.ts";
import type { Limits } from "../limits/limits.ts";
import type { RecordJson, Records } from "../records/records.ts";
import type { RequestInfo } from "../request.ts";
import type { Settings } from "../settings/settings.ts";
import { BatchFailed } from "./batch-failed.ts";
import { batchLimits } from "./batch-limits.ts";
import type { BatchOperation, RecordOperation } from "./batch-operation.ts";
import { Deadline } from "./deadline.ts";
import { OperationCounts } from "./operation-counts.ts";
import { requestOf } from "./request-of.ts";

/** What a batch works with. */
export interface BatchParts {
  readonly records: Records;
  readonly collections: CollectionLookup;
  readonly settings: Settings;
  readonly hooks: Hooks;
  readonly limits: Limits;
}

/** What became of an operation: the record as the caller may see it, or nothing where one was deleted. */
export type BatchResult = RecordJson | undefined;

/**
 * Does operations on records in one transaction, one after the other, each under its collection's rule and seeing what the
 * ones before it did. All are done, or none is.
 *
 * @param request the batch's own: each operation is its viewer's
 * @param signal ends the batch when nobody waits for it any more
 * @throws {BatchFailed} an operation was refused, or all of them took too long
 * @throws {TooMany} too many passwords are waiting to be hashed
 */
export function runBatch(
  parts: BatchParts,
  operations: readonly BatchOperation[],
  request: RequestInfo,
  signal?: AbortSignal,
): Promise<readonly BatchResult[]> {
  const event = { operations, request };
  return parts.hooks.onBatchRequest.run(event, async () => {
    const { operations: wanted } = event;
    const counts = new OperationCounts(parts.limits);
    const passwords = await preparePasswords(
      { ...parts, counts },
      wanted,
      request,
      signal,
    );
    const { timeout } = batchLimits(parts.settings);
    return parts.records.transaction(
      async (records) => {
        using deadline = new Deadline(timeout, signal);
        const doing = doAll(
          { ...parts, records, counts },
          wanted,
          request,
          deadline,
        );
        return await deadline.limit(doing);
      },
      { passwords },
    );
  });
}

interface CountingParts extends BatchParts {
  readonly counts: OperationCounts;
}

/** Passwords take long, and every writer waits for the transaction: they are hashed before, one at a time, as others want in, too. */
async function preparePasswords(
  { collections, records, counts }: CountingParts,
  operations: readonly BatchOperation[],
  request: RequestInfo,
  signal: AbortSignal | undefined,
): Promise<PasswordsAhead> {
  const ahead = new PasswordsAhead();
  for (const [index, operation] of operations.entries()) {
    if (signal?.aborted === true) break;
    if (operation.kind === "delete") continue;
    // What comes after will not get its turn.
    if (operation.kind === "impossible") break;
    const collection = collections.find(operation.collection);
    if (collection === undefined) break;
    if (!hasPasswords(collection)) continue;
    const id = await idOfExisting(records, collection, operation);
    const own = requestOf(request, operation, id === undefined);
    if (counts.refusal(index, collection, operation, own, id)) break;
    const isLater = index > 0;
    await records.preparePasswords(
      { collection, id, request: own, isLater },
      ahead,
    );
  }
  return ahead;
}

function hasPasswords({ fields }: Collection): boolean {
  return fields.some(({ type }) => type === "password");
}

async function doAll(
  parts: CountingParts,
  operations: readonly BatchOperation[],
  request: RequestInfo,
  deadline: Deadline,
): Promise<readonly BatchResult[]> {
  const results: BatchResult[] = [];
  for (const [index, operation] of operations.entries()) {
    await deadline.check();
    try {
      results.push(await doOne(parts, index, operation, request));
    } catch (error) {
      throw isRefusal(error) ? new BatchFailed(index, { cause: error }) : error;
    }
  }
  return results;
}

/** Whether it is for the caller to see; all else is a defect. */
function isRefusal(error: unknown): boolean {
  return error instanceof DomainError || error instanceof TimedOut;
}

async function doOne(
  { records, collections, counts }: CountingParts,
  index: number,
  operation: BatchOperation,
  request: RequestInfo,
): Promise<BatchResult> {
  if (operation.kind === "impossible") throw operation.error;
  const collection = collections.find(operation.collection);
  if (collection === undefined) {
    throw new NotFound("Missing collection context.");
  }
  if (collection.type === "view") {
    throw new Invalid("Unsupported collection type.");
  }
  const id = await idOfExisting(records, collection, operation);
  const own = requestOf(request, operation, id === undefined);
  const refusal = counts.refusal(index, collection, operation, own, id);
  if (refusal !== undefined) throw refusal;
  // Its own header: that of the batch, if it has one, is not about any record.
  const ifMatch = operation.headers["if_match"];
  if (operation.kind === "delete") {
    await records.remove(collection, operation.id, own, ifMatch);
    return undefined;
  }
  const { expand, fields } = operation;
  if (
    operation.kind === "upsert" &&
    id === undefined &&
    ifMatch !== undefined
  ) {
    throw new ChangedMeanwhile("The record is not there.");
  }
  const saved =
    id === undefined
      ? await records.create(collection, expand, own)
      : await records.update(collection, id, expand, own, ifMatch);
  return fields === undefined ? saved : pickFields(saved, fields);
}

/** The id of the record that the operation is about; undefined if it is to create one. */
async function idOfExisting(
  records: Records,
  collection: Collection,
  operation: RecordOperation,
): Promise<string | undefined> {
  if (operation.kind === "create") return undefined;
  if (operation.kind === "update" || operation.kind === "delete") {
    return operation.id;
  }
  const id = toText(operation.body["id"]);
  if (id === "") return undefined;
  const found = await records.find(collection, id);
  return found === undefined ? undefined : id;
}
