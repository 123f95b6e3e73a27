import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { takeBackupLock } from "../../../src/core/data-folder/backup-lock.ts";
import { readZip, zipOf } from "../../support/zip-files.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;
let dir: string;
beforeEach(async () => {
  api = await openTestApp();
  dir = join(api.dir, "pb_data");
});
afterEach(() => api.close());

const create = (name?: string) =>
  api.sudo("POST /api/backups", { json: name === undefined ? {} : { name } });

async function listKeys(): Promise<string[]> {
  const answer = await api.sudo("GET /api/backups");
  const entries = (await answer.json()) as { key: string }[];
  return entries.map(({ key }) => key);
}

async function fileToken(token = api.token): Promise<string> {
  const answer = await api.send("POST /api/files/token", { token });
  return ((await answer.json()) as { token: string }).token;
}

function formWith(name: string, contents: Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.set("file", new Blob([contents]), name);
  return form;
}

async function userToken(): Promise<string> {
  const users = api.app.collections.find("users")!;
  const account = { email: "a@example.com", password: "1234567890" };
  await api.sudo("POST /api/collections/users/records", {
    json: { ...account, passwordConfirm: account.password },
  });
  const user = await api.app.records.findBy(users, "email", account.email);
  return api.app.auth.issueToken(user!);
}

describe("for superusers alone", () => {
  test.each([
    "GET /api/backups",
    "POST /api/backups",
    "POST /api/backups/upload",
    "DELETE /api/backups/one.zip",
    "POST /api/backups/one.zip/restore",
  ])("is %s", async (line) => {
    await create("one.zip");
    expect((await api.send(line)).status).toBe(401);
    const token = await userToken();
    expect((await api.send(line, { token })).status).toBe(403);
    expect(await listKeys()).toEqual(["one.zip"]);
  });
});

describe("creating", () => {
  test("under a name", async () => {
    const answer = await create("my_backup-1.zip");
    expect(answer.status).toBe(204);
    const listed: unknown = await (await api.sudo("GET /api/backups")).json();
    expect(listed).toEqual([
      {
        key: "my_backup-1.zip",
        modified: expect.stringMatching(
          /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/,
        ),
        size: expect.any(Number),
      },
    ]);
  });

  test("under a name of its own, made of the application's", async () => {
    await api.sudo("PATCH /api/settings", {
      json: { meta: { appName: "My Fancy-App! 2" } },
    });
    expect((await create()).status).toBe(204);
    expect((await create("")).status).toBe(204);
    const keys = await listKeys();
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key).toMatch(/^pb_backup_my_fancy_app_2_\d{14}(_\w{5})?\.zip$/);
    }
  });

  test.each([
    ["Capital.zip", "validation_match_invalid"],
    ["no-extension", "validation_match_invalid"],
    ["../up.zip", "validation_match_invalid"],
    ["a/b.zip", "validation_match_invalid"],
    ["@auto_pb_backup_x.zip", "validation_match_invalid"],
    ["x.zip\n", "validation_match_invalid"],
    [`${"x".repeat(150)}.zip`, "validation_length_out_of_range"],
    ["taken.zip", "validation_backup_name_exists"],
  ])("refuses the name %j", async (name, code) => {
    await create("taken.zip");
    const answer = await create(name);
    const { data } = await readError(answer);
    expect(answer.status).toBe(400);
    expect(data).toEqual({ name: expect.objectContaining({ code }) });
    expect(await listKeys()).toEqual(["taken.zip"]);
  });

  test("refuses a name that is no text", async () => {
    const answer = await api.sudo("POST /api/backups", { json: { name: [] } });
    expect(answer.status).toBe(400);
    expect(await listKeys()).toEqual([]);
  });

  test("goes on with one at a time, and health says so", async () => {
    const canBackup = async () => {
      const answer = await api.sudo("GET /api/health");
      const { data } = (await answer.json()) as {
        data: { canBackup: boolean };
      };
      return data.canBackup;
    };
    let refused: Response | undefined;
    let healthy: boolean | undefined;
    let restoring: Response | undefined;
    let deleting: Response | undefined;
    await create("done.zip");
    api.app.hooks.onBackupCreate.add(async (_, next) => {
      refused = await create("other.zip");
      healthy = await canBackup();
      restoring = await api.sudo("POST /api/backups/done.zip/restore");
      deleting = await api.sudo("DELETE /api/backups/first.zip");
      await next();
    });
    expect(await canBackup()).toBe(true);
    expect((await create("first.zip")).status).toBe(204);
    expect(refused?.status).toBe(400);
    expect((await readError(refused!)).message).toStartWith("Try again later");
    expect(healthy).toBe(false);
    expect(restoring?.status).toBe(400);
    expect((await readError(deleting!)).message).toBe(
      "The backup is currently being used and cannot be deleted.",
    );
    expect(await canBackup()).toBe(true);
    expect(await listKeys()).toEqual(["done.zip", "first.zip"]);
  });

  test("waits for no other process, and says so", async () => {
    const lock = takeBackupLock(dir)!;
    expect((await create("late.zip")).status).toBe(400);
    lock.release();
    expect((await create("late.zip")).status).toBe(204);
  });
});

