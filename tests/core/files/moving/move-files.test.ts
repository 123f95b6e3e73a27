import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { takeBackupLock } from "../../../../src/core/data-folder/backup-lock.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import {
  openLocalFiles,
  openS3Files,
} from "../../../../src/core/files/file-storage.ts";
import {
  moveFiles,
  type MoveOptions,
} from "../../../../src/core/files/moving/move-files.ts";
import {
  type Storage,
  StorageFailed,
} from "../../../../src/engines/storage/storage.ts";
import {
  listKeys,
  readText,
} from "../../../engines/storage/storage-behaviour.ts";
import { type S3Server, startS3Server } from "../../../support/s3-server.ts";
import { storeFiles } from "../../../support/stored-files.ts";
import { openTempApp, type TempApp } from "../../../support/temp-app.ts";

let server: S3Server;
let temp: TempApp;
let local: Storage;
let remote: Storage;
/** The keys of all files of records at first. */
let keys: string[];
beforeEach(async () => {
  [server, temp] = await Promise.all([startS3Server(), openTempApp()]);
  const { app } = temp;
  await app.settings.update({ s3: { ...server.settings, enabled: false } });
  await app.collections.create({
    name: "docs",
    type: "base",
    fields: [{ name: "files", type: "file", maxSelect: 99 }],
  });
  local = openLocalFiles(join(temp.dir, "pb_data"));
  remote = openS3Files(server.settings);
  await store("one", { "a.txt": "aaa", "Grüße & co.html": "<b>" });
  await store("two", { "big.bin": "x".repeat(9_000_000), "empty.txt": "" });
  keys = await listKeys(local, "");
  expect(keys).toHaveLength(4);
});
afterEach(async () => {
  await temp.close();
  await server.stop();
});

/** Makes a record with files; resolves to the beginning of their keys. */
async function store(
  type: string,
  contents: Record<string, string>,
): Promise<string> {
  const files = Object.fromEntries(
    Object.entries(contents).map(([name, text]) => [
      name,
      new Blob([text], { type: `text/${type}` }),
    ]),
  );
  const id = await storeFiles(temp.app, "docs", { files });
  return `${temp.app.collections.find("docs")?.id}/${id}/`;
}

const silent = { begin() {}, advance() {}, end() {} };

function move(to: "s3" | "local", options: Partial<MoveOptions> = {}) {
  const dir = join(temp.dir, "pb_data");
  return moveFiles(
    { ...temp.app, dir },
    {
      to,
      switchOver: false,
      settlingTime: 0,
      signal: new AbortController().signal,
      progress: silent,
      ...options,
    },
  );
}

/** Contents and content type by key. */
async function contentsOf(storage: Storage): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  for (const key of await listKeys(storage, "")) {
    const type = (await storage.stat(key))?.contentType;
    const text = await readText(storage, key);
    contents.set(key, `${type} ${Bun.hash(text)}`);
  }
  return contents;
}

const writes = () =>
  server.requests.filter((request) => /^PUT [^?]+$/.test(request)).length;

test("without --switch, files are copied, and stay where the settings say", async () => {
  const before = await contentsOf(local);
  expect(await move("s3")).toEqual({
    files: 4,
    bytes: 9_000_006,
    unowned: 0,
    isCleared: false,
    isSwitched: false,
  });
  expect(await contentsOf(remote)).toEqual(before);
  expect(await contentsOf(local)).toEqual(before);
  expect(temp.app.settings.current.s3.enabled).toBe(false);
});

test("with --switch, the settings follow, and the old place is cleared; and all the way back", async () => {
  const before = await contentsOf(local);
  const outcome = { files: 4, isCleared: true, isSwitched: true };
  expect(await move("s3", { switchOver: true })).toMatchObject(outcome);
  expect(temp.app.settings.current.s3.enabled).toBe(true);
  expect(await contentsOf(remote)).toEqual(before);
  expect(await readdir(join(temp.dir, "pb_data/storage"))).toEqual([".tmp"]);

  expect(await move("local", { switchOver: true })).toMatchObject(outcome);
  expect(temp.app.settings.current.s3.enabled).toBe(false);
  expect(await contentsOf(local)).toEqual(before);
  expect(await listKeys(remote, "")).toEqual([]);
});

