import {
  afterEach,
  beforeEach,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import {
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createLocalStorage } from "../../../../src/engines/storage/local/local-storage.ts";
import {
  FileMissing,
  type Storage,
  StorageFailed,
} from "../../../../src/engines/storage/storage.ts";
import { listKeys, readText } from "../storage-behaviour.ts";

let outer: string;
let folder: string;
let storage: Storage;
beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), "hutch-storage-"));
  folder = join(outer, "storage");
  storage = createLocalStorage(folder);
});
afterEach(() => rm(outer, { recursive: true }));

const text = "text/plain; charset=utf-8";
const write = (key: string, contents: string, type = text) =>
  storage.write(key, new Blob([contents]), type);

/** Puts a file where the storage has its own. */
async function lay(path: string, contents: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), contents);
}

/** All files and empty folders in the storage, sorted; the folder of unfinished files has to be empty. */
async function tree(): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const folders = new Set(entries.map(({ parentPath }) => parentPath));
  return entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !folders.has(path) && path !== join(folder, ".tmp"))
    .map((path) => path.slice(folder.length + 1))
    .sort();
}

describe("the layout is PocketBase's", () => {
  test("a file lies at its key, with its attributes beside it", async () => {
    await write("pbc_1/rec1/test_a1b2c3.txt", "test");
    await write(
      "pbc_1/rec1/thumbs_a.png/100x100_a.png",
      "not really",
      "image/png",
    );
    expect(await tree()).toEqual([
      "pbc_1/rec1/test_a1b2c3.txt",
      "pbc_1/rec1/test_a1b2c3.txt.attrs",
      "pbc_1/rec1/thumbs_a.png/100x100_a.png",
      "pbc_1/rec1/thumbs_a.png/100x100_a.png.attrs",
    ]);
    const path = join(folder, "pbc_1/rec1/test_a1b2c3.txt");
    expect(await readFile(path, "utf8")).toBe("test");
    // As PocketBase 0.39 writes it for the same file, but for the name that it notes.
    expect(await readFile(`${path}.attrs`, "utf8")).toBe(
      '{"user.cache_control":"","user.content_disposition":"","user.content_encoding":"","user.content_language":"","user.content_type":"text/plain; charset=utf-8","user.metadata":null,"md5":"CY9rzUYh03PK3k6DJie09g=="}\n',
    );
  });

  test("the attributes are escaped as Go does", async () => {
    await write("a/b/c", "", 'odd/<a>&"b"');
    expect(await readFile(join(folder, "a/b/c.attrs"), "utf8")).toContain(
      String.raw`"user.content_type":"odd/\u003ca\u003e\u0026\"b\""`,
    );
    expect(await storage.stat("a/b/c")).toMatchObject({
      contentType: 'odd/<a>&"b"',
    });
  });

  test("PocketBase's files are read", async () => {
    await lay("pbc_1/rec1/logo_a.svg", "<svg/>");
    await lay(
      "pbc_1/rec1/logo_a.svg.attrs",
      '{"user.cache_control":"","user.content_disposition":"","user.content_encoding":"","user.content_language":"","user.content_type":"image/svg+xml","user.metadata":{"original-filename":"logo.svg"},"md5":"9/B7afas4c3O6vbFcbpOug=="}\n',
    );
    expect(await readText(storage, "pbc_1/rec1/logo_a.svg")).toBe("<svg/>");
    expect(await storage.stat("pbc_1/rec1/logo_a.svg")).toMatchObject({
      size: 6,
      contentType: "image/svg+xml",
      md5: "f7f07b69f6ace1cdceeaf6c571ba4eba",
    });
    expect(await listKeys(storage, "pbc_1/")).toEqual([
      "pbc_1/rec1/logo_a.svg",
    ]);
  });

  test("the etag tells when the file was written, and its size", async () => {
    await write("a/b/c", "12345678901");
    const info = await stat(join(folder, "a/b/c"), { bigint: true });
    const details = await storage.stat("a/b/c");
    expect(details?.etag).toBe(`${info.mtimeNs.toString(16)}-b`);
    expect(details?.modified).toEqual(info.mtime);
  });

  test("no file may have the name of attributes", async () => {
    await write("a/b/c", "x");
    for (const key of ["a/b/c.attrs", "a/b/d.attrs"]) {
      await expect(write(key, "{}")).rejects.toThrow(RangeError);
      await expect(storage.read(key)).rejects.toThrow(RangeError);
      await expect(storage.remove(key)).rejects.toThrow(RangeError);
    }
    expect(await tree()).toEqual(["a/b/c", "a/b/c.attrs"]);
  });

  test("folders go with their last file, attributes too", async () => {
    await write("a/b/c/1", "1");
    await write("a/b/2", "2");
    await storage.remove("a/b/c/1");
    expect(await tree()).toEqual(["a/b/2", "a/b/2.attrs"]);
    await storage.removeAll("a/b/");
    expect(await tree()).toEqual([]);
    expect(await readdir(folder)).toEqual([".tmp"]);
  });

  test("a file without attributes can be removed", async () => {
    await lay("a/b/c", "x");
    await storage.remove("a/b/c");
    expect(await tree()).toEqual([]);
  });
});

