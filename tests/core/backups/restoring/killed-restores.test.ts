import { expect, test } from "bun:test";
import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openDataFolder } from "../../../../src/core/data-folder/open-data-folder.ts";
import { packFolder } from "../../../support/pack-archive.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";

const program = join(import.meta.dir, "restore-until-killed.ts");

/** Makes a data folder with its mark in a database and in a file. */
async function makeFolder(dir: string, mark: string): Promise<void> {
  const { database, close } = await openDataFolder(dir, { serve: false });
  await database.run(
    sql`insert into _params (id, value) values ('mark', ${mark})`,
  );
  await close();
  await Bun.write(join(dir, "storage", mark, "file.txt"), mark);
}

/** The mark of a folder that is whole; opens it as a server or as a command does. */
async function markOf(dir: string, serve: boolean): Promise<unknown> {
  const { database, close } = await openDataFolder(dir, { serve });
  const row = await database.get(
    sql`select value from _params where id = 'mark'`,
  );
  const check = await database.get(sql`pragma integrity_check`);
  await close();
  expect(check).toEqual({ integrity_check: "ok" });
  const mark = String(row?.["value"]);
  expect(await readdir(join(dir, "storage"))).toEqual([mark]);
  const file = Bun.file(join(dir, "storage", mark, "file.txt"));
  expect(await file.text()).toBe(mark);
  return mark;
}

test("a restore that is killed, wherever it is, leaves the old data or the new, whole", async () => {
  await using folder = await temporaryFolder();
  const [oldDir, newDir, archive] = ["old", "new", "archive.zip"].map((name) =>
    join(folder.path, name),
  ) as [string, string, string];
  await makeFolder(oldDir, "old");
  await makeFolder(newDir, "new");
  await Bun.write(archive, await packFolder(newDir));

  const marks: unknown[] = [];
  for (let killAt = 0; ; killAt++) {
    const dir = join(folder.path, `round-${killAt}`);
    await cp(oldDir, dir, { recursive: true });
    const child = Bun.spawn([
      process.execPath,
      program,
      dir,
      archive,
      String(killAt),
    ]);
    const exitCode = await child.exited;
    marks.push(await markOf(dir, killAt % 2 === 0));
    if (exitCode === 0) break;
    expect(child.signalCode).toBe("SIGKILL");
  }
  // Old up to some step, new from there on.
  const turn = marks.indexOf("new");
  expect(turn).toBeGreaterThan(10);
  expect(marks.slice(turn).every((mark) => mark === "new")).toBe(true);
}, 120_000);
