import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { appendFileSync, existsSync, rmSync, truncateSync } from "node:fs";
import { mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { App } from "../../../src/core/app.ts";
import { takeBackupLock } from "../../../src/core/data-folder/backup-lock.ts";
import { requireFreeSpace } from "../../../src/core/backups/making/free-space.ts";
import { verifyBackup } from "../../../src/core/backups/verify-backup.ts";
import { Invalid } from "../../../src/core/errors.ts";
import { readZip } from "../../support/zip-files.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { upload } from "../files/upload.ts";
import {
  addDoc,
  bytesOf,
  defineDocs,
  openBackup,
  removeDoc,
  replaceFile,
} from "./backup-app.ts";

let temp: TempApp;
let app: App;
let dir: string;

beforeEach(async () => {
  temp = await openTempApp();
  ({ app } = temp);
  dir = join(temp.dir, "pb_data");
  await defineDocs(app);
});
afterEach(() => temp.close());

const namesIn = async (key: string) => [
  ...(await readZip(await bytesOf(app, key))).keys(),
];

/** The files of records that lie in a storage folder, by key. */
async function storedKeys(of: App): Promise<string[]> {
  const entries = await Array.fromAsync(of.storage.current.list(""));
  return entries.map(({ key }) => key).toSorted();
}

/** The files that the records of `docs` name, by key. */
async function namedKeys(of: App): Promise<string[]> {
  const docs = of.collections.find("docs")!;
  const rows = await of.database.all(sql`select id, file from docs`);
  return rows
    .map(({ id, file }) => `${docs.id}/${String(id)}/${String(file)}`)
    .toSorted();
}

describe("while records and files come, change and go", () => {
  /** Writes all kinds of things until it is told to stop. */
  async function write(ids: string[], stop: { isDue: boolean }) {
    for (let round = 0; !stop.isDue; round++) {
      const { id } = await addDoc(app, `new ${round}`);
      await replaceFile(app, ids.shift()!);
      await removeDoc(app, ids.shift()!);
      ids.push(id);
      const { id: other } = await addDoc(app, `other ${round}`);
      ids.push(other);
    }
  }

  test("a backup has exactly the files that its records name, and whole databases", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) ids.push((await addDoc(app, `${i}`)).id);
    const stop = { isDue: false };
    const writing = write(ids, stop);
    for (const name of ["one.zip", "two.zip", "three.zip"]) {
      await app.backups.create(name);
    }
    stop.isDue = true;
    await writing;

    for (const name of ["one.zip", "two.zip", "three.zip"]) {
      await using backup = await openBackup(await bytesOf(app, name));
      for (const database of [backup.app.database, backup.app.auxiliary]) {
        const checked = await database.all(sql`pragma integrity_check`);
        expect(checked).toEqual([{ integrity_check: "ok" }]);
      }
      const named = await namedKeys(backup.app);
      expect(named.length).toBeGreaterThan(0);
      expect(await storedKeys(backup.app)).toEqual(named);
    }
    await app.recordFiles.finished();
    expect(await storedKeys(app)).toEqual(await namedKeys(app));
  });

  test("what is dropped after the databases were copied is in the backup, and goes from the folder afterwards", async () => {
    const { id, file } = await addDoc(app, "still needed");
    const key = `${app.collections.find("docs")!.id}/${id}/${file}`;
    let removing: Promise<void> | undefined;
    await app.backups.create("held.zip", {
      begin(step) {
        if (step === "Packing") removing = removeDoc(app, id);
      },
      advance() {},
      end() {},
    });
    await removing;
    const files = await readZip(await bytesOf(app, "held.zip"));
    expect(String(files.get(`storage/${key}`))).toBe("still needed");
    await app.recordFiles.finished();
    expect(await storedKeys(app)).toEqual([]);
  });

  test("what is dropped while another process makes a backup stays until that has ended", async () => {
    const { id } = await addDoc(app);
    const lock = takeBackupLock(dir)!;
    await removeDoc(app, id);
    await app.recordFiles.finished();
    expect(await storedKeys(app)).toHaveLength(1);
    lock.release();
    // The next removal looks anew.
    await removeDoc(app, (await addDoc(app)).id);
    await app.recordFiles.finished();
    expect(await storedKeys(app)).toEqual([]);
  });

  test("a new record may have the id of one whose files still wait to be removed", async () => {
    const { id } = await addDoc(app, "old");
    const resume = app.recordFiles.holdRemovals();
    await removeDoc(app, id);
    const docs = app.collections.find("docs")!;
    const fresh = await upload(app.recordFiles, "fresh.txt", "fresh");
    await app.records.create(docs, undefined, {
      ...serverRequest,
      body: { id, file: fresh },
    });
    resume();
    await app.recordFiles.finished();
    expect(await storedKeys(app)).toEqual(await namedKeys(app));
    expect(await storedKeys(app)).toHaveLength(1);
  });
});

