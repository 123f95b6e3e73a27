/** Where PocketBase's admin kept the login until its version 0.36, wherever it was served from. */
const formerKey = "__pb_superuser_auth__";

/**
 * Where the browser keeps the superuser's login: where PocketBase's admin keeps it, so that who comes from it stays logged
 * in. The path is part of it, since servers that share a host, each below a path of its own, share what the browser stores.
 *
 * @param path of the admin's page, as in `/_/`
 */
export function loginKey(path: string): string {
  return `__pb_superusers__${path.replace(/\/$/, "")}`;
}

/** Moves a login from where it was kept before, unless there is a newer one. It would come back after logging out if it stayed. */
export function takeFormerLogin(
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
  key: string,
): void {
  const former = storage.getItem(formerKey);
  if (former === null) return;
  if (storage.getItem(key) === null) storage.setItem(key, former);
  storage.removeItem(formerKey);
}
