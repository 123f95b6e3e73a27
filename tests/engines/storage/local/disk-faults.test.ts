import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalStorage } from "../../../../src/engines/storage/local/local-storage.ts";
import { StorageFailed } from "../../../../src/engines/storage/storage.ts";

let outer: string;
let folder: string;
beforeEach(async () => {
  outer = await mkdtemp(join(tmpdir(), "hutch-storage-"));
  folder = join(outer, "storage");
});
afterEach(() => rm(outer, { recursive: true }));

const text = "text/plain; charset=utf-8";

/** All files, and folders that are empty. */
async function leftovers(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name !== ".tmp").sort();
}

const faults: [string, () => Promise<unknown>, string][] = [
  [
    "the folder cannot be made",
    async () => {
      await writeFile(folder, "a file");
    },
    "a/b/c",
  ],
  [
    "a file is where a folder should be",
    async () => {
      await mkdir(folder);
      await writeFile(join(folder, "a"), "");
    },
    "a/b/c",
  ],
  [
    "a folder is where the file should be",
    () => mkdir(join(folder, "a/b/c"), { recursive: true }),
    "a/b/c",
  ],
  ["a name is too long", () => mkdir(folder), `a/b/${"x".repeat(255)}`],
];

test.each(faults)("%s: nothing is left", async (_, prepare, key) => {
  await prepare();
  const before = await leftovers().catch(() => []);
  const storage = createLocalStorage(folder);
  const writing = storage.write(key, new Blob(["x"]), text);
  await expect(writing).rejects.toThrow(StorageFailed);
  await expect(writing).rejects.toThrow(/ cannot be written: .*\.$/);
  expect(await leftovers().catch(() => [])).toEqual(before);
});

test("a disk that takes no more: the message says why, nothing is left and what was there stays", async () => {
  const script = join(outer, "write.ts");
  const module = Bun.fileURLToPath(
    import.meta
      .resolve("../../../../src/engines/storage/local/local-storage.ts"),
  );
  await writeFile(
    script,
    `import { createLocalStorage } from ${JSON.stringify(module)};
    const storage = createLocalStorage(${JSON.stringify(folder)});
    await storage.write("a/b/small", new Blob(["before"]), "text/plain");
    for (const key of ["a/b/small", "a/b/large", "c/d/large"]) {
      try {
        await storage.write(key, new Blob([new Uint8Array(3_000_000)]), "text/plain");
        console.log("written");
      } catch (error) {
        console.log(error.name, error.message);
      }
    }
    console.log(await (await storage.read("a/b/small")).text());`,
  );
  // The system's limit of a file's size, in units of 1,024 bytes, breaks writing off half-way as a full disk does.
  const child = Bun.spawn(
    [
      "bash",
      "-c",
      `trap '' XFSZ; ulimit -f 1000; "$0" "$1"`,
      process.execPath,
      script,
    ],
    { stdout: "pipe", stderr: "pipe" },
  );
  const lines = (await new Response(child.stdout).text()).trim().split("\n");
  expect(lines).toEqual([
    ...Array.from({ length: 3 }, () =>
      expect.stringMatching(
        /^StorageFailed .*storage\/\.tmp\/.* cannot be written: the file is larger than the system allows\.$/,
      ),
    ),
    "before",
  ]);
  expect(await leftovers()).toEqual([
    "a",
    "a/b",
    "a/b/small",
    "a/b/small.attrs",
  ]);
});
