import { afterEach, beforeEach, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { NotFound } from "../../../src/core/errors.ts";
import { type S3Server, startS3Server } from "../../support/s3-server.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";
import { readZip, zipOf } from "../../support/zip-files.ts";
import { addDoc, bytesOf, defineDocs, openBackup } from "./backup-app.ts";

let server: S3Server;
let temp: TempApp;
beforeEach(async () => {
  [server, temp] = await Promise.all([startS3Server(), openTempApp()]);
  await temp.app.settings.update({ backups: { s3: server.settings } });
});
afterEach(async () => {
  await temp.close();
  await server.stop();
});

const keys = async () => {
  const entries = await temp.app.backups.list();
  return entries.map(({ key }) => key);
};

test("backups are made, listed, read and removed in the bucket alone", async () => {
  const { app, dir } = temp;
  await defineDocs(app);
  await addDoc(app, "hello");
  await app.backups.create("one.zip");
  expect(await keys()).toEqual(["one.zip"]);
  expect(await readdir(join(dir, "pb_data"))).not.toContain("backups");
  await using backup = await openBackup(await bytesOf(app, "one.zip"));
  expect(backup.app.collections.find("docs")).toBeDefined();
  const { read } = await app.backups.open("one.zip");
  const part = await read({ start: 0, end: 2 });
  expect(await new Response(part).text()).toBe("PK");
  await app.backups.remove("one.zip");
  expect(await keys()).toEqual([]);
  await expect(app.backups.open("one.zip")).rejects.toBeInstanceOf(NotFound);
});

test("a large one is sent in parts, as it is packed", async () => {
  const { app, dir } = temp;
  const noise = crypto.getRandomValues(new Uint8Array(65_536));
  const large = Buffer.concat(Array.from({ length: 300 }, () => noise));
  await Bun.write(join(dir, "pb_data", "mine", "large.jpg"), large);
  await app.backups.create("large.zip");
  const parts = server.requests.filter((line) => line.includes("partNumber"));
  expect(parts.length).toBeGreaterThan(2);
  const files = await readZip(await bytesOf(app, "large.zip"));
  expect(files.get("mine/large.jpg")?.equals(large)).toBe(true);
});

test("one that was made elsewhere is uploaded to the bucket", async () => {
  const path = join(temp.dir, "other.zip");
  await Bun.write(path, await zipOf({ "data.db": "x" }));
  await temp.app.backups.upload("other.zip", path);
  expect(await keys()).toEqual(["other.zip"]);
});

test("files of records that are in a bucket are not packed, as in PocketBase", async () => {
  const { app } = temp;
  await app.settings.update({ s3: server.settings });
  await defineDocs(app);
  await addDoc(app);
  await app.backups.create("one.zip");
  const files = await readZip(await bytesOf(app, "one.zip"));
  expect([...files.keys()]).toEqual(["data.db", "auxiliary.db"]);
});

test("a server that fails midway leaves no backup and no parts", async () => {
  const { app, dir } = temp;
  const noise = crypto.getRandomValues(new Uint8Array(65_536));
  const large = Buffer.concat(Array.from({ length: 400 }, () => noise));
  await Bun.write(join(dir, "pb_data", "mine", "large.jpg"), large);
  server.misbehave((request) =>
    request.includes("partNumber=2")
      ? { status: 403, code: "AccessDenied", message: "No more" }
      : undefined,
  );
  await expect(app.backups.create("one.zip")).rejects.toThrow("No more");
  expect(app.backups.isBusy).toBe(false);
  server.misbehave();
  expect(await keys()).toEqual([]);
  expect(await server.openUploads()).toBe(0);
  const work = join(dir, "pb_data", ".pb_temp_to_delete", "backups");
  expect(await readdir(work)).toEqual([]);
});

test("a server that is away is said to be", async () => {
  const { app } = temp;
  await app.settings.update({
    backups: { s3: { endpoint: "http://127.0.0.1:1" } },
  });
  for (const attempt of [
    () => app.backups.list(),
    () => app.backups.create("one.zip"),
    () => app.backups.create(""),
    () => app.backups.open("one.zip"),
    () => app.backups.remove("one.zip"),
  ]) {
    await expect(attempt()).rejects.toThrow("Raw error");
  }
});
