import { afterEach, beforeEach, describe, expect, jest, test } from "bun:test";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { StorageFailed } from "../../../src/engines/storage/storage.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import { takeSharedUse } from "../../../src/core/data-folder/use-lock.ts";
import { createRecordFiles } from "../../../src/core/files/create-record-files.ts";
import type { RecordFiles } from "../../../src/core/files/record-files.ts";
import { createHooks } from "../../../src/core/hooks/hooks.ts";
import {
  asGuest,
  openTestRecords,
  type TestRecords,
} from "../records/open-test-records.ts";
import { MapStorage } from "./map-storage.ts";
import { upload } from "./upload.ts";

let storage: MapStorage;
let world: TestRecords;
let docs: Collection;

beforeEach(async () => {
  storage = new MapStorage();
  world = await openTestRecords({ storage });
  docs = await world.define({
    name: "docs",
    fields: [
      { type: "text", name: "title" },
      { type: "file", name: "file" },
      { type: "file", name: "more", maxSelect: 9 },
    ],
  });
});

afterEach(() => world.close());

const id = "record000000001";

async function notes(): Promise<readonly unknown[]> {
  const rows = await world.auxiliary.all(sql`select keys from "_fileNotes"`);
  return rows.map(({ keys }) => JSON.parse(String(keys)));
}

async function note(...keys: readonly string[]): Promise<void> {
  await world.auxiliary.run(
    sql`insert into "_fileNotes" (id, keys) values (${crypto.randomUUID()}, ${JSON.stringify(keys)})`,
  );
}

/** What the next process makes of the folder. */
async function openAnew(serve = true, dir = world.dir): Promise<RecordFiles> {
  const { database, auxiliary, collections } = world;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const files = await createRecordFiles({
    dir,
    database,
    auxiliary,
    collections,
    hooks: createHooks(),
    storage: { current: storage, previous: [] },
    log,
    serve,
  });
  await files.finished();
  return files;
}

/** A record whose file is in the storage. */
async function stored(name = "a.txt") {
  const file = await upload(world.files, name);
  const record = await world.add("docs", { file });
  await world.files.finished();
  return { record, key: `${docs.id}/${record.id}/${file.name}` };
}

describe("placing", () => {
  test("is noted first, and the note goes when the files are kept", async () => {
    const file = await upload(world.files, "a.txt");
    const key = `${docs.id}/${id}/${file.name}`;
    let noted: unknown;
    storage.before = async () => {
      noted = await notes();
    };
    const placed = await world.files.place(docs, id, [file]);
    expect(noted).toEqual([[key]]);
    placed.keep();
    await world.files.finished();
    expect(storage.keys).toEqual([key]);
    expect(await notes()).toEqual([]);
  });

  test("can be undone", async () => {
    const file = await upload(world.files, "a.txt");
    (await world.files.place(docs, id, [file])).undo();
    await world.files.finished();
    expect(storage.keys).toEqual([]);
    expect(await notes()).toEqual([]);
  });

  test("can be done again at once after it was undone", async () => {
    const file = await upload(world.files, "a.txt");
    (await world.files.place(docs, id, [file])).undo();
    (await world.files.place(docs, id, [file])).keep();
    await world.files.finished();
    expect(storage.keys).toHaveLength(1);
  });

  test("that fails in the middle leaves none", async () => {
    const names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"];
    const files = await Promise.all(
      names.map((name) => upload(world.files, name)),
    );
    const failing = files.find(({ originalName }) => originalName === "c.txt");
    storage.fails = (action, key) =>
      action === "write" && key.endsWith(failing?.name ?? "?");
    await expect(world.files.place(docs, id, files)).rejects.toThrow(
      StorageFailed,
    );
    await world.files.finished();
    expect(storage.keys).toEqual([]);
    expect(await notes()).toEqual([]);
  });
});