describe("what is in a backup", () => {
  test("is all of the folder but what belongs to the computer", async () => {
    await addDoc(app);
    for (const path of [
      "types.d.ts",
      "mine/notes.txt",
      "backups/old.zip",
      ".pb_temp_to_delete/x",
      ".notify/x",
      ".autocert_cache/x",
      "lost+found/x",
      ".hutch_commands/x",
      "storage/.tmp/x",
    ]) {
      await Bun.write(join(dir, path), path);
    }
    await app.backups.create("all.zip");
    const names = await namesIn("all.zip");
    expect(names.slice(0, 2)).toEqual(["data.db", "auxiliary.db"]);
    expect(names.filter((name) => !name.startsWith("storage/"))).toEqual([
      "data.db",
      "auxiliary.db",
      "mine/notes.txt",
      "types.d.ts",
    ]);
    const [{ key } = { key: "" }] = await Array.fromAsync(
      app.storage.current.list(""),
    );
    expect(names.filter((name) => name.startsWith("storage/"))).toEqual([
      `storage/${key}`,
      `storage/${key}.attrs`,
    ]);
  });

  test("keeps its bytes, whatever the size and kind of a file", async () => {
    const random = crypto.getRandomValues(new Uint8Array(65_536));
    const contents = new Map<string, Uint8Array>([
      ["empty.txt", new Uint8Array()],
      ["short.txt", Buffer.from("short")],
      ["text.txt", Buffer.from("all work and no play ".repeat(5_000))],
      ["large.txt", Buffer.from("all work and no play ".repeat(100_000))],
      ["noise.bin", random],
      ["picture.jpg", Buffer.concat(Array.from({ length: 20 }, () => random))],
      ["Ünïcode 名前 😀.txt", Buffer.from("name")],
    ]);
    for (const [name, bytes] of contents) {
      await Bun.write(join(dir, "mine", name), bytes);
    }
    await app.backups.create("bytes.zip");
    const files = await readZip(await bytesOf(app, "bytes.zip"));
    for (const [name, bytes] of contents) {
      expect(files.get(`mine/${name}`)?.equals(bytes)).toBe(true);
    }
  });

  test("follows links within the folder and those of storage and of single files, and no others", async () => {
    const outside = join(temp.dir, "outside");
    await mkdir(outside);
    await Bun.write(join(outside, "secret.txt"), "secret");
    await Bun.write(join(dir, "mine", "real.txt"), "real");
    await symlink("real.txt", join(dir, "mine", "link.txt"));
    await symlink(outside, join(dir, "mine", "out"));
    await symlink(join(outside, "gone"), join(dir, "mine", "broken"));
    await symlink("..", join(dir, "mine", "circle"));
    await symlink(outside, join(dir, "elsewhere"));
    await symlink(outside, join(dir, "storage"));
    await symlink(join(outside, "secret.txt"), join(dir, "one.txt"));
    await app.backups.create("links.zip");
    const names = await namesIn("links.zip");
    expect(names).toEqual([
      "data.db",
      "auxiliary.db",
      "mine/link.txt",
      "mine/real.txt",
      "one.txt",
      "storage/secret.txt",
    ]);
  });

  test("is nothing that restoring it would refuse", async () => {
    for (const name of ["Icon\r", "new\nline", "back\\slash", "DATA.DB"]) {
      await Bun.write(join(dir, name), name);
      await Bun.write(join(dir, "mine", name), name);
    }
    for (const name of ["Read me", "READ ME", "c:x"]) {
      await Bun.write(join(dir, "mine", name), name);
    }
    for (const name of ["Notes", "notes"]) await Bun.write(join(dir, name), "");
    await app.backups.create("odd.zip");
    expect((await namesIn("odd.zip")).slice(2)).toEqual([
      "Notes",
      "mine/DATA.DB",
      "mine/READ ME",
      "mine/Read me",
      "mine/c:x",
      "notes",
    ]);
    await verifyBackup({
      name: "odd.zip",
      path: join(dir, "backups", "odd.zip"),
    });
    await app.logs.flush();
    const { items } = await app.logs.list({ filter: "level >= 4" });
    const files = items.map(({ data }) => (data as { file: string }).file);
    expect(files.toSorted()).toEqual(
      [
        "Icon\r",
        "back\\slash",
        "mine/Icon\r",
        "mine/back\\slash",
        "mine/new\nline",
        "new\nline",
      ].toSorted(),
    );
  });

  test("is left out where a handler of onBackupCreate says so", async () => {
    await Bun.write(join(dir, "mine", "x"), "x");
    app.hooks.onBackupCreate.add((event, next) => {
      event.excluded = ["mine"];
      return next();
    });
    await app.backups.create("less.zip");
    expect(await namesIn("less.zip")).toEqual(["data.db", "auxiliary.db"]);
  });
});

