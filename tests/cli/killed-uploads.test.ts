import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import PocketBase, { type RecordModel } from "pocketbase";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const account = ["root@example.com", "a-good-password"] as const;
const rounds = 4;
const clients = 6;

/** The files in the storage, as `RECORD/NAME`. */
async function storedFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.includes("/") && !name.endsWith(".attrs"))
    .toSorted();
}

/** The files that records name. */
function namedFiles(records: readonly RecordModel[]): readonly string[] {
  return records
    .flatMap(({ id, file, more }) =>
      [file, ...more]
        .filter((name) => name !== "")
        .map((name) => `${id}/${name}`),
    )
    .toSorted();
}

test("a server that is killed while it is written to has a file for each name and a name for each file", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  await runHutch(["superuser", "upsert", ...account, "--dir", dir]);
  let collectionId = "";
  let written = 0;

  for (let round = 0; round < rounds; round++) {
    const server = await startHutch(dir);
    const client = new PocketBase(server.url).autoCancellation(false);
    await client.collection("_superusers").authWithPassword(...account);
    if (round === 0) {
      ({ id: collectionId } = await client.collections.create({
        name: "docs",
        type: "base",
        fields: [
          { name: "file", type: "file" },
          { name: "more", type: "file", maxSelect: 9 },
        ],
      }));
    }
    const docs = client.collection("docs");
    const file = (name: string) =>
      new File([name.repeat(20_000)], `${name}.txt`);
    const enough = Promise.withResolvers<void>();
    let done = 0;
    /** Creates, changes and deletes until the server is gone. */
    const write = async (): Promise<void> => {
      for (;;) {
        const { id } = await docs.create({ file: file("a"), more: file("b") });
        await docs.update(id, { file: file("c"), "more+": [file("d")] });
        if (done % 3 === 0) await docs.delete(id);
        if (++done === clients * (round + 1)) enough.resolve();
      }
    };
    const writing = Array.from({ length: clients }, () => write());
    const ended = Promise.allSettled(writing);
    await Promise.race([enough.promise, ended]);
    await server.stop("SIGKILL");
    await ended;
    written += done;
  }

  // What is left over is judged at the start, and waited for at the end.
  const server = await startHutch(dir);
  const client = new PocketBase(server.url).autoCancellation(false);
  await client.collection("_superusers").authWithPassword(...account);
  const records = await client.collection("docs").getFullList();
  await server.stop();
  expect(await storedFiles(join(dir, "storage", collectionId))).toEqual(
    namedFiles(records),
  );
  expect(records.length).toBeGreaterThan(clients);
  expect(written).toBeGreaterThan(records.length);
  const temporary = join(dir, ".pb_temp_to_delete", "uploads");
  expect(await readdir(temporary).catch(() => [])).toEqual([]);
}, 60_000);
