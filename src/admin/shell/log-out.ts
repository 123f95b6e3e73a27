import { client } from "../server/client.ts";
import { queryClient } from "../server/query-client.ts";

/** Forgets the login, and with it what it let one see. */
export function logOut(): void {
  client.authStore.clear();
  queryClient.clear();
}