describe("attributes that are lost are guessed", () => {
  const png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
  const broken: [string, string | undefined][] = [
    ["none", undefined],
    ["empty ones", ""],
    ["ones that were cut off", '{"user.content_type":"ima'],
    ["no object", "7"],
    ["no content type", '{"md5":"CY9rzUYh03PK3k6DJie09g=="}'],
    ["an empty content type", '{"user.content_type":""}'],
    ["a content type that is no text", '{"user.content_type":5}'],
    [
      "a content type that would add a header",
      '{"user.content_type":"text/html\\r\\nSet-Cookie: a=b"}',
    ],
  ];
  test.each(broken)("%s", async (_, attributes) => {
    await mkdir(join(folder, "a/b"), { recursive: true });
    const path = join(folder, "a/b/picture.txt");
    await writeFile(path, png, "latin1");
    if (attributes !== undefined) await writeFile(`${path}.attrs`, attributes);
    const details = await storage.stat("a/b/picture.txt");
    expect(details).toMatchObject({ contentType: "image/png" });
    expect(details).not.toHaveProperty("md5");
  });

  test.each([
    ["a.css", "text/css; charset=utf-8"],
    ["a.unknown", "application/octet-stream"],
    ["a", "application/octet-stream"],
  ])(
    "by the name, where the contents do not show it: %s",
    async (name, type) => {
      await lay(`a/b/${name}`, "plain");
      expect(await storage.stat(`a/b/${name}`)).toMatchObject({
        contentType: type,
      });
    },
  );
});

describe("a link that leads out of the folder is not followed", () => {
  beforeEach(async () => {
    await write("a/b/c", "inside");
    await mkdir(join(outer, "elsewhere/b"), { recursive: true });
    await writeFile(join(outer, "elsewhere/b/secret"), "outside");
    await symlink(join(outer, "elsewhere/b/secret"), join(folder, "a/b/link"));
    await symlink(join(outer, "elsewhere"), join(folder, "away"));
  });
  const keys = ["a/b/link", "away/b/secret"];

  test.each(keys)("%s is not read", async (key) => {
    expect(await storage.stat(key)).toBeUndefined();
    await expect(storage.read(key)).rejects.toThrow(FileMissing);
  });

  test("nor listed", async () => {
    expect(await listKeys(storage, "")).toEqual(["a/b/c"]);
    expect(await listKeys(storage, "away/")).toEqual([]);
  });

  test("nor is anything there removed", async () => {
    for (const key of keys) await storage.remove(key);
    await storage.removeAll("away/b/");
    await storage.removeAll("away/");
    await storage.removeAll("a/");
    const secret = join(outer, "elsewhere/b/secret");
    expect(await readFile(secret, "utf8")).toBe("outside");
  });

  test("nor is anything written there", async () => {
    await expect(write("away/b/new", "x")).rejects.toThrow(StorageFailed);
    await expect(write("away/new/new", "x")).rejects.toThrow(StorageFailed);
    expect(await readdir(join(outer, "elsewhere"))).toEqual(["b"]);
    expect(await readdir(join(outer, "elsewhere/b"))).toEqual(["secret"]);
  });

  test("what takes its place is a file", async () => {
    await write("a/b/link", "mine");
    expect(await readText(storage, "a/b/link")).toBe("mine");
    const secret = join(outer, "elsewhere/b/secret");
    expect(await readFile(secret, "utf8")).toBe("outside");
  });

  test("attributes are not read through one", async () => {
    await writeFile(
      join(outer, "attributes"),
      '{"user.content_type":"text/html"}',
    );
    await rm(join(folder, "a/b/c.attrs"));
    await symlink(join(outer, "attributes"), join(folder, "a/b/c.attrs"));
    expect(await storage.stat("a/b/c")).toMatchObject({
      contentType: "application/octet-stream",
    });
  });
});

