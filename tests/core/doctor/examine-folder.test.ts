import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  truncate,
  unlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { examineFolder } from "../../../src/core/doctor/examine-folder.ts";
import { Refused } from "../../../src/core/errors.ts";
import { openApp } from "../../../src/core/open-app.ts";
import { makeSound, type Patient, silent, type Sound } from "./patient.ts";

let sound: Sound;
beforeAll(async () => {
  sound = await makeSound();
});
afterAll(() => sound.remove());

/** Every file of a folder with what it holds. */
async function contentsOf(dir: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const entry of await readdir(dir, {
    recursive: true,
    withFileTypes: true,
  })) {
    const path = join(entry.parentPath, entry.name);
    contents[path] = entry.isFile()
      ? String(Bun.hash(await readFile(path)))
      : "folder";
  }
  return contents;
}

/** Lays bytes over a part of a file. */
async function scribble(path: string, from: number, to: number): Promise<void> {
  const contents = await readFile(path);
  contents.fill(0xa5, from, to);
  await writeFile(path, contents);
}

describe("a sound folder", () => {
  test("is found sound, and stays as it is to the byte", async () => {
    const before = await contentsOf(sound.dir);
    const { findings, isServed } = await examineFolder({
      dir: sound.dir,
      progress: silent,
    });
    expect(findings.map(({ code }) => code)).toEqual(["no-backup"]);
    expect(isServed).toBe(false);
    expect(await contentsOf(sound.dir)).toEqual(before);
  });

  test("is found sound beside a server that writes", async () => {
    await using patient = await sound.copy();
    const app = await openApp({ dir: patient.dir, serve: true });
    const young = join(patient.dir, "storage", sound.docsId, "x", "young.txt");
    await mkdir(join(young, ".."));
    await writeFile(young, "is being uploaded");
    const { isServed } = await patient.examine();
    expect(isServed).toBe(true);
    expect(await patient.codes()).toEqual([]);
    await app.close();
    expect((await patient.examine()).isServed).toBe(false);
    expect(await patient.codes()).toEqual(["orphan-files"]);
  });

  test("is one with more records than are read at a time", async () => {
    await using patient = await sound.copy();
    const { docsId } = sound;
    patient.run(
      `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 2500)
       insert into docs (id, picture, texts) select printf('r%014d', n), case when n = 2400 then 'gone.png' else '' end, '[]' from numbers`,
    );
    const missing = await patient.find("missing-files");
    expect(missing?.items).toEqual([`${docsId}/r00000000002400/gone.png`]);
  });
});