test("once the settings say the new place, files leave the old one", async () => {
  await move("s3");
  await temp.app.settings.update({ s3: { enabled: true } });
  expect(await move("s3")).toMatchObject({ isCleared: true, files: 4 });
  expect(await listKeys(local, "")).toEqual([]);
  expect(await listKeys(remote, "")).toEqual(keys);
});

test("files leave the old place only once no backup is being made any more", async () => {
  const lock = takeBackupLock(join(temp.dir, "pb_data"))!;
  const { promise: switched, resolve } = Promise.withResolvers<void>();
  temp.app.bus.subscribe("settings", () => resolve());
  const moving = move("s3", { switchOver: true });
  await switched;
  expect(await listKeys(local, "")).toEqual(keys);
  lock.release();
  expect(await moving).toMatchObject({ files: 4, isCleared: true });
  expect(await listKeys(local, "")).toEqual([]);
});

test("what is there already is not copied again", async () => {
  await move("s3");
  const before = writes();
  expect(await move("s3")).toMatchObject({ files: 4 });
  expect(writes()).toBe(before);
});

describe("a copy that is not the same is made anew", () => {
  test.each([
    ["shorter", "aa"],
    ["of the same length", "abc"],
  ])("%s", async (_, contents) => {
    const key = keys.find((one) => one.endsWith("a.txt"))!;
    await remote.write(key, new Blob([contents]), "text/plain");
    await move("s3", { switchOver: true });
    expect(await readText(remote, key)).toBe("aaa");
  });
});

test("a file whose attributes are not true is compared by its contents", async () => {
  const key = keys.find((one) => one.endsWith("a.txt"))!;
  await writeFile(join(temp.dir, "pb_data/storage", key), "bbb");
  await move("s3", { switchOver: true });
  expect(await readText(remote, key)).toBe("bbb");
});

describe("while a server runs", () => {
  test("what is uploaded while files are copied is moved, too", async () => {
    let late: string | undefined;
    server.misbehave(() => {
      if (late !== undefined) return undefined;
      late = "";
      return store("late", { "late.txt": "late" }).then((prefix) => {
        late = `${prefix}late.txt`;
      });
    });
    await move("s3", { switchOver: true });
    expect(await readText(remote, late!)).toBe("late");
    expect(await listKeys(local, "")).toEqual([]);
  });

  test("what arrives at the old place after the switch is moved, too", async () => {
    let late: string | undefined;
    const progress = {
      ...silent,
      begin(step: string) {
        if (step !== "clear" || late !== undefined) return;
        late = "";
        // As an upload would that began before.
        void store("late", { "late.txt": "late" }).then(async (prefix) => {
          const key = `${prefix}late.txt`;
          await local.write(
            key,
            await new Response(await remote.read(key)).blob(),
            "text/late",
          );
          await remote.remove(key);
          late = key;
        });
      },
    };
    await move("s3", { switchOver: true, settlingTime: 50, progress });
    expect(late).not.toBe("");
    expect(await readText(remote, late!)).toBe("late");
    expect(await listKeys(local, "")).toEqual([]);
  });

  test("what is deleted after it was copied does not come back", async () => {
    const { app } = temp;
    const docs = app.collections.find("docs")!;
    const [first = "", second = ""] = [
      ...new Set(keys.map((key) => key.split("/")[1]!)),
    ];
    const remove = async (id: string) => {
      await app.records.remove(docs, id, serverRequest);
      await app.recordFiles.finished();
    };
    const steps: Promise<void>[] = [];
    const progress = {
      ...silent,
      begin(step: string) {
        // The settings say the new place by now, so it is removed only there.
        if (step === "clear") steps.push(remove(second));
      },
      end() {
        if (steps.length === 0) steps.push(remove(first));
      },
    };
    await move("s3", { switchOver: true, progress });
    await Promise.all(steps);
    await move("s3");
    expect(await listKeys(remote, "")).toEqual([]);
  });
});

