import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, rm, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type S3Server, startS3Server } from "../../support/s3-server.ts";
import { makeSound, type Patient, type Sound } from "./patient.ts";

let sound: Sound;
/** Where the sound folder's one document has its files. */
let place: string;
beforeAll(async () => {
  sound = await makeSound();
  place = `${sound.docsId}/${sound.docId}`;
});
afterAll(() => sound.remove());

async function put({ dir }: Patient, key: string): Promise<void> {
  const path = join(dir, "storage", key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "x");
}

describe("files in the data folder", () => {
  const nobodys: [string, () => string][] = [
    ["of no field", () => `${place}/c.txt`],
    ["of no record", () => `${sound.docsId}/gone/a.txt`],
    ["of no collection", () => "pbc_1234567890/gone/a.txt"],
    ["of a view", () => "titles/x/a.txt"],
    ["at no place for files", () => "a.txt"],
  ];
  test.each(nobodys)("one %s is an orphan", async (_, key) => {
    await using patient = await sound.copy();
    await put(patient, key());
    const found = await patient.find("orphan-files");
    expect(found).toMatchObject({ severity: "warning", count: 1 });
    expect(found?.items).toEqual([key()]);
    expect(await patient.codes()).toEqual(["orphan-files"]);
  });

  test("the names of a record are compared by case, and in full", async () => {
    await using patient = await sound.copy();
    await put(patient, `${place}/A.txt`);
    await put(patient, `${place}/a.txt.bak`);
    expect((await patient.find("orphan-files"))?.count).toBe(2);
  });

  test("what is noted of a file is none by itself", async () => {
    await using patient = await sound.copy();
    await put(patient, `${place}/c.txt.attrs`);
    expect(await patient.codes()).toEqual([]);
  });

  test("thumbs stay as long as their file", async () => {
    await using patient = await sound.copy();
    await put(patient, `${place}/thumbs_gone.png/10x10_gone.png`);
    const found = await patient.find("orphan-thumbs");
    expect(found?.items).toEqual([`${place}/thumbs_gone.png/10x10_gone.png`]);
    expect(await patient.codes()).toEqual(["orphan-thumbs"]);
  });

  test("one that a record names and that is not there is missing", async () => {
    await using patient = await sound.copy();
    await unlink(join(patient.dir, "storage", place, "b.txt"));
    const found = await patient.find("missing-files");
    expect(found).toMatchObject({
      severity: "problem",
      items: [`${place}/b.txt`],
    });
    await rm(join(patient.dir, "storage"), { recursive: true });
    expect((await patient.find("missing-files"))?.count).toBe(3);
  });

  test("what a record names can be no file", async () => {
    await using patient = await sound.copy();
    patient.run(`update docs set picture = '../../../data.db'`);
    const found = await patient.find("missing-files");
    expect(found?.items).toEqual([`${place}/../../../data.db`]);
  });

  test("those whose fate is open are left to the server", async () => {
    await using patient = await sound.copy();
    await put(patient, `${place}/c.txt`);
    await put(patient, `${sound.docsId}/gone/a.txt`);
    patient.run(
      `insert into _fileNotes (id, keys) values ('1', '["${place}/c.txt","${sound.docsId}/gone/"]')`,
      "auxiliary.db",
    );
    expect(await patient.codes()).toEqual(["open-notes"]);
  });

  test("many are counted, and some shown", async () => {
    await using patient = await sound.copy();
    await mkdir(join(patient.dir, "storage", "gone", "gone"), {
      recursive: true,
    });
    for (let at = 0; at < 1_100; at++) {
      await put(patient, `gone/gone/${at}.txt`);
    }
    const found = await patient.find("orphan-files");
    expect(found?.count).toBe(1_100);
    expect(found?.items).toHaveLength(1_000);
    expect(found?.message).toStartWith("1100 files");
  });
});

describe("files in a bucket", () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startS3Server();
  });
  afterAll(() => s3.stop());

  async function patientWithBucket(port?: number): Promise<Patient> {
    const patient = await sound.copy();
    const endpoint =
      port === undefined ? s3.settings.endpoint : `http://127.0.0.1:${port}`;
    const settings = JSON.stringify({
      ...s3.settings,
      endpoint,
      enabled: true,
    });
    patient.run(
      `update _params set value = json_set(value, '$.s3', json('${settings}')) where id = 'settings'`,
    );
    await rm(join(patient.dir, "storage"), { recursive: true });
    return patient;
  }

  test("are compared, and what is not of the collections is left alone", async () => {
    await s3.addFiles([
      `${place}/a.txt`,
      `${place}/picture.png`,
      `${place}/thumbs_picture.png/10x10_picture.png`,
      `${place}/orphan.txt`,
      "another-app/x/file.txt",
      "@auto_pb_backup_acme_20260101000000.zip",
    ]);
    await using patient = await patientWithBucket();
    expect((await patient.find("missing-files"))?.items).toEqual([
      `${place}/b.txt`,
    ]);
    expect((await patient.find("orphan-files"))?.items).toEqual([
      `${place}/orphan.txt`,
    ]);
    expect(await patient.codes()).toEqual(["missing-files", "orphan-files"]);
    expect(s3.requests.every((request) => request.startsWith("GET"))).toBe(
      true,
    );
  });

  test("are not served from the folder", async () => {
    await using patient = await patientWithBucket();
    await put(patient, `${place}/a.txt`);
    expect(await patient.codes()).toContain("unmoved-files");
  });

  test("cannot be compared while the server is away", async () => {
    // A port that was free a moment ago.
    const listener = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: { data() {} },
    });
    listener.stop(true);
    await using patient = await patientWithBucket(listener.port);
    const found = await patient.find("storage-unreachable");
    expect(found?.severity).toBe("problem");
    expect(JSON.stringify(found)).not.toContain(s3.settings.secret);
    expect(await patient.codes()).toEqual(["storage-unreachable"]);
  });
});
