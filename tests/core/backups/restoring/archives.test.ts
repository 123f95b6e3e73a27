import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { stageBackup } from "../../../../src/core/backups/restoring/stage-backup.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import {
  type PackedEntry,
  packArchive,
} from "../../../support/pack-archive.ts";
import { openTempApp } from "../../../support/temp-app.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
let database: Uint8Array;
beforeAll(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  await Bun.write(join(dir, "present.txt"), "present");
  const temp = await openTempApp();
  await temp.app.close();
  database = await Bun.file(join(temp.dir, "pb_data", "data.db")).bytes();
  await temp.close();
});
afterAll(() => folder[Symbol.asyncDispose]());

async function stage(archive: Uint8Array): Promise<void> {
  const path = join(folder.path, "backup.zip");
  await Bun.write(path, archive);
  await stageBackup(dir, { name: "backup.zip", path });
}

/** Stages what is to be refused, and checks that nothing of it is left, in the data folder or beside it. */
async function refusalOf(archive: Uint8Array): Promise<string> {
  const error: unknown = await stage(archive).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(Invalid);
  expect(await readdir(dir)).toEqual(["present.txt"]);
  const beside = (await readdir(folder.path)).toSorted();
  expect(beside).toEqual(["backup.zip", "pb_data"]);
  return (error as Invalid).message;
}

const withData = (...entries: readonly PackedEntry[]) =>
  packArchive([{ name: "data.db", contents: database }, ...entries]);

test("a backup is unpacked beside the present data, without what is no part of it", async () => {
  const archive = await withData(
    { name: "data.db-shm", contents: "an index" },
    { name: "storage/" },
    { name: "storage/a/b.txt", contents: "file", mode: 0o100_644 },
    { name: "storage/a/c.txt", contents: "", isStored: true },
    { name: "backups/other.zip", contents: "other" },
    { name: "hutch.lock", contents: "" },
    { name: ".hutch_restore/new/data.db", contents: "nested" },
    { name: "höhe 大.txt", contents: "named" },
  );
  await stage(archive);
  const staged = join(dir, ".hutch_restore/new");
  const files = await readdir(staged, { recursive: true });
  expect(files.toSorted()).toEqual([
    "data.db",
    "höhe 大.txt",
    "storage",
    "storage/a",
    "storage/a/b.txt",
    "storage/a/c.txt",
  ]);
  expect(await Bun.file(join(staged, "storage/a/b.txt")).text()).toBe("file");
  // The next one finds what this has left, and clears it.
  await refusalOf(await packArchive([{ name: "x", contents: "" }]));
});

describe("an archive is refused with an entry that", () => {
  test.each<[string, PackedEntry, string]>([
    ["climbs", { name: "../evil.txt" }, "relative path"],
    ["climbs later", { name: "storage/../../evil.txt" }, "relative path"],
    ["climbs at its end", { name: "storage/.." }, "relative path"],
    ["is absolute", { name: "/tmp/evil.txt" }, "absolute path"],
    ["has a drive", { name: "C:/evil.txt" }, "absolute path"],
    ["has backslashes", { name: "..\\evil.txt" }, "invalid characters"],
    ["has a NUL", { name: "evil\0.txt" }, "control characters"],
    ["has a line break", { name: "evil\n.txt" }, "control characters"],
    ["has an empty part", { name: "storage//evil.txt" }, "malformed"],
    ["has a dot for a part", { name: "storage/./evil.txt" }, "malformed"],
    ["has a long name", { name: "x".repeat(256) }, "too long"],
    ["has a long path", { name: "y/".repeat(1_100) + "y" }, "too long"],
    [
      "is a link",
      { name: "storage/link", contents: "/etc", mode: 0o120_777 },
      "neither a file nor a folder",
    ],
    [
      "is a pipe",
      { name: "pipe", mode: 0o010_644 },
      "neither a file nor a folder",
    ],
    [
      "is a device",
      { name: "null", mode: 0o020_666 },
      "neither a file nor a folder",
    ],
    ["is there twice", { name: "data.db" }, "beside the others"],
    [
      "is there in other capitals",
      { name: "DATA.db", contents: "evil" },
      "in capitals alone",
    ],
    [
      "is a file in a folder's place",
      { name: "data.db/evil.txt" },
      "beside the others",
    ],
    ["differs in capitals from what stays", { name: "Backups/x.zip" }, ""],
  ])("%s", async (_, entry, words) => {
    const archive = await withData({ contents: "evil", ...entry });
    if (words === "") {
      await stage(archive);
      expect(await readdir(join(dir, ".hutch_restore/new"))).toEqual([
        "data.db",
      ]);
      await refusalOf(await packArchive([]));
      return;
    }
    expect(await refusalOf(archive)).toMatch(new RegExp(words));
  });
});

