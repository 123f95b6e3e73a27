import { join } from "node:path";
import type { App } from "../../src/core/app.ts";
import type { AppHost } from "../../src/core/app-host.ts";
import { superusersName } from "../../src/core/collections/collection.ts";
import { openAppHost } from "../../src/core/open-app-host.ts";
import { serverRequest } from "../../src/core/request.ts";
import { type RunningServer, startServer } from "../../src/http/server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** A server in this process on a folder of its own, that can restore backups; gone when it is disposed of. */
export interface TestHost extends AsyncDisposable {
  readonly host: AppHost;
  readonly server: RunningServer;
  /** The data folder. */
  readonly dir: string;
}

export async function openTestHost(): Promise<TestHost> {
  const folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const host = await openAppHost({ dir });
  const server = await startServer(host.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
  });
  host.attend(server);
  return {
    host,
    server,
    dir,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await host.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

export const password = "1234567890";

/** Makes a superuser. */
export async function addSuperuser(app: App, email: string): Promise<void> {
  const superusers = app.collections.find(superusersName)!;
  const body = { email, password, passwordConfirm: password };
  await app.records.create(superusers, undefined, { ...serverRequest, body });
}

/** The token of a login, or undefined when it is refused. */
export async function logIn(
  { url }: RunningServer,
  email: string,
): Promise<string | undefined> {
  const path = "/api/collections/_superusers/auth-with-password";
  const answer = await fetch(url + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ identity: email, password }),
  });
  const { token } = (await answer.json()) as { token?: string };
  return token;
}
