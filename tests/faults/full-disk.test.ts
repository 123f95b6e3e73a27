import { afterEach, beforeEach, expect, test } from "bun:test";
import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import PocketBase, { ClientResponseError } from "pocketbase";
import { runHutch, type RunningServer, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { refusalOf } from "../clients/refusal.ts";

const account = ["root@example.com", "a-good-password"] as const;

/** Bytes that a file may have: the system breaks writing off there, as a full disk does. */
const mostBytes = 2_048_000;
const limitFiles = [
  "bash",
  "-c",
  `trap '' XFSZ; ulimit -f ${mostBytes / 1024}; exec "$0" "$@"`,
];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
let server: RunningServer;
let client: PocketBase;
beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  await runHutch(["superuser", "upsert", ...account, "--dir", dir]);
  server = await startHutch(dir, [], { through: limitFiles });
  client = await logIn();
  await client.collections.create({
    name: "docs",
    type: "base",
    fields: [
      { name: "text", type: "text", max: 1_000_000 },
      { name: "files", type: "file", maxSelect: 9, maxSize: 100_000_000 },
    ],
  });
});
afterEach(async () => {
  await server.stop("SIGKILL");
  await folder[Symbol.asyncDispose]();
});

async function logIn(): Promise<PocketBase> {
  const loggedIn = new PocketBase(server.url).autoCancellation(false);
  await loggedIn.collection("_superusers").authWithPassword(...account);
  return loggedIn;
}

test("a write is refused with the reason, what was acknowledged stays, and the server goes on", async () => {
  const docs = client.collection("docs");
  const kept: string[] = [];
  let refusal: ClientResponseError | undefined;
  while (refusal === undefined) {
    try {
      const { id } = await docs.create({ text: "x".repeat(100_000) });
      kept.push(id);
    } catch (error) {
      if (!(error instanceof ClientResponseError)) throw error;
      refusal = error;
    }
  }
  expect(refusal.status).toBe(507);
  expect(refusal.response["message"]).toMatch(
    /^The server's disk cannot be read or written: nothing was changed \([0-9a-f-]{36}\)\.$/,
  );
  expect(await docs.getFullList({ fields: "id" })).toHaveLength(kept.length);

  const { exitCode, stderr } = await server.stop();
  expect(exitCode).toBe(0);
  expect(stderr).toContain("a request failed");
  expect(stderr).toContain("disk I/O error");

  server = await startHutch(dir);
  client = await logIn();
  const records = await client.collection("docs").getFullList();
  expect(records.map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  await client.collection("docs").create({ text: "there is room again" });
});

test("an upload is refused with the reason, and nothing is left of it", async () => {
  const docs = client.collection("docs");
  // The disk refuses the last piece of it, or one in the middle.
  for (const size of [mostBytes + 1, mostBytes * 3]) {
    const file = new File([new Uint8Array(size)], "large.bin");
    const refusal = await refusalOf(docs.create({ files: [file] }));
    expect([refusal.status, refusal.response["message"]]).toEqual([
      400,
      "The server has no room for the uploaded files.",
    ]);
  }
  expect((await docs.getList()).totalItems).toBe(0);
  const uploads = join(dir, ".pb_temp_to_delete", "uploads");
  expect(await readdir(uploads)).toEqual([]);
  await docs.create({ files: [new File(["small"], "small.txt")] });
});

test("a backup is refused with the reason, and nothing is left of it", async () => {
  const files = [1, 2, 3].map(
    (number) => new File([randomBytes(1_500_000)], `${number}.bin`),
  );
  await client.collection("docs").create({ files });
  const refusal = await refusalOf(client.backups.create("large.zip"));
  expect(refusal.status).toBe(400);
  expect(refusal.response["message"]).toMatch(
    /^Failed to create backup\. Raw error: \n.*the file is larger than the system allows\.$/,
  );
  expect(await client.backups.getFullList()).toEqual([]);
  const leftovers = ["backups", "backups/.tmp", ".pb_temp_to_delete/backups"];
  for (const place of leftovers) {
    const names = await readdir(join(dir, place)).catch(() => []);
    expect(names.filter((name) => name !== ".tmp")).toEqual([]);
  }
  const { stderr } = await server.stop();
  expect(stderr).toContain("a backup failed");
});

test("log entries are lost, which is said, and nothing else is", async () => {
  const path = `/api/${"x".repeat(1_500)}`;
  const ask = async () => {
    for (;;) await (await fetch(server.url + path)).arrayBuffer();
  };
  const asking = Promise.allSettled(Array.from({ length: 8 }, ask));
  await server.complained(/(log entries could not be written)/);
  const { id } = await client.collection("docs").create({ text: "still here" });
  expect(await client.collection("docs").getOne(id)).toMatchObject({ id });
  expect((await client.logs.getList()).items).not.toBeEmpty();
  const { exitCode } = await server.stop();
  expect(exitCode).toBe(0);
  await asking;
});
