import { afterEach, beforeEach, expect, test } from "bun:test";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { runHutch, type RunningServer, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { refusalOf } from "../clients/refusal.ts";

const account = ["root@example.com", "a-good-password"] as const;
const pageSize = 4_096;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
let server: RunningServer;
let client: PocketBase;
beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  await runHutch(["superuser", "upsert", ...account, "--dir", dir]);
  await start();
  for (const name of ["broken", "whole"]) {
    await client.collections.create({
      name,
      type: "base",
      fields: [{ name: "text", type: "text" }],
    });
    for (let number = 0; number < 40; number++) {
      const text = `${name} ${number} `.repeat(40);
      await client.collection(name).create({ text });
    }
  }
  await server.stop();
});
afterEach(async () => {
  await server.stop("SIGKILL");
  await folder[Symbol.asyncDispose]();
});

async function start(): Promise<void> {
  server = await startHutch(dir);
  client = new PocketBase(server.url).autoCancellation(false);
  await client.collection("_superusers").authWithPassword(...account);
}

/** Overwrites the page of the database that holds a text. */
async function damagePageOf(text: string): Promise<void> {
  const file = join(dir, "data.db");
  const bytes = await readFile(file);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(pageSize);
  bytes.fill(0xa5, at - (at % pageSize), at - (at % pageSize) + pageSize);
  await writeFile(file, bytes);
}

test("what lies on a damaged page is refused with the reason, the log says which request met it, and all else goes on", async () => {
  await damagePageOf("broken 20 broken 20");
  await start();
  const broken = client.collection("broken");
  const refusal = await refusalOf(broken.getFullList());
  expect(refusal.status).toBe(500);
  const message = String(refusal.response["message"]);
  expect(message).toMatch(
    /^The server's database is damaged here: nothing was changed \([0-9a-f-]{36}\)\.$/,
  );

  const whole = client.collection("whole");
  expect(await whole.getFullList()).toHaveLength(40);
  const { id } = await whole.create({ text: "new" });
  expect(await whole.getOne(id)).toMatchObject({ text: "new" });

  const { exitCode, stderr } = await server.stop();
  expect(exitCode).toBe(0);
  const [, requestId] = /\(([0-9a-f-]{36})\)/.exec(message)!;
  expect(stderr).toContain(requestId!);
  expect(stderr).toContain("database disk image is malformed");
});

test("no backup is made of a damaged database, and it is said why", async () => {
  await damagePageOf("broken 20 broken 20");
  await start();
  const refusal = await refusalOf(client.backups.create("damaged.zip"));
  expect(refusal.status).toBe(400);
  expect(refusal.response["message"]).toContain("malformed");
  expect(await client.backups.getFullList()).toEqual([]);
});

test("a server does not start on a database whose beginning is damaged, and says so in a sentence", async () => {
  const file = join(dir, "data.db");
  const bytes = await readFile(file);
  bytes.fill(0xa5, 100, pageSize);
  await writeFile(file, bytes);
  const { exitCode, stderr } = await runHutch(["serve", "--dir", dir]);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `Error: The database ${file} cannot be read: database disk image is malformed.\n`,
  );
  expect(await readFile(file)).toEqual(bytes);
});
