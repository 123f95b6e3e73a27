import PocketBase, { BaseAuthStore } from "pocketbase";

/** Where the server's paths begin, with a slash at the end: one above the admin's own, also behind a proxy that adds to them. */
export const serverUrl = new URL("../", window.location.href.split("#")[0])
  .href;

/** A client of the server that nobody is logged in to, and that remembers no login: a link is about its own account. */
export function connect(): PocketBase {
  return new PocketBase(serverUrl, new BaseAuthStore()).autoCancellation(false);
}

/** Where the API begins, and where one can read about it. */
export const apiUrl = `${serverUrl}api/`;
export const docsUrl = `${serverUrl}api/docs`;
