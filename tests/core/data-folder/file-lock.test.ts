import { chownSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { takeFileLock } from "../../../src/core/data-folder/file-lock.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

test("one has a lock alone, or several share it", async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, "lock");
  const sole = takeFileLock(file, "sole");
  expect(sole).toBeDefined();
  expect(takeFileLock(file, "sole")).toBeUndefined();
  expect(takeFileLock(file, "shared")).toBeUndefined();
  sole!.release();
  const shared = [takeFileLock(file, "shared"), takeFileLock(file, "shared")];
  expect(shared).not.toContain(undefined);
  expect(takeFileLock(file, "sole")).toBeUndefined();
  for (const lock of shared) lock!.release();
  takeFileLock(file, "sole")!.release();
});

test("a lock that an administrator takes can be taken by the folder's owner later", async () => {
  await using folder = await temporaryFolder();
  const self = process.getuid?.() ?? 0;
  // A folder can be given away by root alone.
  const owner = self === 0 ? 65_534 : self;
  chownSync(folder.path, owner, -1);
  const file = join(folder.path, "lock");
  takeFileLock(file, "sole")!.release();
  expect(statSync(file).uid).toBe(owner);
});
