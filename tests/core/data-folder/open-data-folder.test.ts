import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openDataFolder } from "../../../src/core/data-folder/open-data-folder.ts";
import { Refused } from "../../../src/core/errors.ts";
import {
  makeDatabase,
  makeUpstreamFolder,
  shapeOf,
  upstreamTables,
} from "./upstream-folder.ts";

let parent: string;
let dir: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "hutch-folder-"));
  dir = join(parent, "pb_data");
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const command = { serve: false };
const server = { serve: true };

/** Opens and closes. */
async function visit(): Promise<{ isNew: boolean }> {
  const folder = await openDataFolder(dir, command);
  await folder.close();
  return { isNew: folder.isNew };
}

describe("a new folder", () => {
  test("is made for its owner, with PocketBase's tables to the column", async () => {
    expect(await visit()).toEqual({ isNew: true });
    expect(statSync(dir).mode & 0o077).toBe(0);
    expect(readdirSync(dir).toSorted()).toEqual([
      "auxiliary.db",
      "data.db",
      "hutch-use.lock",
    ]);
    for (const name of ["data", "auxiliary"] as const) {
      const upstream = join(parent, `${name}.db`);
      makeDatabase(upstream, upstreamTables[name]);
      expect(shapeOf(join(dir, `${name}.db`))).toEqual(shapeOf(upstream));
    }
  });

  test("has the migrations behind it that PocketBase would run, and default settings", async () => {
    const folder = await openDataFolder(dir, command);
    const migrations = await folder.database.all(
      sql`select file from _migrations order by applied`,
    );
    const settings = await folder.database.get(
      sql`select json_extract(value, '$.meta.appName') as name, created from _params where id = 'settings'`,
    );
    await folder.close();
    expect(migrations.map(({ file }) => file)).toEqual([
      "1640988000_aux_init.go",
      "1640988000_init.go",
      "1717233556_v0.23_migrate.go",
      "1717233557_v0.23_migrate2.go",
      "1717233558_v0.23_migrate3.go",
      "1717233559_v0.23_migrate4.go",
      "1763020353_update_default_auth_alert_templates.go",
      "1778828400_normalize_indexes.go",
    ]);
    expect(settings).toEqual({
      name: "Acme",
      created: expect.stringMatching(
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/,
      ),
    });
  });

  test("stays new until it has collections", async () => {
    expect(await visit()).toEqual({ isNew: true });
    const folder = await openDataFolder(dir, command);
    expect(folder.isNew).toBe(true);
    await folder.database.run(
      sql`insert into _collections (name) values ('posts')`,
    );
    await folder.close();
    expect(await visit()).toEqual({ isNew: false });
  });

  test("may begin as an empty file", async () => {
    mkdirSync(dir);
    writeFileSync(join(dir, "data.db"), "");
    expect(await visit()).toEqual({ isNew: true });
  });

  test("can be made by two processes at once", async () => {
    const folders = await Promise.all([
      openDataFolder(dir, command),
      openDataFolder(dir, command),
    ]);
    const counts = await Promise.all(
      folders.map(({ database }) =>
        database.get(sql`select count(*) as n from _migrations`),
      ),
    );
    expect(counts).toEqual([{ n: 8 }, { n: 8 }]);
    for (const folder of folders) await folder.close();
  });
});

describe("a folder of PocketBase's", () => {
  test("opens as it is and keeps its shape", async () => {
    makeUpstreamFolder(dir);
    const before = ["data.db", "auxiliary.db"].map((name) =>
      shapeOf(join(dir, name)),
    );
    const folder = await openDataFolder(dir, server);
    expect(folder.isNew).toBe(false);
    expect(await folder.database.all(sql`select id from posts`)).toEqual([
      { id: "post1" },
    ]);
    expect(await folder.auxiliary.all(sql`select * from _logs`)).toEqual([]);
    await folder.close();
    expect(readdirSync(dir).toSorted()).toEqual([
      "auxiliary.db",
      "data.db",
      "hutch.lock",
    ]);
    expect(
      ["data.db", "auxiliary.db"].map((name) => shapeOf(join(dir, name))),
    ).toEqual(before);
  });

  test("gets the logs that it lacks", async () => {
    makeUpstreamFolder(dir);
    rmSync(join(dir, "auxiliary.db"));
    const folder = await openDataFolder(dir, command);
    expect(await folder.auxiliary.all(sql`select * from _logs`)).toEqual([]);
    await folder.close();
  });

  test("opens with writes that still wait in its log", async () => {
    makeUpstreamFolder(dir);
    const script = `const { Database } = await import("bun:sqlite");
      const database = new Database(process.argv.at(-1));
      database.run("pragma journal_mode = wal");
      database.run("insert into posts values ('post2')");
      process.kill(process.pid, "SIGKILL");`;
    const child = Bun.spawn([
      process.execPath,
      "-e",
      script,
      join(dir, "data.db"),
    ]);
    await child.exited;
    expect(statSync(join(dir, "data.db-wal")).size).toBeGreaterThan(0);
    const folder = await openDataFolder(dir, command);
    expect(await folder.database.all(sql`select id from posts`)).toEqual([
      { id: "post1" },
      { id: "post2" },
    ]);
    await folder.close();
  });
});

