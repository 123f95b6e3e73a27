import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { Refused } from "../../../src/core/errors.ts";
import {
  holdAlone,
  holdForCommand,
  holdForReplacing,
  holdForServing,
} from "../../../src/core/data-folder/hold-folder.ts";
import { openDataFolder } from "../../../src/core/data-folder/open-data-folder.ts";
import { swapFolder } from "../../../src/core/data-folder/swapping/swap-folder.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
});
afterEach(() => folder[Symbol.asyncDispose]());

/** Milliseconds. */
const noPatience = 0;

describe("replacing the databases", () => {
  test("waits for commands that work on them", async () => {
    const command = await holdForCommand(dir);
    const other = await holdForCommand(dir);
    await expect(holdAlone(dir, noPatience)).rejects.toThrow(Refused);
    const alone = holdAlone(dir);
    command.release();
    other.release();
    (await alone).release();
  });

  test("keeps commands waiting, and refuses those that wait too long", async () => {
    const serving = await holdForServing(dir);
    const alone = await holdAlone(dir);
    await expect(holdForCommand(dir, noPatience)).rejects.toThrow(
      "is being restored",
    );
    const command = holdForCommand(dir);
    alone.release();
    (await command).release();
    serving.release();
  });

  test("without a server excludes servers and commands", async () => {
    const replacing = await holdForReplacing(dir);
    await expect(holdForServing(dir)).rejects.toThrow(Refused);
    await expect(holdForCommand(dir, noPatience)).rejects.toThrow(Refused);
    await expect(holdForReplacing(dir)).rejects.toThrow(Refused);
    replacing.release();
    (await holdForServing(dir)).release();
  });
});

describe("a swap that nobody has finished", () => {
  const isThere = (name: string) => Bun.file(join(dir, name)).exists();

  beforeEach(async () => {
    await (await openDataFolder(dir, { serve: false })).close();
    await Bun.write(join(dir, "mine.txt"), "old");
    await Bun.write(join(dir, ".hutch_restore/new/data.db"), "no database");
    await swapFolder(dir);
    expect(await isThere("mine.txt")).toBe(false);
  });

  test.each([true, false])(
    "is undone by whoever opens the folder next (a server: %p)",
    async (serve) => {
      await (await openDataFolder(dir, { serve })).close();
      expect(await isThere("mine.txt")).toBe(true);
      expect(await isThere(".hutch_restore/swap.json")).toBe(false);
    },
  );

  test("is left to the server that is at it: a command waits for it", async () => {
    const { takeServingLock } =
      await import("../../../src/core/data-folder/serving-lock.ts");
    const serving = takeServingLock(dir);
    await expect(holdForCommand(dir, noPatience)).rejects.toThrow(
      "is being restored",
    );
    expect(await isThere("mine.txt")).toBe(false);
    const command = holdForCommand(dir);
    serving.release();
    (await command).release();
    expect(await isThere("mine.txt")).toBe(true);
  });

  test("is not guessed at when its marker makes no sense", async () => {
    await Bun.write(join(dir, ".hutch_restore/swap.json"), "{}");
    await expect(openDataFolder(dir, { serve: true })).rejects.toThrow(Refused);
    expect(await isThere(".hutch_restore/old/mine.txt")).toBe(true);
  });
});

test("what a restore has left that never began is put away by the next server", async () => {
  await Bun.write(join(dir, ".hutch_restore/new/data.db"), "half");
  (await holdForServing(dir)).release();
  expect(await Bun.file(join(dir, ".hutch_restore/new/data.db")).exists()).toBe(
    false,
  );
});
