import PocketBase, { LocalAuthStore, type SendOptions } from "pocketbase";
import { serverUrl } from "./connect.ts";
import { loginKey, takeFormerLogin } from "./login-key.ts";

const storageKey = loginKey(window.location.pathname);
takeFormerLogin(localStorage, storageKey);

/** The client that the superuser who uses this admin is logged in to. */
export const client = new PocketBase(
  serverUrl,
  new LocalAuthStore(storageKey),
).autoCancellation(false);

client.afterSend = (
  response: Response,
  data: unknown,
  options?: SendOptions,
) => {
  if (isUnread(response, data)) throw new TypeError("an answer is no JSON");
  // A token that the server refuses is worth nothing any more: the frame leads to the login then. An answer that comes late
  // may be about a token that was replaced since.
  const isCurrent =
    options?.headers?.["Authorization"] === client.authStore.token;
  if (response.status === 401 && isCurrent && client.authStore.token !== "") {
    client.authStore.clear();
  }
  return data;
};

/**
 * Whether an answer broke off on its way, as when the page is left, or is not the server's at all but the page of a proxy: the
 * SDK takes it for an empty one, and a login that is refreshed would end with it. No answer that the admin asks for is an empty
 * object.
 */
function isUnread({ ok, status }: Response, data: unknown): boolean {
  return (
    ok &&
    status !== 204 &&
    typeof data === "object" &&
    data !== null &&
    !Array.isArray(data) &&
    Object.keys(data).length === 0
  );
}

/** The collection that superusers are in. */
export const superusers = "_superusers";

/** Its id, the same on all servers: PocketBase's ids of system collections come from their names. */
export const superusersId = "pbc_3142635823";
