import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { Database } from "bun:sqlite";
import { verifyBackup } from "../../../src/core/backups/verify-backup.ts";
import { Invalid } from "../../../src/core/errors.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";
import { readZip, zipOf } from "../../support/zip-files.ts";
import { addDoc, bytesOf, defineDocs } from "./backup-app.ts";

let temp: TempApp;
let good: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  temp = await openTempApp();
  await defineDocs(temp.app);
  await addDoc(temp.app, "some text ".repeat(10_000));
  await temp.app.backups.create("good.zip");
  good = new Uint8Array(await bytesOf(temp.app, "good.zip"));
});
afterAll(() => temp.close());

async function verify(archive: Uint8Array<ArrayBuffer>) {
  const path = join(temp.dir, "archive.zip");
  await Bun.write(path, archive);
  return verifyBackup({ name: "archive.zip", path });
}

/** The archive with another data.db in it. */
async function withData(change: (data: Buffer) => Uint8Array) {
  const files = await readZip(good);
  return zipOf({
    ...Object.fromEntries(files),
    "data.db": change(files.get("data.db")!),
  });
}

test("a whole one is found to be so, and counted", async () => {
  const files = await readZip(good);
  const bytes = [...files.values()].reduce(
    (sum, { length }) => sum + length,
    0,
  );
  expect(await verify(good)).toEqual({ files: files.size, bytes });
});

test("one that is kept elsewhere is fetched", async () => {
  const { size, read } = await temp.app.backups.open("good.zip");
  const fetched = {
    name: "good.zip",
    size,
    read: async () => new Response(await read()).body!,
  };
  expect((await verifyBackup(fetched)).files).toBeGreaterThan(2);
});

test.each<
  [
    string,
    () => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>,
    string,
  ]
>([
  ["no archive", () => new Uint8Array(Buffer.from("hello")), "no zip archive"],
  ["cut off", () => good.slice(0, -100), "no zip archive"],
  ["without its beginning", () => good.slice(100), "no zip archive"],
  ["without a database", () => zipOf({ "x.txt": "x" }), "no data.db"],
  [
    "with a bit that is another",
    () => {
      const damaged = good.slice();
      damaged[Math.floor(damaged.length / 2)]! ^= 1;
      return damaged;
    },
    "entry",
  ],
  [
    "with a database that is none",
    () => withData(() => Buffer.from("x".repeat(5_000))),
    "data.db",
  ],
  [
    "with a damaged page in its database",
    () =>
      withData((data) => {
        const damaged = Buffer.from(data);
        damaged.fill(0xee, 4096 * 20, 4096 * 24);
        return damaged;
      }),
    "data.db",
  ],
  [
    "of another program",
    () =>
      withData(() => {
        using database = new Database(":memory:");
        database.run("create table users (id)");
        return database.serialize();
      }),
    "collections",
  ],
  [
    "that leads out of the folder",
    async () => {
      const archive = Buffer.from(
        await zipOf({
          ...Object.fromEntries(await readZip(good)),
          "aa/evil": "x",
        }),
      );
      const path = Buffer.from("aa/evil");
      for (
        let at = archive.indexOf(path);
        at >= 0;
        at = archive.indexOf(path)
      ) {
        archive.write("../evil", at);
      }
      return new Uint8Array(archive);
    },
    "../evil",
  ],
])("one %s is refused", async (_, archive, reason) => {
  const error = await verify(await archive()).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Invalid);
  expect(String(error)).toContain(reason);
});
