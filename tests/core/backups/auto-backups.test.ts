import {
  afterEach,
  beforeEach,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import { utimes } from "node:fs/promises";
import { join } from "node:path";
import type { App } from "../../../src/core/app.ts";
import type { Backups } from "../../../src/core/backups/backups.ts";
import { createBackups } from "../../../src/core/backups/create-backups.ts";
import { superusersName } from "../../../src/core/collections/collection.ts";
import type { CronJob, Crons } from "../../../src/core/crons/crons.ts";
import { takeBackupLock } from "../../../src/core/data-folder/backup-lock.ts";
import { installerEmail } from "../../../src/core/records/installer-account.ts";
import { serverRequest } from "../../../src/core/request.ts";
import {
  type MailServer,
  startMailServer,
  useMailServer,
} from "../../support/mail-server.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

const jobId = "__pbAutoBackup__";

let temp: TempApp;
let app: App;
let dir: string;
let logged: string[];
/** Those of the app, with a timetable that the test turns. */
let backups: Backups;
let jobs: Map<string, CronJob>;

beforeEach(async () => {
  temp = await openTempApp();
  ({ app } = temp);
  dir = join(temp.dir, "pb_data");
  logged = [];
  jobs = new Map();
  const crons: Crons = {
    set: (job) => void jobs.set(job.id, job),
    remove: (id) => void jobs.delete(id),
    list: () => [...jobs.values()],
    start: () => undefined,
    close: () => Promise.resolve(),
  };
  const note = (message: string) => void logged.push(message);
  const log = { debug: note, info: note, warn: note, error: note };
  backups = createBackups({ ...app, dir, crons, log });
});
afterEach(async () => {
  setSystemTime();
  await backups.close();
  await temp.close();
});

const keys = async () => (await backups.list()).map(({ key }) => key);

/** Lets the job's time come. */
async function runAt(time: string): Promise<void> {
  setSystemTime(new Date(time));
  await jobs.get(jobId)!.run();
}

async function addSuperuser(email: string): Promise<void> {
  const superusers = app.collections.find(superusersName)!;
  const password = "1234567890";
  await app.records.create(superusers, undefined, {
    ...serverRequest,
    body: { email, password, passwordConfirm: password },
  });
}

describe("the schedule", () => {
  test("is that of the settings, from the moment that they say it", async () => {
    expect(jobs.size).toBe(0);
    await app.settings.update({ backups: { cron: "0 3 * * *" } });
    expect(jobs.get(jobId)?.expression).toBe("0 3 * * *");
    const job = jobs.get(jobId);
    await app.settings.update({ meta: { appName: "Other" } });
    expect(jobs.get(jobId)).toBe(job);
    await app.settings.update({ backups: { cron: "@weekly" } });
    expect(jobs.get(jobId)?.expression).toBe("@weekly");
    await app.settings.update({ backups: { cron: "" } });
    expect(jobs.size).toBe(0);
  });

  test("is among the jobs that superusers see", async () => {
    await app.settings.update({ backups: { cron: "*/5 * * * *" } });
    expect(app.crons.list()).toContainEqual({
      id: jobId,
      expression: "*/5 * * * *",
    });
  });
});

describe("the job", () => {
  beforeEach(() =>
    app.settings.update({
      meta: { appName: "Acme Shop" },
      backups: { cron: "0 3 * * *", cronMaxKeep: 2 },
    }),
  );

  test("makes a backup with the time in its name", async () => {
    await runAt("2031-02-03T03:00:00Z");
    expect(await keys()).toEqual([
      "@auto_pb_backup_acme_shop_20310203030000.zip",
    ]);
  });

  test("keeps as many as the settings say, and all that people have made", async () => {
    await backups.create("mine.zip");
    for (const day of ["01", "02", "03", "04"]) {
      await runAt(`2031-01-${day}T03:00:00Z`);
    }
    expect(await keys()).toEqual([
      "@auto_pb_backup_acme_shop_20310103030000.zip",
      "@auto_pb_backup_acme_shop_20310104030000.zip",
      "mine.zip",
    ]);
    await app.settings.update({ backups: { cronMaxKeep: 1 } });
    await runAt("2031-01-05T03:00:00Z");
    expect(await keys()).toEqual([
      "@auto_pb_backup_acme_shop_20310105030000.zip",
      "mine.zip",
    ]);
    expect(logged).toEqual([]);
  });

  test("keeps the one that it has made, though the clock was ahead before", async () => {
    for (const day of ["01", "02"]) await runAt(`2031-01-${day}T03:00:00Z`);
    const future = new Date("2099-01-01T00:00:00Z");
    for (const key of await keys()) {
      await utimes(join(dir, "backups", key), future, future);
    }
    for (const day of ["01", "02"]) {
      await runAt(`2030-01-${day}T03:00:00Z`);
      expect(await keys()).toEqual([
        `@auto_pb_backup_acme_shop_203001${day}030000.zip`,
        "@auto_pb_backup_acme_shop_20310102030000.zip",
      ]);
    }
  });

  test("tells each superuser by mail when it fails, and the log", async () => {
    const mails: MailServer = await startMailServer();
    try {
      await useMailServer(app, mails);
      for (const email of ["one@example.com", "two@example.com"]) {
        await addSuperuser(email);
      }
      await addSuperuser(installerEmail);
      app.hooks.onBackupCreate.add(() => {
        throw new Error("<the disk> is on fire");
      });
      await runAt("2031-02-03T03:00:00Z");
      const received = [await mails.next(), await mails.next()];
      expect(received.map(({ to }) => to[0]!.address).toSorted()).toEqual([
        "one@example.com",
        "two@example.com",
      ]);
      for (const { subject, html, text } of received) {
        expect(subject).toBe(
          "[Acme Shop system alert] Automatic backup failed",
        );
        expect(html).toContain("&lt;the disk&gt; is on fire");
        expect(text).toContain("<the disk> is on fire");
      }
      expect(mails.mails).toHaveLength(2);
      expect(logged).toEqual(["an automatic backup failed"]);
      expect(await keys()).toEqual([]);
    } finally {
      await mails.close();
    }
  });

  test("tells the log when no mail can be sent either, and goes on", async () => {
    await app.settings.update({
      smtp: { enabled: true, host: "127.0.0.1", port: 1 },
    });
    await addSuperuser("one@example.com");
    const lock = takeBackupLock(dir)!;
    await runAt("2031-02-03T03:00:00Z");
    expect(logged).toEqual([
      "an automatic backup failed",
      "the superusers could not be told of it by mail",
    ]);
    lock.release();
    await runAt("2031-02-04T03:00:00Z");
    expect(await keys()).toHaveLength(1);
  });

  test("alarms nobody because the server closes", async () => {
    await addSuperuser("one@example.com");
    app.hooks.onBackupCreate.add(async (_, next) => {
      const closing = backups.close();
      try {
        await next();
      } finally {
        void closing;
      }
    });
    await runAt("2031-02-03T03:00:00Z");
    await runAt("2031-02-04T03:00:00Z");
    expect(logged).toEqual([]);
    expect(await keys()).toEqual([]);
  });
});