describe("uploading", () => {
  const upload = (body: FormData) =>
    api.sudo("POST /api/backups/upload", { body });

  test("takes an archive under the name that it comes with", async () => {
    const archive = await zipOf({ "data.db": "whatever" });
    for (const name of ["@auto_pb_backup_x_1.zip", "My Backup (1).zip", "x"]) {
      expect((await upload(formWith(name, archive))).status).toBe(204);
    }
    expect(await listKeys()).toEqual([
      "@auto_pb_backup_x_1.zip",
      "My Backup (1).zip",
      "x",
    ]);
    const { read } = await api.app.backups.open("x");
    const stored = await new Response(await read()).bytes();
    expect(stored).toEqual(archive);
    const left = await readdir(join(dir, ".pb_temp_to_delete", "uploads"));
    expect(left).toEqual([]);
  });

  test("takes an archive without anything in it, as PocketBase does", async () => {
    const answer = await upload(formWith("test", await zipOf({})));
    expect(answer.status).toBe(204);
  });

  test.each([
    ["no archive", "a.zip", "hello", "validation_invalid_mime_type"],
    ["an empty file", "a.zip", "", "validation_invalid_mime_type"],
    [
      "a name that is taken",
      "taken.zip",
      undefined,
      "validation_backup_name_exists",
    ],
    ["a name of none", ".hidden", undefined, "validation_backup_name_exists"],
    [
      "attributes of another",
      "a.attrs",
      undefined,
      "validation_backup_name_exists",
    ],
    ["a backslash", "..\\up.zip", undefined, "validation_backup_name_exists"],
    ["a name that is too long", `${"x".repeat(300)}.zip`, undefined, undefined],
  ])("refuses %s", async (_, name, text, code) => {
    await create("taken.zip");
    const archive =
      text === undefined
        ? await zipOf({ "data.db": "" })
        : new Uint8Array(Buffer.from(text));
    const answer = await upload(formWith(name, archive));
    const { data } = await readError(answer);
    expect(answer.status).toBe(400);
    if (code !== undefined) {
      expect(data).toEqual({ file: expect.objectContaining({ code }) });
    }
    expect(await listKeys()).toEqual(["taken.zip"]);
  });

  test("leads nowhere but into the place of backups", async () => {
    const archive = await zipOf({ "data.db": "" });
    const answer = await upload(formWith("../../../up.zip", archive));
    expect(answer.status).toBe(204);
    expect(await listKeys()).toEqual(["up.zip"]);
  });

  test("demands a file", async () => {
    const form = new FormData();
    form.set("other", new Blob([await zipOf({})]), "x.zip");
    for (const body of [form, new FormData()]) {
      const { data } = await readError(await upload(body));
      expect(data).toEqual({
        file: expect.objectContaining({ code: "validation_required" }),
      });
    }
    expect(await listKeys()).toEqual([]);
  });

  test("is not held to the size of other bodies", async () => {
    const noise = crypto.getRandomValues(new Uint8Array(65_536));
    const archive = Buffer.concat([
      await zipOf({ x: "x" }),
      ...Array.from({ length: 600 }, () => noise),
    ]);
    expect(archive.length).toBeGreaterThan(33 * 1024 * 1024);
    const body = formWith("large.zip", new Uint8Array(archive));
    expect((await upload(body)).status).toBe(204);
  });
});