test("links that stay in the folder are followed, and the folder may be one itself", async () => {
  await mkdir(join(outer, "big-disk"));
  await symlink(join(outer, "big-disk"), folder);
  await write("a/b/c", "inside");
  await symlink("c", join(folder, "a/b/link"));
  await symlink("b", join(folder, "a/linked"));
  expect(await readText(storage, "a/b/link")).toBe("inside");
  expect(await readText(storage, "a/linked/c")).toBe("inside");
  expect(await listKeys(storage, "")).toEqual(["a/b/c", "a/b/link"]);
});

describe("writing", () => {
  test("a file on the same disk is not copied", async () => {
    const source = join(outer, "upload");
    await writeFile(source, "contents");
    await storage.write("a/b/c", Bun.file(source), text);
    const [given, kept] = [
      await stat(source),
      await stat(join(folder, "a/b/c")),
    ];
    expect(kept.ino).toBe(given.ino);
  });

  test("a file that shares its bytes with another is replaced without changing that", async () => {
    await write("a/b/c", "first");
    await link(join(folder, "a/b/c"), join(outer, "other"));
    await write("a/b/c", "second");
    expect(await readFile(join(outer, "other"), "utf8")).toBe("first");
  });

  test("what processes that died have left unfinished is cleared away, what is under way is not", async () => {
    await lay(".tmp/old", "abandoned");
    await lay(".tmp/new", "under way");
    // When it was last changed cannot be set, so the clock goes on instead.
    setSystemTime(Date.now() + 25 * 60 * 60 * 1000);
    try {
      await write("a/b/c", "x");
    } finally {
      setSystemTime();
    }
    expect(await readdir(join(folder, ".tmp"))).toEqual([]);
    await lay(".tmp/new", "under way");
    await createLocalStorage(folder).write("a/b/d", new Blob(["x"]), text);
    expect(await readdir(join(folder, ".tmp"))).toEqual(["new"]);
    expect(await listKeys(storage, "")).toEqual(["a/b/c", "a/b/d"]);
  });

  test("what is not finished is not listed", async () => {
    const pieces = new TransformStream<Uint8Array, Uint8Array>();
    const writer = pieces.writable.getWriter();
    const writing = storage.write("a/b/c", pieces.readable, text);
    await writer.write(new Uint8Array(10));
    expect(await listKeys(storage, "")).toEqual([]);
    expect(await storage.stat("a/b/c")).toBeUndefined();
    await writer.close();
    await writing;
    expect(await listKeys(storage, "")).toEqual(["a/b/c"]);
  });

  test("a file keeps its time", async () => {
    await write("a/b/c", "x");
    const old = new Date("2020-01-02T03:04:05Z");
    await utimes(join(folder, "a/b/c"), old, old);
    expect(await storage.stat("a/b/c")).toMatchObject({ modified: old });
  });
});
