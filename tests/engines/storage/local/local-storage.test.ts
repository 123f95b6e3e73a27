import { afterAll, beforeAll, describe } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalStorage } from "../../../../src/engines/storage/local/local-storage.ts";
import { describeStorage } from "../storage-behaviour.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hutch-storage-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the local storage", () => {
  describeStorage(() => createLocalStorage(join(folder, "storage")));
});
