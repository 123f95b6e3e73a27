import type { CollectionModel } from "pocketbase";
import { client, superusers } from "../../../../server/client.ts";

/** Logs the superuser in anew whose own password was changed here: it has ended all logins of the account. */
export async function stayLoggedIn(
  { name }: CollectionModel,
  { id, email }: { readonly id: string; readonly email?: unknown },
  password: unknown,
): Promise<void> {
  const isOwn = name === superusers && client.authStore.record?.id === id;
  if (!isOwn || typeof password !== "string" || password === "") return;
  await client
    .collection(superusers)
    .authWithPassword(String(email), password)
    .then(
      () => undefined,
      // With a second factor it takes more than that: the login page comes by itself.
      () => undefined,
    );
}
