import { expect, test } from "bun:test";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { refusalOf } from "../clients/refusal.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const account = { email: "ann@example.com", password: "a-good-password" };

/** Starts the server on a folder, reads the link that it prints and stops it again. */
async function printedLink(
  dir: string,
  args: readonly string[] = [],
): Promise<URL> {
  const server = await startHutch(dir, args);
  const { stdout, stderr } = await server.stop();
  expect(stderr).toBe("");
  const links = stdout.match(/\S+pbinstall\S+/g) ?? [];
  expect(links).toHaveLength(1);
  expect(stdout).toContain("30 minutes");
  return new URL(links[0] ?? "");
}

function tokenOf(link: URL): string {
  return link.hash.slice("#/pbinstall/".length);
}

/** A client that has a link's token, as the page behind the link does. */
function clientWith(url: string, token: string): PocketBase {
  const client = new PocketBase(url).autoCancellation(false);
  client.authStore.save(token, null);
  return client;
}

function makeSuperuser(client: PocketBase, email = account.email) {
  const { password } = account;
  return client
    .collection("_superusers")
    .create({ email, password, passwordConfirm: password });
}

test("the link that the first start prints makes the first superuser, and is dead then", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const token = tokenOf(await printedLink(dir));

  const server = await startHutch(dir);
  const client = clientWith(server.url, token);
  expect(client.authStore.isValid).toBe(true);
  await makeSuperuser(client);
  const again = await refusalOf(makeSuperuser(client, "eve@example.com"));
  expect(again.status).toBe(403);
  expect((await refusalOf(client.collections.getFullList())).status).toBe(401);

  const superusers = new PocketBase(server.url).collection("_superusers");
  await superusers.authWithPassword(account.email, account.password);
  const { items } = await superusers.getList();
  expect(items.map(({ email }) => email as string)).toEqual([account.email]);
  await server.stop();

  const later = await startHutch(dir);
  expect((await later.stop()).stdout).not.toContain("pbinstall");
});

test("the link is dead at once when the console makes the superuser", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const token = tokenOf(await printedLink(dir));
  const server = await startHutch(dir);
  const client = clientWith(server.url, token);
  expect((await client.collections.getFullList()).length).toBeGreaterThan(0);
  const { email, password } = account;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  expect((await refusalOf(client.collections.getFullList())).status).toBe(401);
  await server.stop();
});

test.each([
  ["127.0.0.1:0", "127.0.0.1"],
  ["0.0.0.0:0", "127.0.0.1"],
  [":0", "127.0.0.1"],
])(
  "with --http %s the link can be opened on this machine",
  async (http, host) => {
    await using folder = await temporaryFolder();
    const dir = join(folder.path, "pb_data");
    const link = await printedLink(dir, ["--http", http]);
    expect(link.hostname).toBe(host);
    expect(link.port).toMatch(/^[1-9]/);
    expect(link.pathname).toBe("/_/");
  },
);
