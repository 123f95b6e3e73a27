import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { buildIfStale } from "../../src/packaging/build.ts";
import { type Serving, serveNewFolder } from "../clients/serving.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { readZip } from "../support/zip-files.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { watchOutput } from "../watch-output.ts";

const noise = crypto.getRandomValues(new Uint8Array(65_536));
/** What takes a while to be packed. */
const large = Buffer.concat(Array.from({ length: 500 }, () => noise));

const backup = (dir: string, ...args: string[]) =>
  runHutch(["backup", ...args, "--dir", dir]);

/** Makes a data folder. */
async function makeData(dir: string): Promise<void> {
  const account = ["you@example.com", "a-good-password"];
  await runHutch(["superuser", "create", ...account, "--dir", dir]);
}

async function readBackup(dir: string, name: string) {
  return readZip(await Bun.file(join(dir, "backups", name)).bytes());
}

/** Starts to make a backup. */
async function beginBackup(dir: string, name: string) {
  const child = Bun.spawn(
    [await buildIfStale(), "backup", "create", name, "--dir", dir],
    { stdin: "ignore", stdout: "pipe", stderr: "inherit" },
  );
  return { child, output: watchOutput(child.stdout) };
}

describe("without a server", () => {
  test("backups are made, listed and checked", async () => {
    await using folder = await temporaryFolder();
    const dir = join(folder.path, "pb_data");
    await makeData(dir);
    expect(await backup(dir, "list")).toMatchObject({
      exitCode: 0,
      stdout: "There are no backups.\n",
    });
    const made = await backup(dir, "create", "first.zip");
    expect(made).toMatchObject({ exitCode: 0, stderr: "" });
    expect(made.stdout).toMatch(
      /Successfully created backup "first.zip" \(.*B\)!/,
    );
    expect((await backup(dir, "create")).exitCode).toBe(0);
    const listed = await backup(dir, "list");
    expect(listed.stdout).toMatch(
      /^first.zip +[\d.]+ kB  \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ\npb_backup_acme_\d{14}.zip +[\d.]+ kB  .*Z\n$/,
    );
    for (const name of ["first.zip", join(dir, "backups", "first.zip")]) {
      const verified = await backup(dir, "verify", name);
      expect(verified).toMatchObject({ exitCode: 0, stderr: "" });
      expect(verified.stdout).toMatch(/The backup ".*" is whole: 2 files, /);
    }
  });

  describe("it is refused to", () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let dir: string;
    beforeAll(async () => {
      folder = await temporaryFolder();
      dir = join(folder.path, "pb_data");
      await makeData(dir);
    });
    afterAll(() => folder[Symbol.asyncDispose]());

    test.each([
      [["create", "Wrong Name"], "lower-case letters"],
      [
        ["verify", "missing.zip"],
        'neither a backup nor a file called "missing.zip"',
      ],
      [["verify", "../data.db"], "neither a backup nor a file"],
      [["verify", import.meta.path], "no zip archive"],
    ])("%j", async (args, reason) => {
      const outcome = await backup(dir, ...args);
      expect(outcome.exitCode).toBe(1);
      expect(outcome.stderr).toStartWith("Error: ");
      expect(outcome.stderr).toContain(reason);
    });
  });

  test.each([[["create"]], [["list"]], [["verify", "some.zip"]]])(
    "%j refuses a folder that holds no data, and makes none of it",
    async (args) => {
      await using folder = await temporaryFolder();
      const dir = join(folder.path, "mistyped");
      const outcome = await backup(dir, ...args);
      expect(outcome.exitCode).toBe(1);
      expect(outcome.stderr).toContain(`no data in the folder ${dir}`);
      expect(existsSync(dir)).toBe(false);
    },
  );
});

describe("beside a server", () => {
  let serving: Serving;
  let file: { id: string; name: string; key: string };

  beforeAll(async () => {
    serving = await serveNewFolder();
    const { superuser, dir } = serving;
    await superuser.collections.create({
      name: "docs",
      type: "base",
      fields: [{ name: "file", type: "file", maxSize: 100_000_000 }],
    });
    const record = await superuser
      .collection("docs")
      .create({ file: new File([large], "large.jpg") });
    const name = String(record["file"]);
    const key = `storage/${record.collectionId}/${record.id}/${name}`;
    file = { id: record.id, name, key };
    expect(existsSync(join(dir, key))).toBe(true);
  });
  afterAll(() => serving[Symbol.asyncDispose]());

  test("a backup that was killed leaves nothing behind that looks like one", async () => {
    const { dir } = serving;
    const { child, output } = await beginBackup(dir, "killed.zip");
    await output.find(/^(Packing)/m);
    child.kill("SIGKILL");
    await child.exited;
    expect((await backup(dir, "list")).stdout).toBe("There are no backups.\n");
    const names = await readdir(join(dir, "backups")).catch(() => []);
    expect(names.filter((name) => name !== ".tmp")).toEqual([]);
  });

  test("a backup has the files that the server deletes meanwhile", async () => {
    const { dir, superuser } = serving;
    const { child, output } = await beginBackup(dir, "beside.zip");
    await output.find(/^(Packing)/m);
    await superuser.collection("docs").delete(file.id);
    expect(existsSync(join(dir, file.key))).toBe(true);
    expect(await child.exited).toBe(0);
    const files = await readBackup(dir, "beside.zip");
    expect(files.get(file.key)?.equals(large)).toBe(true);
    expect(
      (await superuser.backups.getFullList()).map(({ key }) => key),
    ).toEqual(["beside.zip"]);
  });

  test("what killed backups have left is cleared away at the next start", async () => {
    const { dir, server } = serving;
    await server.stop();
    const leftovers = [
      ".pb_temp_to_delete/backups/x/data.db",
      "backups/.tmp/x",
    ];
    for (const path of leftovers) await Bun.write(join(dir, path), "x");
    const next = await startHutch(dir);
    await next.stop();
    for (const path of leftovers) {
      expect(existsSync(join(dir, path))).toBe(false);
    }
    expect(existsSync(join(dir, file.key))).toBe(false);
  });
});