describe("what is damaged is found", () => {
  interface Damage {
    readonly code: string;
    readonly severity: "problem" | "warning" | "note";
    /** What an example, or the message, has in it. */
    readonly tells?: string | RegExp;
    /** What the advice has in it. */
    readonly advises?: string;
    /** What else is found, as one comes of the other. */
    readonly also?: readonly string[];
    damage(patient: Patient): Promise<void> | void;
  }
  const damages: Record<string, Damage> = {
    "a page of the database": {
      code: "database-damaged",
      severity: "problem",
      async damage({ dir }) {
        const file = join(dir, "data.db");
        const size = Bun.file(file).size;
        await scribble(file, size - 3 * 4096, size);
      },
    },
    "the end of the database is missing": {
      code: "database-damaged",
      severity: "problem",
      damage: ({ dir }) => truncate(join(dir, "data.db"), 20_480),
    },
    "another file in the place of the database": {
      code: "database-damaged",
      severity: "problem",
      tells: "data.db cannot be read",
      damage: ({ dir }) =>
        writeFile(join(dir, "data.db"), "a letter\n".repeat(1_000)),
    },
    "the log's database": {
      code: "database-damaged",
      severity: "problem",
      tells: "auxiliary.db",
      advises: "The next start makes a new one",
      damage: ({ dir }) => scribble(join(dir, "auxiliary.db"), 4_096, 20_480),
    },
    "the database is gone": {
      code: "no-database",
      severity: "problem",
      damage: ({ dir }) => unlink(join(dir, "data.db")),
    },
    "a folder from before 0.23": {
      code: "unusable-folder",
      severity: "problem",
      tells: "before PocketBase 0.23",
      damage: ({ run }) => run("create table _admins (id text primary key)"),
    },
    "a row that refers to none": {
      code: "foreign-keys",
      severity: "problem",
      tells: "no such row in parents",
      also: ["extra-tables"],
      damage({ run }) {
        run("create table parents (id text primary key)");
        run("create table children (parent text references parents (id))");
        run("insert into children values ('nobody')");
      },
    },
    "a table is gone": {
      code: "missing-tables",
      severity: "problem",
      tells: "posts",
      also: ["broken-views"],
      damage: ({ run }) => run("drop table posts"),
    },
    "a column is gone": {
      code: "missing-columns",
      severity: "problem",
      tells: "posts.body",
      damage: ({ run }) => run("alter table posts drop column body"),
    },
    "a column that must be filled and belongs to no field": {
      code: "demanding-columns",
      severity: "problem",
      tells: "docs.strict",
      damage({ run }) {
        run("alter table docs rename to old");
        run(
          "create table docs (id text primary key, texts json default '[]' not null, picture text default '' not null, strict text not null)",
        );
        run("insert into docs select id, texts, picture, '' from old");
        run("drop table old");
      },
    },
    "a column of no field": {
      code: "extra-columns",
      severity: "note",
      tells: "posts.mine",
      damage: ({ run }) => run("alter table posts add column mine text"),
    },
    "a table of no collection": {
      code: "extra-tables",
      severity: "note",
      tells: "mine",
      damage: ({ run }) => run("create table mine (id)"),
    },
    "an index is gone": {
      code: "missing-indexes",
      severity: "problem",
      tells: "CREATE UNIQUE INDEX `idx_title` ON `posts` (`title`);",
      damage: ({ run }) => run("drop index idx_title"),
    },
    "an index is not unique any more": {
      code: "different-indexes",
      severity: "warning",
      tells: "idx_title on posts",
      damage({ run }) {
        run("drop index idx_title");
        run("create index idx_title on posts (title)");
      },
    },
    "a view is gone": {
      code: "broken-views",
      severity: "problem",
      tells: "titles: it is not there",
      damage: ({ run }) => run("drop view titles"),
    },
    "a view reads what is not there": {
      code: "broken-views",
      severity: "problem",
      tells: "titles: no such table: main.nowhere",
      damage({ run }) {
        run("drop view titles");
        run("create view titles as select id, title from nowhere");
      },
    },
    "a view lacks a column": {
      code: "broken-views",
      severity: "problem",
      tells: "titles: it has no column title",
      damage({ run }) {
        run("drop view titles");
        run("create view titles as select id from posts");
      },
    },
    "a collection with a field of a later version": {
      code: "unreadable-collections",
      severity: "problem",
      tells: "docs (",
      // Its table seems to be nobody's; its files do not.
      also: ["extra-tables"],
      damage: ({ run }) =>
        run(
          `update _collections set fields = '[{"type":"hologram","name":"x"}]' where name = 'docs'`,
        ),
    },
    "settings that are neither JSON nor for the key": {
      code: "unreadable-settings",
      severity: "problem",
      tells: "--encryptionEnv",
      damage: ({ run }) =>
        run("update _params set value = 'c2VhbGVk' where id = 'settings'"),
    },
    "no superuser": {
      code: "no-superuser",
      severity: "warning",
      damage: ({ run }) => run("delete from _superusers"),
    },
    "a folder that all may look into": {
      code: "open-folder",
      severity: "warning",
      tells: "0755",
      damage: ({ dir }) => chmod(dir, 0o755),
    },
    "what an upload left behind": {
      code: "leftovers",
      severity: "note",
      tells: "storage/.tmp/half",
      async damage({ dir }) {
        await mkdir(join(dir, "storage", ".tmp"), { recursive: true });
        await writeFile(join(dir, "storage", ".tmp", "half"), "");
      },
    },
    "what a restore left behind": {
      code: "leftovers",
      severity: "note",
      tells: ".hutch_discarded-1/data.db",
      async damage({ dir }) {
        await mkdir(join(dir, ".hutch_discarded-1"));
        await writeFile(join(dir, ".hutch_discarded-1", "data.db"), "");
      },
    },
    "a restore that was stopped": {
      code: "open-restore",
      severity: "warning",
      async damage({ dir }) {
        await mkdir(join(dir, ".hutch_restore"));
        await writeFile(
          join(dir, ".hutch_restore", "swap.json"),
          '{"phase":"emptying","staying":[]}',
        );
        await unlink(join(dir, "data.db"));
      },
    },
    "a write-ahead log that is too large": {
      code: "large-log",
      severity: "warning",
      async damage({ dir }) {
        const log = join(dir, "data.db-wal");
        await writeFile(log, "");
        await truncate(log, 300_000_000);
      },
    },
    "a schedule of backups whose day never comes": {
      code: "backup-schedule",
      severity: "problem",
      tells: "never made",
      damage: ({ run }) =>
        run(
          `update _params set value = json_set(value, '$.backups.cron', '0 0 31 2 *') where id = 'settings'`,
        ),
    },
    "a schedule of backups that makes no sense": {
      code: "backup-schedule",
      severity: "problem",
      damage: ({ run }) =>
        run(
          `update _params set value = json_set(value, '$.backups.cron', 'soon') where id = 'settings'`,
        ),
    },
  };

  test.each(Object.keys(damages))("%s", async (name) => {
    const { damage, code, severity, tells, advises, also } = damages[name]!;
    await using patient = await sound.copy();
    await damage(patient);
    const before = await contentsOf(patient.dir);
    const found = await patient.find(code);
    expect(found?.severity).toBe(severity);
    if (tells !== undefined) {
      const text = [found?.message, ...(found?.items ?? [])].join("\n");
      expect(text).toMatch(tells);
    }
    expect(found?.advice).not.toBe("");
    expect(found?.advice).toContain(advises ?? "");
    expect((await patient.codes()).toSorted()).toEqual(
      [code, ...(also ?? [])].toSorted(),
    );
    const after = await contentsOf(patient.dir);
    // Reading a database that has a log makes its index, which holds no data.
    delete after[join(patient.dir, "data.db-shm")];
    expect(after).toEqual(before);
  });

  test("an index is whole again after the statement that is shown", async () => {
    await using patient = await sound.copy();
    patient.run("drop index idx_title");
    const found = await patient.find("missing-indexes");
    patient.run(found!.items[0]!);
    expect(await patient.codes()).toEqual([]);
  });

  test("a folder that is not there is refused", async () => {
    const dir = join(sound.dir, "nowhere");
    const examined = examineFolder({ dir, progress: silent });
    await expect(examined).rejects.toThrow(Refused);
    expect(existsSync(dir)).toBe(false);
  });
});

describe("settings that are encrypted", () => {
  const name = "HUTCH_DOCTOR_TEST_KEY";
  const key = "0123456789abcdef0123456789abcdef";

  test("are read with their key alone", async () => {
    await using patient = await sound.copy();
    process.env[name] = key;
    const app = await openApp({
      dir: patient.dir,
      encryptionEnv: name,
      serve: false,
    });
    await app.settings.update({ meta: { appName: "Sealed" } });
    await app.close();
    expect((await patient.examine(name)).findings).toMatchObject([
      { code: "no-backup" },
    ]);
    expect(await patient.codes()).toEqual(["unreadable-settings"]);
    process.env[name] = key.toUpperCase();
    const { findings } = await patient.examine(name);
    expect(findings[0]).toMatchObject({ code: "unreadable-settings" });
    expect(JSON.stringify(findings)).not.toContain(key.toUpperCase());
    delete process.env[name];
  });
});