describe("a folder that cannot be used is refused, and nothing in it is touched", () => {
  test.each<[string, () => void, RegExp]>([
    ["a file in its place", () => writeFileSync(dir, "x"), /is not a folder/],
    [
      "a place where no folder can be",
      () => {
        writeFileSync(join(parent, "file"), "x");
        dir = join(parent, "file", "pb_data");
      },
      /cannot be/,
    ],
    [
      "another format",
      () =>
        place(
          "data.db",
          "not a database, but long enough to look like one".repeat(99),
        ),
      /is not a database/,
    ],
    [
      "a database without its end",
      () => {
        makeUpstreamFolder(dir);
        truncateSync(join(dir, "data.db"), 8192);
      },
      /its end is missing/,
    ],
    [
      "a damaged database",
      () => {
        makeUpstreamFolder(dir);
        const file = join(dir, "data.db");
        const bytes = readFileSync(file);
        writeFileSync(file, bytes.fill(0x55, 100, 4096));
      },
      /cannot be read/,
    ],
    [
      "a damaged log database",
      () => {
        makeUpstreamFolder(dir);
        place("auxiliary.db", "damaged".repeat(999));
      },
      /auxiliary\.db is not a database/,
    ],
    [
      "another program's database",
      () => database("create table songs (id)"),
      /belongs to another program/,
    ],
    [
      "a folder from before 0.23",
      () =>
        database("create table _admins (id)", "create table _collections (id)"),
      /before PocketBase 0\.23/,
    ],
    [
      "collections without fields",
      () => database("create table _collections (id, system, type, name)"),
      /unknown version: it has no _collections\.fields/,
    ],
    [
      "collections without settings",
      () =>
        database(
          ...upstreamTables.data.filter((text) => !text.includes("_params")),
        ),
      /unknown version: it has no _params/,
    ],
    [
      "a folder in the database's place",
      () => mkdirSync(join(dir, "data.db"), { recursive: true }),
      /is not a file/,
    ],
  ])("%s", async (_name, arrange, message) => {
    arrange();
    const before = snapshot();
    for (const options of [command, server]) {
      const opening = openDataFolder(dir, options);
      await expect(opening).rejects.toBeInstanceOf(Refused);
      await expect(opening).rejects.toThrow(message);
    }
    expect(snapshot()).toEqual(before);
  });

  test("a folder that may not be written", async () => {
    makeUpstreamFolder(dir);
    chmodSync(join(dir, "data.db"), 0o444);
    chmodSync(dir, 0o555);
    // Root may write everywhere but on the kernel's own file systems.
    const unwritable = process.getuid?.() === 0 ? "/proc/self/fdinfo" : dir;
    const opening = openDataFolder(unwritable, server);
    await expect(opening).rejects.toBeInstanceOf(Refused);
    chmodSync(dir, 0o755);
    expect(readdirSync(dir).toSorted()).toEqual(["auxiliary.db", "data.db"]);
  });

  function place(name: string, content: string): void {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, name), content);
  }

  function database(...statements: string[]): void {
    mkdirSync(dir, { recursive: true });
    makeDatabase(join(dir, "data.db"), statements);
  }
});

describe("serving", () => {
  test("is for one server at a time, and beside it commands work", async () => {
    makeUpstreamFolder(dir);
    const first = await openDataFolder(dir, server);
    const before = snapshot();
    const second = openDataFolder(dir, server);
    await expect(second).rejects.toBeInstanceOf(Refused);
    await expect(second).rejects.toThrow("Another server");
    expect(snapshot()).toEqual(before);
    expect(await visit()).toEqual({ isNew: false });
    await first.close();
    const next = await openDataFolder(dir, server);
    await next.close();
  });

  test("is refused while another process serves, and free when that is killed", async () => {
    const module = new URL(
      "../../../src/core/data-folder/open-data-folder.ts",
      import.meta.url,
    );
    const script = `const { openDataFolder } = await import(${JSON.stringify(module.href)});
      const folder = await openDataFolder(process.argv.at(-1), { serve: true });
      console.log("serving");
      setInterval(() => folder, 1000);`;
    const child = Bun.spawn([process.execPath, "-e", script, dir], {
      stdout: "pipe",
    });
    const { value } = await child.stdout.getReader().read();
    expect(new TextDecoder().decode(value)).toBe("serving\n");
    await expect(openDataFolder(dir, server)).rejects.toThrow("Another server");
    child.kill("SIGKILL");
    await child.exited;
    const folder = await openDataFolder(dir, server);
    expect(
      await folder.database.get(sql`select count(*) as n from _migrations`),
    ).toEqual({ n: 8 });
    await folder.close();
  });
});

/** Every file's name, size and time, and the folder's own time. */
function snapshot(): unknown {
  const entries = readdirSync(parent, { recursive: true, encoding: "utf8" });
  return ["", ...entries.toSorted()].map((name) => {
    const { mtimeMs, size } = statSync(join(parent, name));
    return { name, mtimeMs, size };
  });
}
