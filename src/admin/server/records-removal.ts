import { ClientResponseError } from "pocketbase";
import { client } from "./client.ts";
import { describeProblem } from "./problem.ts";

/** Requests that run at the same time: the server has other things to do, too. */
const atOnce = 6;

/** Records that one request deletes, where the settings allow for several: a failure undoes all of them. */
const largestBatch = 50;

/** A record that is still there, and why. */
export interface RemovalFailure {
  readonly id: string;
  readonly message: string;
}

/**
 * Deletes records. One that cannot be deleted does not keep the others.
 *
 * @param maxBatch how many operations the settings allow in one request; 0: none
 * @param onDone told how many have been dealt with
 * @param signal ends it: what was begun is finished
 */
export async function removeRecords(
  collection: string,
  ids: readonly string[],
  maxBatch: number,
  onDone: (count: number) => void,
  signal: AbortSignal,
): Promise<{
  readonly removed: readonly string[];
  readonly failures: readonly RemovalFailure[];
}> {
  const removed: string[] = [];
  const failures: RemovalFailure[] = [];
  const size = Math.max(1, Math.min(maxBatch, largestBatch));
  const batches = batchesOf(ids, size);

  async function work(): Promise<void> {
    for (;;) {
      const { value: batch } = batches.next();
      if (batch === undefined || signal.aborted) return;
      if (batch.length > 1 && (await hasRemoved(collection, batch))) {
        removed.push(...batch);
      } else {
        await removeOneByOne(batch);
      }
      onDone(removed.length + failures.length);
    }
  }

  async function removeOneByOne(batch: readonly string[]): Promise<void> {
    for (const id of batch) {
      try {
        await client.collection(collection).delete(id);
        removed.push(id);
      } catch (error) {
        // Somebody else was faster, or it went with another of them.
        if (isMissing(error)) removed.push(id);
        else failures.push({ id, message: describeProblem(error).message });
      }
    }
  }

  // All draw from the same batches.
  await Promise.all(Array.from({ length: atOnce }, work));
  return { removed, failures };
}

function isMissing(error: unknown): boolean {
  return error instanceof ClientResponseError && error.status === 404;
}

/** Deletes all of them or none. Returns whether it did. */
async function hasRemoved(
  collection: string,
  ids: readonly string[],
): Promise<boolean> {
  const batch = client.createBatch();
  for (const id of ids) batch.collection(collection).delete(id);
  return batch.send().then(
    () => true,
    // Why, each of them says when it is deleted for itself.
    () => false,
  );
}

function* batchesOf(
  ids: readonly string[],
  size: number,
): Generator<readonly string[], undefined> {
  for (let at = 0; at < ids.length; at += size) yield ids.slice(at, at + size);
  return undefined;
}
