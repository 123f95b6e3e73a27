import type { CollectionModel } from "pocketbase";
import { client, superusers } from "../../../../server/client.ts";
import { isOwnAccount } from "../../../../server/is-own-account.ts";

/** Logs the superuser in anew whose own password was changed here: it has ended all logins of the account. */
export async function stayLoggedIn(
  collection: CollectionModel,
  record: { readonly id: string; readonly email?: unknown },
  password: unknown,
): Promise<void> {
  if (!isOwnAccount(collection, record)) return;
  if (typeof password !== "string" || password === "") return;
  await client
    .collection(superusers)
    .authWithPassword(String(record.email), password)
    .then(
      () => undefined,
      // With a second factor it takes more than that: the login page comes by itself.
      () => undefined,
    );
}
