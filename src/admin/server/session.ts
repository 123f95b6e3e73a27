import type { AuthRecord } from "pocketbase";
import { useSyncExternalStore } from "react";
import { client, superusers } from "./client.ts";

/** Whether a superuser is logged in, as far as the browser can tell: the server judges each request. */
export function isLoggedIn(): boolean {
  return client.authStore.isValid && client.authStore.isSuperuser;
}

// The store reads it anew each time, so what it gives is never the same object twice.
let superuser = client.authStore.record;
client.authStore.onChange((_token, record) => {
  superuser = record;
});

/** The superuser who is logged in, now and whenever that changes. */
export function useSuperuser(): AuthRecord {
  return useSyncExternalStore(
    (listener) => client.authStore.onChange(listener),
    () => superuser,
  );
}

/** Asks the server for a token that lasts longer, and for the superuser as it is now. Without an answer all stays as it is. */
export async function refreshSession(): Promise<void> {
  await client
    .collection(superusers)
    .authRefresh()
    .then(
      () => undefined,
      () => undefined,
    );
}
