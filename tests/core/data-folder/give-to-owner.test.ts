import { chownSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { giveToOwner } from "../../../src/core/data-folder/give-to-owner.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

/** Whoever the tests run as; a folder can be given away by root alone. */
const self = process.getuid?.() ?? 0;
const other = self === 0 ? 65_534 : self;

test("what is made in a folder belongs to whom the folder belongs", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  await mkdir(dir);
  chownSync(dir, other, -1);
  const file = join(dir, "made");
  writeFileSync(file, "");
  giveToOwner(file);
  expect(statSync(file).uid).toBe(other);
});

test("a link in its place gives nothing away that lies elsewhere", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  await mkdir(dir);
  chownSync(dir, other, -1);
  const secret = join(folder.path, "secret");
  writeFileSync(secret, "");
  const link = join(dir, "made");
  symlinkSync(secret, link);
  giveToOwner(link);
  expect(statSync(secret).uid).toBe(self);
});
