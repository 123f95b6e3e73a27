import { describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  type FileEntry,
  FileMissing,
  type Storage,
} from "../../../src/engines/storage/storage.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

/** What every storage does, whatever keeps the files. The storage may have other files than those under `prefix`. */
export function describeStorage(open: () => Storage): void {
  const text = "text/plain; charset=utf-8";
  let folders = 0;
  /** A folder that no other test knows, with a `/` at its end. */
  const newFolder = () => `folder${++folders}/`;

  describe.each([
    ["as a blob", (contents: Blob) => contents],
    ["as a stream", (contents: Blob) => contents.stream()],
  ])("a file that is written %s", (_, given) => {
    test.each([
      ["an ordinary one", "photo_a1b2c3.png", "image/png"],
      ["one with spaces", "my new photo.png", "image/png"],
      ["one with percent signs", "100%25 sure%.txt", text],
      ["one with letters of all kinds", "Grüße-日本語-👋.txt", text],
      [
        "one with signs that mean something",
        "a+b&c=d?e#f'(g)!*~@$,;.txt",
        text,
      ],
      ["one with XML in it", '<a>&amp;"b".txt', text],
      [
        "one in deeper folders",
        "record/thumbs_a.png/100x100_a.png",
        "image/png",
      ],
      ["a hidden one", ".profile", text],
      ["one with dots", "a...b..", text],
    ])("is read back: %s", async (_name, name, contentType) => {
      const storage = open();
      const folder = newFolder();
      const key = folder + name;
      await storage.write(key, given(new Blob(["some bytes"])), contentType);

      expect(await readText(storage, key)).toBe("some bytes");
      const details = await storage.stat(key);
      expect(details).toMatchObject({ key, size: 10, contentType });
      expect(details?.etag).toMatch(/^[^"]+$/);
      expect(details?.md5).toBe(md5("some bytes"));
      expect(Date.now() - details!.modified.getTime()).toBeLessThan(60_000);
      const listed = await listAll(storage, folder);
      expect(listed).toEqual([{ key, size: 10, modified: expect.any(Date) }]);
    });

    test("may be empty", async () => {
      const storage = open();
      const key = `${newFolder()}empty.txt`;
      await storage.write(key, given(new Blob([])), text);
      expect(await readText(storage, key)).toBe("");
      expect(await storage.stat(key)).toMatchObject({ size: 0 });
      expect(await readText(storage, key, { start: 0, end: 0 })).toBe("");
    });

    test("may be large", async () => {
      const storage = open();
      const key = `${newFolder()}large.bin`;
      const contents = largeContents();
      await storage.write(
        key,
        given(new Blob([contents])),
        "application/octet-stream",
      );
      expect(await storage.stat(key)).toMatchObject({ size: contents.length });
      const read = await readBytes(storage, key);
      expect(md5(read)).toBe(md5(contents));
    });
  });

  test("the contents may be a file, which stays as it was", async () => {
    await using folder = await temporaryFolder();
    const storage = open();
    const path = join(folder.path, "source");
    const contents = largeContents();
    await Bun.write(path, contents);
    const key = `${newFolder()}copy.bin`;
    await storage.write(key, Bun.file(path), "application/octet-stream");

    expect(md5(await readBytes(storage, key))).toBe(md5(contents));
    expect(md5(await Bun.file(path).bytes())).toBe(md5(contents));
    await Bun.file(path).delete();
    expect(md5(await readBytes(storage, key))).toBe(md5(contents));
  });

  test("the contents may be a part of a file", async () => {
    await using folder = await temporaryFolder();
    const storage = open();
    const path = join(folder.path, "source");
    await Bun.write(path, "some bytes");
    const key = `${newFolder()}part.txt`;
    await storage.write(key, Bun.file(path).slice(5, 8), text);
    expect(await readText(storage, key)).toBe("byt");
  });

  test("what a form calls a file is not taken for a path", async () => {
    await using folder = await temporaryFolder();
    const storage = open();
    const path = join(folder.path, "secret");
    await Bun.write(path, "1234");
    const key = `${newFolder()}mine.txt`;
    await storage.write(key, new File(["mine"], path), text);
    expect(await readText(storage, key)).toBe("mine");
  });

  test("a second write replaces the file, and its etag changes", async () => {
    const storage = open();
    const key = `${newFolder()}a.txt`;
    await storage.write(key, new Blob(["first"]), text);
    const first = await storage.stat(key);
    await storage.write(key, new Blob(["<second>"]), "text/html");
    expect(await readText(storage, key)).toBe("<second>");
    const second = await storage.stat(key);
    expect(second).toMatchObject({ size: 8, contentType: "text/html" });
    expect(second?.etag).not.toBe(first!.etag);
  });

  test.each([
    [0, 4, "some"],
    [5, 10, "bytes"],
    [9, 10, "s"],
    [3, 3, ""],
  ])("a part is read: from %i to %i", async (start, end, expected) => {
    const storage = open();
    const key = `${newFolder()}a.txt`;
    await storage.write(key, new Blob(["some bytes"]), text);
    expect(await readText(storage, key, { start, end })).toBe(expected);
  });

  test("contents that break off are not stored, and what was there stays", async () => {
    const storage = open();
    const folder = newFolder();
    const breaking = () => {
      let pieces = 0;
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          if (++pieces > 20) controller.error(new Error("broken off"));
          else controller.enqueue(new Uint8Array(1_000_000));
        },
      });
    };
    await storage.write(`${folder}old.bin`, new Blob(["old"]), text);
    for (const key of [`${folder}new.bin`, `${folder}old.bin`]) {
      const writing = storage.write(key, breaking(), text);
      await expect(writing).rejects.toThrow("broken off");
    }
    expect(await storage.stat(`${folder}new.bin`)).toBeUndefined();
    expect(await readText(storage, `${folder}old.bin`)).toBe("old");
    expect(await listKeys(storage, folder)).toEqual([`${folder}old.bin`]);
  });

  test("of several writers at the same time, one wins as a whole", async () => {
    const storage = open();
    const folder = newFolder();
    const key = `${folder}a.txt`;
    const texts = Array.from({ length: 8 }, (_, at) =>
      String(at).repeat(9_999),
    );
    await Promise.all(
      texts.map((one) => storage.write(key, new Blob([one]), text)),
    );
    expect(texts).toContain(await readText(storage, key));
    expect(await listKeys(storage, folder)).toEqual([key]);
  });

  test("writing goes well while the last other file of the folder is removed", async () => {
    const storage = open();
    const folder = newFolder();
    for (let round = 0; round < 20; round++) {
      const key = `${folder}a/b/${round}.txt`;
      await Promise.all([
        storage.write(key, new Blob([key]), text),
        storage.remove(`${folder}a/b/${round - 1}.txt`),
      ]);
      expect(await readText(storage, key)).toBe(key);
    }
  });

  test("a file that is not there is missing", async () => {
    const storage = open();
    const folder = newFolder();
    await storage.write(`${folder}file`, new Blob(["x"]), text);
    for (const name of ["none", "none/none", "file/below", "x".repeat(200)]) {
      const key = folder + name;
      expect(await storage.stat(key)).toBeUndefined();
      await expect(storage.read(key)).rejects.toThrow(FileMissing);
      await storage.remove(key);
      await storage.removeAll(`${key}/`);
      expect(await listKeys(storage, `${key}/`)).toEqual([]);
    }
    expect(await readText(storage, `${folder}file`)).toBe("x");
  });

  test("a folder is no file", async () => {
    const storage = open();
    const folder = newFolder();
    await storage.write(`${folder}a/b.txt`, new Blob(["x"]), text);
    expect(await storage.stat(`${folder}a`)).toBeUndefined();
    await storage.remove(`${folder}a`);
    expect(await readText(storage, `${folder}a/b.txt`)).toBe("x");
  });

  test("removing takes the one file", async () => {
    const storage = open();
    const folder = newFolder();
    for (const name of ["a.txt", "a.txt.txt", "b/a.txt"]) {
      await storage.write(folder + name, new Blob([name]), text);
    }
    await storage.remove(`${folder}a.txt`);
    expect(await storage.stat(`${folder}a.txt`)).toBeUndefined();
    expect(await listKeys(storage, folder)).toEqual([
      `${folder}a.txt.txt`,
      `${folder}b/a.txt`,
    ]);
  });

  test("removing all takes what is in the folder, and nothing beside it", async () => {
    const storage = open();
    const folder = newFolder();
    const names = ["a/1", "a/b/2", "a/b/c/3", "ab/4", "a.txt", "b/a/5"];
    for (const name of names) {
      await storage.write(folder + name, new Blob([name]), text);
    }
    await storage.removeAll(`${folder}a/`);
    expect(await listKeys(storage, folder)).toEqual(
      ["a.txt", "ab/4", "b/a/5"].map((name) => folder + name),
    );
  });

  test("a list has the files below a folder, however deep", async () => {
    const storage = open();
    const folder = newFolder();
    for (const name of ["a/1", "a/b/22", "c"]) {
      await storage.write(folder + name, new Blob([name]), text);
    }
    expect(await listKeys(storage, `${folder}a/`)).toEqual([
      `${folder}a/1`,
      `${folder}a/b/22`,
    ]);
    expect(await listKeys(storage, "")).toContain(`${folder}c`);
  });

  test.each([
    "",
    "/",
    "/etc/passwd",
    "a//b",
    "a//",
    ".",
    "..",
    "../a",
    "a/..",
    "a/../../b",
    "a/./b",
    "a\\b",
    "..\\a",
    "a\0b",
    "a\nb",
    "a\x7fb",
    "\ud800",
    "a".repeat(1_025),
  ])("%j is no key", async (key) => {
    const storage = open();
    const refused = [
      () => storage.write(key, new Blob(["x"]), text),
      () => storage.stat(key),
      () => storage.read(key),
      () => storage.remove(key),
      () => storage.removeAll(key),
      () => storage.removeAll(`${key}/`),
      () => (key === "" ? storage.removeAll("") : listKeys(storage, key)),
      () => listKeys(storage, `${key}/`),
    ];
    for (const act of refused) {
      expect(await outcome(act)).toBeInstanceOf(RangeError);
    }
  });
}

async function outcome(act: () => Promise<unknown>): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    return error;
  }
}

/** More than S3 takes in one part. */
function largeContents(): Uint8Array<ArrayBuffer> {
  const contents = new Uint8Array(9_000_003);
  for (let at = 0; at < contents.length; at += 1_000) contents[at] = at / 1_000;
  return contents;
}

export function readAll(
  contents: Blob | ReadableStream<Uint8Array>,
): Promise<Uint8Array> {
  return new Response(contents).bytes();
}

async function readBytes(storage: Storage, key: string): Promise<Uint8Array> {
  return readAll(await storage.read(key));
}

export async function readText(
  storage: Storage,
  key: string,
  range?: { start: number; end: number },
): Promise<string> {
  return new TextDecoder().decode(
    await readAll(await storage.read(key, range)),
  );
}

async function listAll(storage: Storage, prefix: string): Promise<FileEntry[]> {
  return Array.fromAsync(storage.list(prefix));
}

/** Sorted. */
export async function listKeys(
  storage: Storage,
  prefix: string,
): Promise<string[]> {
  return (await listAll(storage, prefix)).map(({ key }) => key).sort();
}

export function md5(contents: Uint8Array | string): string {
  return createHash("md5").update(contents).digest("hex");
}