describe("downloading", () => {
  test("gives the archive, or parts of it, to whoever has a superuser's file token", async () => {
    await create("one.zip");
    const token = await fileToken();
    const path = `GET /api/backups/one.zip?token=${token}`;
    const answer = await api.send(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    expect(answer.headers.get("content-disposition")).toBe(
      "attachment; filename=one.zip",
    );
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const archive = await answer.bytes();
    expect((await readZip(archive)).has("data.db")).toBe(true);
    const part = await api.send(path, { headers: { Range: "bytes=10-19" } });
    expect(part.status).toBe(206);
    expect(await part.bytes()).toEqual(archive.slice(10, 20));
    const beyond = await api.send(path, {
      headers: { Range: "bytes=99999999-" },
    });
    expect(beyond.status).toBe(416);
  });

  test("gives it to nobody else", async () => {
    await create("one.zip");
    const user = await userToken();
    for (const token of ["", "x", api.token, user, await fileToken(user)]) {
      const line = `GET /api/backups/one.zip?token=${token}`;
      expect((await api.send(line)).status).toBe(403);
      expect((await api.sudo(line)).status).toBe(403);
    }
    expect((await api.sudo("GET /api/backups/one.zip")).status).toBe(403);
  });

  test("gives it only where superusers may come from", async () => {
    await create("one.zip");
    const line = `GET /api/backups/one.zip?token=${await fileToken()}`;
    await api.app.settings.update({ superuserIPs: ["192.0.2.1"] });
    expect((await api.send(line)).status).toBe(403);
  });

  test.each([
    "missing.zip",
    "..%2Fdata.db",
    "..%2F..%2Fetc%2Fpasswd",
    "%2E%2E",
    "one.zip.attrs",
    ".tmp%2Fx",
    "one.zip%00",
    "..%5Cdata.db",
  ])("knows no %s", async (key) => {
    await create("one.zip");
    const line = `GET /api/backups/${key}?token=${await fileToken()}`;
    expect((await api.send(line)).status).toBe(404);
  });
});

describe("deleting", () => {
  test("removes a backup, and what was noted of it", async () => {
    await create("one.zip");
    expect((await api.sudo("DELETE /api/backups/one.zip")).status).toBe(204);
    expect(await listKeys()).toEqual([]);
    expect(await readdir(join(dir, "backups")).catch(() => [])).toEqual(
      expect.not.arrayContaining(["one.zip", "one.zip.attrs"]),
    );
  });

  test.each([
    "missing.zip",
    "..%2Fdata.db",
    "%2E%2E%2Fdata.db",
    "one.zip.attrs",
  ])("refuses %s", async (key) => {
    await create("one.zip");
    const answer = await api.sudo(`DELETE /api/backups/${key}`);
    expect(answer.status).toBe(400);
    expect(await listKeys()).toEqual(["one.zip"]);
    expect(await Bun.file(join(dir, "data.db")).exists()).toBe(true);
  });

  test("knows names with any characters", async () => {
    const archive = await zipOf({});
    await api.sudo("POST /api/backups/upload", {
      body: formWith("@a b.zip", archive),
    });
    const answer = await api.sudo("DELETE /api/backups/%40a%20b.zip");
    expect(answer.status).toBe(204);
  });
});

test("restoring refuses what is not there", async () => {
  const answer = await api.sudo("POST /api/backups/missing.zip/restore");
  expect(await readError(answer)).toMatchObject({
    status: 400,
    message: "Missing or invalid backup file.",
  });
});