describe("files that change while they are read", () => {
  test("may grow, shrink or vanish", async () => {
    const mine = join(dir, "mine");
    for (const name of ["a", "b", "c"]) {
      await Bun.write(join(mine, name), name.repeat(1_000_000));
    }
    let ofDatabases = 0;
    let packed = 0;
    let step = "";
    await app.backups.create("changed.zip", {
      begin(title) {
        step = title;
      },
      advance(bytes) {
        if (step !== "Packing") {
          ofDatabases += bytes;
          return;
        }
        const isFirst = packed === ofDatabases;
        packed += bytes;
        if (!isFirst) return;
        // The first of the files has begun to be read.
        appendFileSync(join(mine, "a"), "a".repeat(2_000_000));
        truncateSync(join(mine, "b"), 10);
        rmSync(join(mine, "c"));
      },
      end() {},
    });
    const files = await readZip(await bytesOf(app, "changed.zip"));
    const sizes = ["a", "b", "c"].map(
      (name) => files.get(`mine/${name}`)?.length,
    );
    expect(sizes).toEqual([1_000_000, 10, undefined]);
  });
});

test("is not begun where the disk has no room for it", async () => {
  const huge = { databases: 1e18, files: 0 };
  for (const target of [undefined, dir]) {
    const refusal = requireFreeSpace(dir, target, huge);
    await expect(refusal).rejects.toThrow("not enough room on the disk");
  }
  const small = { databases: 1_000, files: 1_000 };
  await requireFreeSpace(dir, dir, small);
});

describe("a backup that fails", () => {
  const leavesNothing = async () => {
    expect(await app.backups.list()).toEqual([]);
    expect(app.backups.isBusy).toBe(false);
    for (const path of [".pb_temp_to_delete/backups", "backups/.tmp"]) {
      const left = existsSync(join(dir, path))
        ? await readdir(join(dir, path))
        : [];
      expect(left).toEqual([]);
    }
  };

  test("says why, leaves nothing, and holds nothing up", async () => {
    const { id } = await addDoc(app);
    const failing = app.backups.create("failing.zip", {
      begin(step) {
        if (step === "Packing") throw new Error("no more");
      },
      advance() {},
      end() {},
    });
    const error = await failing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Invalid);
    expect(String(error)).toContain("no more");
    await leavesNothing();
    await removeDoc(app, id);
    await app.recordFiles.finished();
    expect(await storedKeys(app)).toEqual([]);
  });

  test("since the app closes leaves nothing", async () => {
    await Bun.write(join(dir, "mine", "large"), "x".repeat(5_000_000));
    let closing: Promise<void> | undefined;
    const failing = app.backups.create("late.zip", {
      begin(step) {
        if (step === "Packing") closing = app.backups.close();
      },
      advance() {},
      end() {},
    });
    await expect(failing).rejects.toThrow("closing");
    await closing;
    await leavesNothing();
  });
});
