import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkSpace } from "../../../src/core/doctor/check-folder.ts";
import { Findings } from "../../../src/core/doctor/findings.ts";
import { makeSound, type Patient, type Sound } from "./patient.ts";

let sound: Sound;
beforeAll(async () => {
  sound = await makeSound();
});
afterAll(() => sound.remove());

describe("backups", () => {
  async function withBackup(patient: Patient, age: number): Promise<void> {
    const file = join(patient.dir, "backups", "one.zip");
    await mkdir(join(file, ".."));
    await writeFile(file, "");
    const seconds = Date.now() / 1000 - age;
    await utimes(file, seconds, seconds);
  }
  const day = 86_400;
  const cases: [string, cron: string, age: number, codes: string[]][] = [
    ["one of yesterday, made daily, is new", "0 0 * * *", day, []],
    ["one of last week is old", "0 0 * * *", 7 * day, ["old-backup"]],
    ["one of last week, made weekly, is new", "0 0 * * 0", 7 * day, []],
    ["one of last year, made by hand, is enough", "", 365 * day, []],
  ];
  test.each(cases)("%s", async (_, cron, age, codes) => {
    await using patient = await sound.copy();
    patient.run(
      `update _params set value = json_set(value, '$.backups.cron', '${cron}') where id = 'settings'`,
    );
    await withBackup(patient, age);
    expect(await patient.codes()).toEqual(codes);
  });

  test("are missed where none is made", async () => {
    await using patient = await sound.copy();
    patient.run(
      `update _params set value = json_set(value, '$.backups.cron', '@daily') where id = 'settings'`,
    );
    expect(await patient.codes()).toEqual(["old-backup"]);
    await withBackup(patient, 0);
    expect(await patient.codes()).toEqual([]);
  });

  test("need room", async () => {
    const findings = new Findings();
    const storedBytes = Number.MAX_SAFE_INTEGER;
    await checkSpace(
      sound.dir,
      { storedBytes, hasLocalBackups: false },
      findings,
    );
    expect(findings.all).toEqual([]);
    await checkSpace(
      sound.dir,
      { storedBytes, hasLocalBackups: true },
      findings,
    );
    expect(findings.all).toMatchObject([
      { code: "no-room-for-backup", severity: "warning" },
    ]);
  });
});
