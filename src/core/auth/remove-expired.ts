import { setImmediate } from "node:timers/promises";
import type { AuthCollection } from "../collections/collection.ts";
import { formatTime } from "../collections/fields/date-time.ts";
import { NotFound } from "../errors.ts";
import { textOf } from "../records/record-shape.ts";
import type { Records } from "../records/records.ts";
import { serverRequest } from "../request.ts";
import type { AuthParts } from "./auth-parts.ts";
import { loginRows } from "./login-rows.ts";

/** Rows that end by themselves after some time. */
export type ExpiringRows = "_mfas" | "_otps";

/** Rows that are removed in one transaction: writers wait for it. */
const atOnce = 50;

/**
 * Removes the rows that are of no use any more, some at a time. Whether the collection that they belong to has these
 * logins switched on now does not matter.
 */
export async function removeExpired(
  parts: Pick<AuthParts, "collections" | "records">,
  name: ExpiringRows,
): Promise<void> {
  for (const collection of parts.collections.all()) {
    if (collection.type !== "auth") continue;
    // Requests have their turn in between.
    while ((await removeSome(parts, name, collection)) === atOnce)
      await setImmediate();
  }
}

/** @returns how many were found */
async function removeSome(
  { collections, records }: Pick<AuthParts, "collections" | "records">,
  name: ExpiringRows,
  collection: AuthCollection,
): Promise<number> {
  const rows = loginRows(collections, name);
  const { duration } = name === "_mfas" ? collection.mfa : collection.otp;
  const oldest = formatTime(Date.now() - duration * 1000);
  const found = await records.list(
    rows,
    {
      filter: `collectionRef = '${collection.id}' && created < '${oldest}'`,
      perPage: atOnce,
      skipTotal: true,
    },
    serverRequest,
  );
  await records.transaction(async (tx) => {
    for (const { id } of found.items) await removeOne(tx, textOf(id));
  });
  return found.items.length;

  async function removeOne(tx: Records, id: string): Promise<void> {
    try {
      await tx.remove(rows, id, serverRequest);
    } catch (error) {
      // A login has used it in the meantime.
      if (!(error instanceof NotFound)) throw error;
    }
  }
}