test("files of no record stay where they are, and what else is in the bucket, too", async () => {
  const [collection, record] = keys[0]!.split("/");
  const stray = [
    `${collection}/${record}/stray.txt`,
    `${collection}/no-record/a.txt`,
    "backup.zip",
    "other/record/a.txt",
  ].toSorted();
  await move("s3", { switchOver: true });
  for (const key of stray) {
    await remote.write(key, new Blob(["stray"]), "text/plain");
  }
  expect(await move("local", { switchOver: true })).toMatchObject({
    files: 4,
    unowned: 2,
  });
  expect(await listKeys(remote, "")).toEqual(stray);
  expect(await listKeys(local, "")).toEqual(keys);
});

test("thumbs move with their file", async () => {
  const key = keys.find((one) => one.endsWith("a.txt"))!;
  const thumb = key.replace("a.txt", "thumbs_a.txt/100x100_a.txt");
  await local.write(thumb, new Blob(["thumb"]), "image/png");
  await move("s3", { switchOver: true });
  expect(await readText(remote, thumb)).toBe("thumb");
  expect(await listKeys(local, "")).toEqual([]);
});

describe("a move that breaks off loses nothing, and goes on later", () => {
  test("when the S3 server fails", async () => {
    const before = await contentsOf(local);
    let requests = 0;
    server.misbehave(() =>
      ++requests > 9
        ? { status: 403, code: "AccessDenied", message: "No." }
        : undefined,
    );
    await expect(move("s3", { switchOver: true })).rejects.toThrow(
      StorageFailed,
    );
    expect(await contentsOf(local)).toEqual(before);
    expect(temp.app.settings.current.s3.enabled).toBe(false);
    server.misbehave();
    await move("s3", { switchOver: true });
    expect(await contentsOf(remote)).toEqual(before);
  });

  test("when it is told to stop", async () => {
    const before = await contentsOf(local);
    const stopping = new AbortController();
    const progress = { ...silent, advance: () => stopping.abort() };
    const { signal } = stopping;
    await expect(
      move("s3", { switchOver: true, signal, progress }),
    ).rejects.toThrow("Run the command again");
    expect(await contentsOf(local)).toEqual(before);
    expect(temp.app.settings.current.s3.enabled).toBe(false);
  });

  test("when files are being removed from the old place", async () => {
    await move("s3");
    await temp.app.settings.update({ s3: { enabled: true } });
    const stopping = new AbortController();
    const progress = { ...silent, advance: () => stopping.abort() };
    const { signal } = stopping;
    await expect(move("s3", { signal, progress })).rejects.toThrow();
    expect(await listKeys(remote, "")).toEqual(keys);
    await move("s3");
    expect(await listKeys(local, "")).toEqual([]);
    expect(await listKeys(remote, "")).toEqual(keys);
  });
});

test("a file that the data folder cannot have stays in the bucket, which stays in use", async () => {
  await move("s3", { switchOver: true });
  const prefix = await store("odd", { "fine.txt": "fine" });
  const odd = `${prefix}thumbs_fine.txt/a.attrs`;
  await remote.write(odd, new Blob(["{}"]), "text/plain");
  await expect(move("local", { switchOver: true })).rejects.toThrow(odd);
  expect(temp.app.settings.current.s3.enabled).toBe(true);
  expect(await readText(remote, odd)).toBe("{}");
});

test("without a bucket in the settings, it says what is missing", async () => {
  await temp.app.settings.update({ s3: { bucket: "", secret: "" } });
  await expect(move("s3")).rejects.toThrow("s3.bucket, s3.secret is missing");
});
