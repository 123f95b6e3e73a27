import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { removeDiscarded } from "../../../src/core/data-folder/swapping/discard.ts";
import {
  type Disk,
  localDisk,
} from "../../../src/core/data-folder/swapping/disk.ts";
import {
  acceptSwap,
  isSwapOpen,
  swapFolder,
  undoSwap,
} from "../../../src/core/data-folder/swapping/swap-folder.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  await write({
    "data.db": "old",
    "data.db-wal": "old log",
    "storage/a/b.txt": "old file",
    "only-old.txt": "old",
    "backups/one.zip": "kept",
    ".autocert_cache/key": "kept",
    "hutch.lock": "",
    ".hutch_restore/new/data.db": "new",
    ".hutch_restore/new/storage/a/c.txt": "new file",
    ".hutch_restore/new/only-new.txt": "new",
  });
});
afterEach(() => folder[Symbol.asyncDispose]());

const kept = {
  "backups/one.zip": "kept",
  ".autocert_cache/key": "kept",
  "hutch.lock": "",
};
const old = {
  ...kept,
  "data.db": "old",
  "data.db-wal": "old log",
  "storage/a/b.txt": "old file",
  "only-old.txt": "old",
};
const restored = {
  ...kept,
  "data.db": "new",
  "storage/a/c.txt": "new file",
  "only-new.txt": "new",
};

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await Bun.write(join(dir, name), text);
  }
}

/** What the folder holds, but for what is on its way out. */
async function contents(): Promise<Record<string, string>> {
  await removeDiscarded(dir);
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(dir.length + 1), await Bun.file(path).text()];
      }),
    ),
  );
}

/** A disk that is cut off from its power before one of its steps, and stays so. */
function failingDisk(failAt: number): Disk & { readonly steps: number } {
  let steps = 0;
  const step =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (steps === failAt) throw new Error("there is no power");
      steps++;
      return work(...args);
    };
  return {
    list: localDisk.list,
    deviceOf: localDisk.deviceOf,
    read: localDisk.read,
    makeFolder: step(localDisk.makeFolder),
    move: step(localDisk.move),
    write: step(localDisk.write),
    settle: step(localDisk.settle),
    remove: step(localDisk.remove),
    get steps() {
      return steps;
    },
  };
}

test("a swap puts the new in the place of the old, and leaves alone what is no part of the data", async () => {
  await swapFolder(dir);
  expect(await isSwapOpen(dir)).toBe(true);
  await acceptSwap(dir);
  expect(await isSwapOpen(dir)).toBe(false);
  expect(await contents()).toEqual(restored);
});

test("what was told to stay stays, and comes back from nowhere", async () => {
  await swapFolder(dir, ["only-old.txt"]);
  expect(await Bun.file(join(dir, "only-old.txt")).text()).toBe("old");
  await undoSwap(dir);
  expect(await contents()).toEqual(old);
});

test("an undone swap leaves nothing of the new, what was made of it included", async () => {
  await swapFolder(dir);
  await write({ "data.db-wal": "new log", "data.db-shm": "index" });
  await undoSwap(dir);
  expect(await contents()).toEqual(old);
  await undoSwap(dir);
  expect(await contents()).toEqual(old);
});

test("of a link, the link is swapped: what it leads to is not touched", async () => {
  const elsewhere = join(folder.path, "elsewhere");
  await Bun.write(join(elsewhere, "x.txt"), "theirs");
  await symlink(elsewhere, join(dir, "linked"));
  await swapFolder(dir);
  await acceptSwap(dir);
  expect(await contents()).toEqual(restored);
  expect(await Bun.file(join(elsewhere, "x.txt")).text()).toBe("theirs");
});

describe("cut off at any step,", () => {
  test("a swap is undone to the old data, however often that is cut off, too", async () => {
    const complete = failingDisk(Infinity);
    await swapFolder(dir, [], complete);
    await undoSwap(dir);
    for (let failAt = 0; failAt < complete.steps; failAt++) {
      await stageAgain();
      const swap = swapFolder(dir, [], failingDisk(failAt));
      await expect(swap).rejects.toThrow("no power");
      for (let undoFailAt = 0; ; undoFailAt++) {
        const undoDisk = failingDisk(undoFailAt);
        const isUndone = await undoSwap(dir, undoDisk).then(
          () => true,
          () => false,
        );
        if (isUndone) break;
      }
      const left = await contents();
      const staged = Object.keys(left).filter((name) =>
        name.startsWith(".hutch_"),
      );
      for (const name of staged) delete left[name];
      expect(left).toEqual(old);
      expect(await isSwapOpen(dir)).toBe(false);
    }
    expect(complete.steps).toBeGreaterThan(10);
  });

  test("an accepted swap has the new data or can be undone", async () => {
    const complete = failingDisk(Infinity);
    await swapFolder(dir);
    await acceptSwap(dir, complete);
    for (let failAt = 0; failAt < complete.steps; failAt++) {
      await localDisk.remove(dir);
      await write(old);
      await stageAgain();
      await swapFolder(dir);
      const accepted = acceptSwap(dir, failingDisk(failAt));
      await expect(accepted).rejects.toThrow("no power");
      const isOpen = await isSwapOpen(dir);
      await undoSwap(dir);
      expect(await contents()).toEqual(isOpen ? old : restored);
    }
  });

  async function stageAgain(): Promise<void> {
    await localDisk.remove(join(dir, ".hutch_restore"));
    await write({
      ".hutch_restore/new/data.db": "new",
      ".hutch_restore/new/storage/a/c.txt": "new file",
      ".hutch_restore/new/only-new.txt": "new",
    });
  }
});

test("an entry on a disk of its own is refused before anything is moved", async () => {
  const disk: Disk = {
    ...localDisk,
    deviceOf: async (path) =>
      path.endsWith("storage") ? 4711 : localDisk.deviceOf(path),
  };
  await expect(swapFolder(dir, [], disk)).rejects.toThrow("a disk of its own");
  expect(await isSwapOpen(dir)).toBe(false);
  expect(await contents()).toMatchObject(old);
});

test("nothing that has come meanwhile is overwritten by the old data", async () => {
  const failAt = 4;
  await swapFolder(dir, [], failingDisk(failAt)).catch(() => undefined);
  const [moved] = await readdir(join(dir, ".hutch_restore/old"));
  await mkdir(join(dir, moved!));
  await expect(undoSwap(dir)).rejects.toThrow("in the way");
  await localDisk.remove(join(dir, moved!));
  await undoSwap(dir);
  expect(await contents()).toMatchObject(old);
});
