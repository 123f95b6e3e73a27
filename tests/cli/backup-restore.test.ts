import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { cp, mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const ann = ["ann@example.com", "12345678"] as const;
const bob = ["bob@example.com", "12345678"] as const;

type Folder = Awaited<ReturnType<typeof temporaryFolder>>;

/** What each test begins with a copy of: data of both, and a backup from before Bob. */
let prepared: Folder;
let folder: Folder;
let dir: string;
beforeAll(async () => {
  folder = prepared = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  await run("superuser", "create", ...ann);
  await run("backup", "create", "one.zip");
  await run("superuser", "create", ...bob);
});
afterAll(() => prepared[Symbol.asyncDispose]());
beforeEach(async () => {
  folder = await temporaryFolder();
  dir = join(folder.path, "pb_data");
  await cp(join(prepared.path, "pb_data"), dir, { recursive: true });
});
afterEach(() => folder[Symbol.asyncDispose]());

const hutch = (...args: readonly string[]) =>
  runHutch([...args, "--dir", dir], { cwd: folder.path });

async function run(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await hutch(...args);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout;
}

async function refusalOf(...args: readonly string[]): Promise<string> {
  const { exitCode, stderr } = await hutch(...args);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Error: [^\n]+\n$/);
  return stderr;
}

/** Which of the two the data knows. */
async function superusers(): Promise<string[]> {
  const server = await startHutch(dir);
  const known = await superusersOf(server.url);
  await server.stop();
  return known;
}

async function superusersOf(url: string): Promise<string[]> {
  const client = new PocketBase(url);
  const logins = client.collection("_superusers");
  const known: string[] = [];
  for (const [email, password] of [ann, bob]) {
    const isKnown = await logins.authWithPassword(email, password).then(
      () => true,
      () => false,
    );
    if (isKnown) known.push(email);
  }
  return known;
}

const hidden = async () =>
  (await readdir(dir)).filter((name) => name.startsWith(".hutch_"));

describe("without a server, a backup is restored", () => {
  test("by its name", async () => {
    const printed = await run("backup", "restore", "one.zip", "--yes");
    expect(printed).toContain("Unpacking");
    expect(printed).toContain('Successfully restored backup "one.zip"!');
    expect(await hidden()).toEqual([]);
    expect(await superusers()).toEqual([ann[0]]);
  });

  test("from a file", async () => {
    await rename(join(dir, "backups/one.zip"), join(folder.path, "mine.zip"));
    await run("backup", "restore", "./mine.zip", "-y");
    expect(await superusers()).toEqual([ann[0]]);
  });

  test("in the place of data that is damaged beyond opening", async () => {
    await Bun.write(join(dir, "data.db"), "x".repeat(9_999));
    await Bun.write(join(dir, "data.db-wal"), "x".repeat(9_999));
    await refusalOf("superuser", "create", ...bob);
    await run("backup", "restore", "one.zip", "--yes");
    expect(await superusers()).toEqual([ann[0]]);
  });

  test("where there is no data", async () => {
    const archive = join(dir, "backups/one.zip");
    dir = join(folder.path, "elsewhere/pb_data");
    await run("backup", "restore", archive, "--yes");
    expect(await superusers()).toEqual([ann[0]]);
  });
});

describe("nothing is restored", () => {
  test("without consent", async () => {
    const reason = await refusalOf("backup", "restore", "one.zip");
    expect(reason).toContain("--yes");
    expect(await superusers()).toEqual([ann[0], bob[0]]);
  });

  test("that is not there", async () => {
    const reason = await refusalOf("backup", "restore", "no.zip", "--yes");
    expect(reason).toContain('neither a backup nor a file called "no.zip"');
    await refusalOf("backup", "restore", "../pb_data/data.db", "--yes");
    await mkdir(join(folder.path, "pile.zip"));
    await refusalOf("backup", "restore", "./pile.zip", "--yes");
    expect(await superusers()).toEqual([ann[0], bob[0]]);
  });

  test("that is no backup", async () => {
    await Bun.write(join(dir, "backups/bad.zip"), "no archive");
    const reason = await refusalOf("backup", "restore", "bad.zip", "--yes");
    expect(reason).toContain("no zip archive");
    expect(await hidden()).toEqual([]);
    expect(await superusers()).toEqual([ann[0], bob[0]]);
  });
});

describe("while a server runs", () => {
  test("it restores the backup, and serves on", async () => {
    const server = await startHutch(dir);
    expect(await superusersOf(server.url)).toEqual([ann[0], bob[0]]);
    const printed = await run("backup", "restore", "one.zip", "--yes");
    expect(printed).toContain('Successfully restored backup "one.zip"!');
    expect(await superusersOf(server.url)).toEqual([ann[0]]);

    // Commands go on working on what it serves.
    await run("superuser", "create", ...bob);
    expect(await superusersOf(server.url)).toEqual([ann[0], bob[0]]);
    await rename(join(dir, "backups/one.zip"), join(folder.path, "mine.zip"));
    await run("backup", "restore", "mine.zip", "--yes");
    expect(await superusersOf(server.url)).toEqual([ann[0]]);
    expect((await server.stop()).exitCode).toBe(0);
    expect(await superusers()).toEqual([ann[0]]);
  });

  test("it says what is wrong", async () => {
    const server = await startHutch(dir);
    await Bun.write(join(dir, "backups/bad.zip"), "no archive");
    const bad = await refusalOf("backup", "restore", "bad.zip", "--yes");
    expect(bad).toContain("no zip archive");
    const none = await refusalOf("backup", "restore", "no.zip", "--yes");
    expect(none).toContain('neither a backup nor a file called "no.zip"');
    expect(await superusersOf(server.url)).toEqual([ann[0], bob[0]]);
    await server.stop();
  });
});