describe("dropping", () => {
  test("waits for the commit, and takes the thumbs along", async () => {
    const { record, key } = await stored();
    const name = key.split("/").at(-1);
    storage.put(`${docs.id}/${record.id}/thumbs_${name}/100x100_${name}`);
    const current = await world.stored("docs", record.id);
    await world.database.transaction(async (tx) => {
      await world.files.drop(tx, current, [String(name)]);
      expect(await notes()).toEqual([[key]]);
      expect(storage.keys).toHaveLength(2);
    });
    await world.files.finished();
    expect(storage.keys).toEqual([]);
    expect(await notes()).toEqual([]);
  });

  test("that is rolled back drops nothing", async () => {
    const { record, key } = await stored();
    const current = await world.stored("docs", record.id);
    const failing = world.database.transaction(async (tx) => {
      await world.files.dropAll(tx, current);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await world.files.finished();
    expect(storage.keys).toEqual([key]);
    expect(await notes()).toEqual([]);
  });

  test("is tried again while the storage refuses, and the note stays", async () => {
    const { record, key } = await stored();
    storage.fails = (action) => action === "remove";
    jest.useFakeTimers();
    try {
      await world.records.remove(docs, record.id, asGuest());
      await world.files.finished();
      expect(storage.keys).toEqual([key]);
      expect(await notes()).toHaveLength(1);
      expect(world.logged.join()).toContain("files could not be removed");
      jest.advanceTimersByTime(60_000);
      await world.files.finished();
      expect(storage.keys).toEqual([key]);
      storage.fails = () => false;
      jest.advanceTimersByTime(120_000);
      await world.files.finished();
    } finally {
      jest.useRealTimers();
    }
    expect(storage.keys).toEqual([]);
    expect(await notes()).toEqual([]);
  });

  test("a record leaves another one's files alone that got its id meanwhile", async () => {
    const { record, key } = await stored();
    const hold = Promise.withResolvers<void>();
    storage.before = (action) =>
      action === "remove" ? hold.promise : undefined;
    await world.records.remove(docs, record.id, asGuest());
    const file = await upload(world.files, "new.txt");
    const adding = world.add("docs", { id: record.id, file });
    hold.resolve();
    await adding;
    await world.files.finished();
    expect(storage.keys).toEqual([`${docs.id}/${record.id}/${file.name}`]);
    expect(storage.keys).not.toContain(key);
  });

  test("a collection takes whatever lies under it", async () => {
    const { key } = await stored();
    storage.put(`${docs.id}/gone/old.txt`, "other/record/file.txt");
    await world.collections.remove("docs");
    await world.files.finished();
    expect(storage.keys).toEqual(["other/record/file.txt"]);
    expect(storage.keys).not.toContain(key);
    expect(await notes()).toEqual([]);
  });

  test("a collection leaves the files of another one that got its id", async () => {
    const { key } = await stored();
    const hold = Promise.withResolvers<void>();
    const busy = new Set(["x/y/a", "x/y/b", "x/y/c", "x/y/d"]);
    storage.before = (_, asked) => (busy.has(asked) ? hold.promise : undefined);
    // Four removals that wait hold up the one of the collection.
    for (const name of ["a", "b", "c", "d"]) {
      await world.database.transaction((tx) =>
        world.files.drop(
          tx,
          { id: "y", collection: { ...docs, id: "x" }, values: {} },
          [name],
        ),
      );
    }
    await world.collections.remove("docs");
    const again = await world.define({
      name: "docs",
      fields: [{ type: "file", name: "file" }],
    });
    expect(again.id).toBe(docs.id);
    const file = await upload(world.files, "new.txt");
    const adding = world.add("docs", { file });
    hold.resolve();
    const record = await adding;
    await world.files.finished();
    expect(storage.keys).toEqual([`${docs.id}/${record.id}/${file.name}`]);
    expect(storage.keys).not.toContain(key);
  });
});

describe("the next start", () => {
  test("removes what was placed for a record that never came", async () => {
    const key = `${docs.id}/${id}/a.txt`;
    storage.put(key, `${docs.id}/${id}/thumbs_a.txt/1x1_a.txt`);
    await note(key);
    await openAnew();
    expect(storage.keys).toEqual([]);
    expect(await notes()).toEqual([]);
  });

  test("keeps what was placed if the record has it", async () => {
    const { key } = await stored();
    await note(key);
    await openAnew();
    expect(storage.keys).toEqual([key]);
    expect(await notes()).toEqual([]);
  });

  test("keeps what was to be dropped by a transaction that never committed", async () => {
    const { record, key } = await stored();
    await note(key, `${docs.id}/${record.id}/`);
    await note(`${docs.id}/`);
    await openAnew();
    expect(storage.keys).toEqual([key]);
    expect(await notes()).toEqual([]);
  });

  test("goes on removing records and collections that are gone", async () => {
    const gone = `${docs.id}/${id}/`;
    storage.put(`${gone}a.txt`, `${gone}b.txt`, "pbc_1/record/c.txt");
    await note(`${gone}a.txt`, gone);
    await note("pbc_1/");
    await openAnew();
    expect(storage.keys).toEqual([]);
  });

  test("keeps one file of a record and removes the other", async () => {
    const { record, key } = await stored();
    const other = `${docs.id}/${record.id}/never.txt`;
    storage.put(other);
    await note(key, other);
    await openAnew();
    expect(storage.keys).toEqual([key]);
  });

  test("leaves everything to the server if it is only a command", async () => {
    const key = `${docs.id}/${id}/a.txt`;
    storage.put(key);
    await note(key);
    const kept = await upload(world.files, "arriving.txt");
    await openAnew(false);
    expect(storage.keys).toEqual([key]);
    expect(await notes()).toHaveLength(1);
    expect(await Bun.file(kept.path).exists()).toBe(true);
  });

  test("keeps the notes of what the storage does not remove", async () => {
    const key = `${docs.id}/${id}/a.txt`;
    storage.put(key);
    await note(key);
    storage.fails = () => true;
    const files = await openAnew();
    expect(await notes()).toEqual([[key]]);
    await files.close();
  });

  test("empties the temporary folder", async () => {
    const { path } = await upload(world.files, "a.txt");
    await openAnew();
    expect(await Bun.file(path).exists()).toBe(false);
  });

  test("clears the storage of what is half-written, unless a command may be writing it", async () => {
    const dir = join(world.dir, "other");
    const path = join(dir, "storage", ".tmp", "unfinished");
    await Bun.write(path, "half of a");
    const command = takeSharedUse(dir)!;
    await openAnew(true, dir);
    expect(await Bun.file(path).exists()).toBe(true);
    command.release();
    await openAnew(true, dir);
    expect(await Bun.file(path).exists()).toBe(false);
  });

  test("does nothing with notes that make no sense", async () => {
    const { key } = await stored();
    for (const keys of ["{", "[1,null,{}]", '"x"', '["","/","//","a"]']) {
      await world.auxiliary.run(
        sql`insert into "_fileNotes" (id, keys) values (${crypto.randomUUID()}, ${keys})`,
      );
    }
    await openAnew();
    expect(storage.keys).toEqual([key]);
  });
});

describe("closing", () => {
  const fill = async () => {
    for (const name of ["a", "b", "c", "d", "e", "f"]) {
      await stored(`${name}.txt`);
    }
  };

  test("waits for what is to go", async () => {
    await fill();
    await world.records.truncate(docs);
    await world.files.close();
    expect(storage.keys).toEqual([]);
  });

  test("but not for ever: then it ends what runs, and leaves the rest to the notes", async () => {
    await fill();
    const hold = Promise.withResolvers<void>();
    storage.before = () => hold.promise;
    jest.useFakeTimers();
    try {
      await world.records.truncate(docs);
      const closing = world.files.close();
      jest.advanceTimersByTime(3_000);
      hold.resolve();
      await closing;
    } finally {
      jest.useRealTimers();
    }
    expect(storage.keys).toHaveLength(2);
    expect(await notes()).toHaveLength(2);
    await openAnew();
    expect(storage.keys).toEqual([]);
  });
});