describe("an archive is refused that", () => {
  /** Changes bytes of an archive's only entry, in its directory, from the entry's signature on. */
  function patchDirectory(
    archive: Buffer,
    patch: (header: Buffer) => void,
  ): Buffer {
    const at = archive.lastIndexOf(Buffer.from("PK\u0001\u0002"));
    patch(archive.subarray(at));
    return archive;
  }
  const bomb = Buffer.alloc(5_000_000);

  test.each<[string, () => Promise<Uint8Array>, string]>([
    ["is none", async () => Buffer.from("no archive"), "no zip archive"],
    ["is empty", () => packArchive([]), "holds no data.db"],
    [
      "is cut off",
      async () => (await withData()).subarray(0, -30),
      "no zip archive",
    ],
    [
      "is encrypted",
      async () =>
        patchDirectory(await withData(), (header) => {
          header.writeUInt16LE(header.readUInt16LE(8) | 1, 8);
        }),
      "encrypted",
    ],
    [
      "is packed in another way",
      async () =>
        patchDirectory(await withData(), (header) => {
          header.writeUInt16LE(12, 10);
        }),
      "not known",
    ],
    [
      "is damaged",
      async () =>
        patchDirectory(await withData(), (header) => {
          header.writeUInt32LE(4711, 16);
        }),
      "damaged",
    ],
    [
      "holds more than it says",
      async () =>
        patchDirectory(
          await withData({ name: "bomb", contents: bomb }),
          (header) => {
            header.writeUInt32LE(1_000, 24);
          },
        ),
      "cannot be unpacked",
    ],
    [
      "holds less than it says",
      async () =>
        patchDirectory(
          await withData({ name: "bomb", contents: bomb }),
          (header) => {
            header.writeUInt32LE(bomb.length + 1, 24);
          },
        ),
      "cannot be unpacked",
    ],
    [
      "says that it holds more than can be packed",
      async () =>
        patchDirectory(
          await withData({ name: "bomb", contents: bomb }),
          (header) => {
            header.writeUInt32LE(0xf000_0000, 24);
          },
        ),
      "larger than it can be",
    ],
  ])("%s", async (_, make, words) => {
    expect(await refusalOf(await make())).toContain(words);
  });

  test("unpacks the same bytes again and again", async () => {
    const contents = crypto.getRandomValues(Buffer.alloc(60_000));
    const archive = await withData(
      { name: "one", contents, isStored: true },
      { name: "two", contents: "", isStored: true },
    );
    const directory = Buffer.from("PK\u0001\u0002");
    const two = archive.lastIndexOf(directory);
    const one = archive.lastIndexOf(directory, two - 1);
    // Sizes and the place of its bytes.
    archive.copy(archive, two + 16, one + 16, one + 28);
    archive.copy(archive, two + 42, one + 42, one + 46);
    expect(await refusalOf(archive)).toContain("shares its bytes");
  });

  test("claims to be larger than it is", async () => {
    const archive = await withData();
    const eocd = archive.lastIndexOf(Buffer.from("PK\u0005\u0006"));
    const at = archive.lastIndexOf(Buffer.from("PK\u0001\u0002"));
    // An entry of the larger kind that says it has some exabytes, packed in as many.
    const size = 2n ** 60n;
    const extra = Buffer.alloc(20);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(16, 2);
    extra.writeBigUInt64LE(size, 4);
    extra.writeBigUInt64LE(size, 12);
    const header = Buffer.from(archive.subarray(at, eocd));
    header.writeUInt32LE(0xffff_ffff, 20);
    header.writeUInt32LE(0xffff_ffff, 24);
    header.writeUInt16LE(header.readUInt16LE(30) + extra.length, 30);
    const end = Buffer.from(archive.subarray(eocd));
    end.writeUInt32LE(header.length + extra.length, 12);
    const claimed = Buffer.concat([
      archive.subarray(0, at),
      header,
      extra,
      end,
    ]);
    expect(await refusalOf(claimed)).toContain("shares its bytes");
  });
});

describe("a backup is refused whose data", () => {
  const sqlite = (...statements: readonly string[]) => {
    using made = new Database(":memory:");
    for (const statement of statements) made.run(statement);
    return made.serialize();
  };
  const damaged = () => {
    const bytes = Buffer.from(database);
    // A page in the middle; the first, which is looked at first, stays whole.
    bytes.fill(0xff, 3 * 4096, 4 * 4096);
    return bytes;
  };

  test.each<[string, () => Promise<Uint8Array>, string]>([
    [
      "is absent",
      () => packArchive([{ name: "storage/a/b.txt", contents: "x" }]),
      "holds no data.db",
    ],
    [
      "is empty",
      () => packArchive([{ name: "data.db", contents: "" }]),
      "holds no data.db",
    ],
    [
      "is a folder",
      () => packArchive([{ name: "data.db/x", contents: "x" }]),
      "holds no data.db",
    ],
    [
      "is no database",
      () => packArchive([{ name: "data.db", contents: "x".repeat(9_999) }]),
      "backup.zip/data.db is not a database",
    ],
    [
      "is another program's",
      () =>
        packArchive([
          { name: "data.db", contents: sqlite("create table songs (id)") },
        ]),
      "another program",
    ],
    [
      "is a database without tables",
      () =>
        packArchive([
          { name: "data.db", contents: sqlite("pragma user_version = 1") },
        ]),
      "holds no collections",
    ],
    [
      "is from before PocketBase 0.23",
      () =>
        packArchive([
          {
            name: "data.db",
            contents: sqlite(
              "create table _admins (id)",
              "create table _collections (id)",
            ),
          },
        ]),
      "backup.zip is from before PocketBase 0.23",
    ],
    [
      "is damaged",
      () => packArchive([{ name: "data.db", contents: damaged() }]),
      "data.db is damaged",
    ],
    [
      "has a damaged log database",
      () =>
        withData({ name: "auxiliary.db", contents: Buffer.alloc(9_000, 7) }),
      "auxiliary.db is not a database",
    ],
  ])("%s", async (_, make, words) => {
    expect(await refusalOf(await make())).toContain(words);
  });
});
