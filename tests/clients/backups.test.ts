import { afterAll, beforeAll, expect, test } from "bun:test";
import { readZip, zipOf } from "../support/zip-files.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serveNewFolder();
});
afterAll(() => serving[Symbol.asyncDispose]());

test("backups are made, listed, downloaded, uploaded and deleted", async () => {
  const { backups, files, health } = serving.superuser;
  expect((await health.check()).data).toMatchObject({ canBackup: true });
  expect(await backups.create("made.zip")).toBe(true);
  const archive = await zipOf({ "data.db": "x" });
  const file = new File([archive], "uploaded.zip");
  expect(await backups.upload({ file })).toBe(true);
  const listed = await backups.getFullList();
  expect(listed).toEqual([
    {
      key: "made.zip",
      size: expect.any(Number),
      modified: expect.any(String),
    },
    {
      key: "uploaded.zip",
      size: archive.length,
      modified: expect.any(String),
    },
  ]);
  const token = await files.getToken();
  const download = await fetch(backups.getDownloadURL(token, "made.zip"));
  const bytes = await download.bytes();
  expect(bytes.length).toBe(listed[0]!.size);
  expect([...(await readZip(bytes)).keys()]).toEqual([
    "data.db",
    "auxiliary.db",
  ]);
  expect(await backups.delete("uploaded.zip")).toBe(true);
  const left: unknown = await backups.getFullList({ fields: "key" });
  expect(left).toEqual([{ key: "made.zip" }]);
});

test("a wrong name and a missing backup are told apart", async () => {
  const { backups } = serving.superuser;
  await expect(backups.create("Wrong")).rejects.toMatchObject({
    status: 400,
    response: { data: { name: { code: "validation_match_invalid" } } },
  });
  await expect(backups.delete("missing.zip")).rejects.toMatchObject({
    status: 400,
  });
  await expect(backups.restore("missing.zip")).rejects.toMatchObject({
    status: 400,
  });
  await expect(serving.guest().backups.getFullList()).rejects.toMatchObject({
    status: 401,
  });
});
