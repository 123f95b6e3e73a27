import { ClientResponseError, type default as PocketBase } from "pocketbase";
import { client, superusers } from "../../../server/client.ts";
import { describeProblem } from "../../../server/problem.ts";

/** How a restore has ended. */
export type RestoreOutcome =
  | { readonly kind: "restored" }
  /** The data is restored, and does not know the login any more. */
  | { readonly kind: "loggedOut" }
  /** Everything is as it was. */
  | { readonly kind: "failed"; readonly reason: string }
  /** The server is back and says nothing of it. */
  | { readonly kind: "unknown" };

/** Milliseconds between two looks. */
const interval = 1_000;

/** Looks for what the log says: it is written with a delay, and may be switched off. */
const mostLooks = 8;

/** What the server's log says of restores. */
const [restored, notRestored] = [
  "a backup was restored",
  "a backup could not be restored",
];

/**
 * Has the server restore a backup, which it does after it has answered, and waits until it is done.
 *
 * @param onReach told whether the server can be reached
 * @param server  logged in to by whoever restores it
 */
export async function restoreBackup(
  name: string,
  onReach: (isReached: boolean) => void,
  server: PocketBase = client,
): Promise<RestoreOutcome> {
  const before = await findNote(server).catch(() => undefined);
  try {
    await server.backups.restore(name);
  } catch (error) {
    return { kind: "failed", reason: describeProblem(error).message };
  }
  const isSuperuser = await untilIdle(server, onReach);
  if (!isSuperuser || !(await isStillLoggedIn(server))) {
    return { kind: "loggedOut" };
  }
  return findOutcome(server, before?.id);
}

/** Resolves once nothing is being restored, to whether the server still tells us so. */
async function untilIdle(
  server: PocketBase,
  onReach: (isReached: boolean) => void,
): Promise<boolean> {
  for (;;) {
    await sleep();
    try {
      const { data } = await server.health.check();
      onReach(true);
      // Guests are told nothing.
      if (data["canBackup"] !== false) return data["canBackup"] === true;
    } catch (error) {
      if (!(error instanceof ClientResponseError)) throw error;
      onReach(false);
    }
  }
}

async function isStillLoggedIn(server: PocketBase): Promise<boolean> {
  try {
    await server.collection(superusers).authRefresh();
    return true;
  } catch (error) {
    return !(
      error instanceof ClientResponseError &&
      error.status >= 400 &&
      error.status < 500
    );
  }
}

async function findOutcome(
  server: PocketBase,
  idBefore: string | undefined,
): Promise<RestoreOutcome> {
  for (let look = 0; look < mostLooks; look += 1) {
    const note = await findNote(server).catch(() => undefined);
    if (note !== undefined && note.id !== idBefore) {
      return note.message === restored
        ? { kind: "restored" }
        : { kind: "failed", reason: reasonOf(note.data) };
    }
    await sleep();
  }
  return { kind: "unknown" };
}

/** The youngest entry of the log about a restore. */
async function findNote(server: PocketBase) {
  const filter = `message = "${restored}" || message = "${notRestored}"`;
  const { items } = await server.logs.getList(1, 1, {
    filter,
    sort: "-created",
  });
  return items[0];
}

/** What is wrong, without where in the server's code that was found. */
function reasonOf({ error }: Readonly<Record<string, unknown>>): string {
  const [reason = ""] = String(error).split(/\n\s+at /);
  return reason.replace(/^\w*Error: /, "");
}

function sleep(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, interval));
}
