import { join } from "node:path";
import PocketBase from "pocketbase";
import { runHutch, startHutch } from "../running-server.ts";
import type { RunningServer } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

export const superuserAccount = {
  email: "root@example.com",
  password: "a-good-password",
};

/** A server of the built executable on a folder of its own, and clients of it; gone when it is disposed of. */
export interface Serving extends AsyncDisposable {
  readonly server: RunningServer;
  readonly dir: string;
  /** A client that is logged in as a superuser. */
  readonly superuser: PocketBase;
  /** A new client that is not logged in. */
  guest(): PocketBase;
  /** A new client that is logged in as a new user of `users`. */
  newUser(email: string): Promise<PocketBase>;
}

export async function serveNewFolder(): Promise<Serving> {
  const folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { email, password } = superuserAccount;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  const server = await startHutch(dir);
  const guest = () => new PocketBase(server.url).autoCancellation(false);
  const superuser = guest();
  await superuser.collection("_superusers").authWithPassword(email, password);
  return {
    server,
    dir,
    superuser,
    guest,
    async newUser(userEmail) {
      const account = { email: userEmail, password: "another-password" };
      await superuser
        .collection("users")
        .create({ ...account, passwordConfirm: account.password });
      const client = guest();
      await client
        .collection("users")
        .authWithPassword(account.email, account.password);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}
