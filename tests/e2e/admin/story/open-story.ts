import { join } from "node:path";
import type { Page } from "playwright-core";
import PocketBase from "pocketbase";
import {
  runHutch,
  type RunningServer,
  startHutch,
} from "../../../running-server.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";
import { superuser, visitAs } from "../open-admin.ts";

/** The built executable with a superuser, and what happens there. */
export interface Story extends AsyncDisposable {
  readonly server: RunningServer;
  /** Without a slash at the end. */
  readonly url: string;
  /** What the superuser is logged in to. */
  readonly client: PocketBase;
  /** Opens a page of the admin in a browser of its own, where the superuser is logged in. */
  visit(hash: string, look: (page: Page) => Promise<void>): Promise<void>;
}

/** @param args what else the server is started with */
export async function openStory(...args: readonly string[]): Promise<Story> {
  const folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { email, password } = superuser;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  const server = await startHutch(dir, args);
  const client = new PocketBase(server.url).autoCancellation(false);
  await client.collection("_superusers").authWithPassword(email, password);
  return {
    server,
    url: server.url,
    client,
    visit: (hash, look) => visitAs(client, hash, look),
    async [Symbol.asyncDispose]() {
      await server.stop();
      await folder[Symbol.asyncDispose]();
    },
  };
}
