import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  createFileStorage,
  lookedBackFor,
} from "../../../src/core/files/file-storage.ts";
import { type S3Server, startS3Server } from "../../support/s3-server.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let server: S3Server;
let temp: TempApp;
beforeAll(async () => {
  [server, temp] = await Promise.all([startS3Server(), openTempApp()]);
});
afterAll(async () => {
  await temp.close();
  await server.stop();
});

test("files are kept where the settings say at the moment", async () => {
  const { storage, settings } = temp.app;
  const write = (key: string) =>
    storage.current.write(key, new Blob(["x"]), "text/plain");
  const isThere = async (key: string) =>
    (await storage.current.stat(key)) !== undefined;
  const local = join(temp.dir, "pb_data/storage");

  await write("a/b/local");
  expect(existsSync(join(local, "a/b/local"))).toBe(true);

  const { enabled: _, ...unused } = server.settings;
  await settings.update({ s3: unused });
  expect(await isThere("a/b/local")).toBe(true);

  await settings.update({ s3: { enabled: true } });
  expect(await isThere("a/b/local")).toBe(false);
  await write("a/b/remote");
  expect(existsSync(join(local, "a/b/remote"))).toBe(false);
  expect(server.requests).toContain("PUT /files/a/b/remote");

  await settings.update({ s3: { enabled: false } });
  expect(await isThere("a/b/local")).toBe(true);
  expect(await isThere("a/b/remote")).toBe(false);
});

test("the storage stays the same while its settings do, and changes with them", async () => {
  const { storage, settings } = temp.app;
  await settings.update({ s3: server.settings });
  const first = storage.current;
  await settings.update({ meta: { appName: "Other" } });
  expect(storage.current).toBe(first);
  await settings.update({ s3: { secret: "wrong" } });
  await expect(storage.current.stat("a/b/remote")).rejects.toThrow("secret");
});

test("the places before are known for a while, the latest first", async () => {
  const { settings, log } = temp.app;
  await settings.update({ s3: { ...server.settings, enabled: false } });
  let now = 0;
  const dir = join(temp.dir, "pb_data");
  const storage = createFileStorage({ dir, settings, log, now: () => now });
  const local = storage.current;
  expect(storage.previous).toEqual([]);

  // Of a bucket that is not in use, it does not matter which it is.
  await settings.update({ s3: { bucket: "other" } });
  expect(storage.previous).toEqual([]);

  await settings.update({ s3: { enabled: true } });
  expect(storage.previous).toEqual([local]);
  now = lookedBackFor / 2;
  await settings.update({ s3: { bucket: "files" }, meta: { appName: "New" } });
  expect(storage.previous).toEqual([expect.anything(), local]);
  now = lookedBackFor;
  expect(storage.previous).toHaveLength(1);
  expect(storage.previous).not.toContain(local);

  await settings.update({ s3: { enabled: false } });
  expect(storage.current).toBe(local);
  expect(storage.previous).toHaveLength(2);
  now *= 2;
  expect(storage.previous).toEqual([]);
});
