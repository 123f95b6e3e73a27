import { afterEach, beforeEach, expect, setSystemTime, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { App } from "../../../src/core/app.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
let app: App;
beforeEach(async () => {
  temp = await openTempApp();
  app = temp.app;
});
afterEach(async () => {
  setSystemTime();
  await temp.close();
});

/** Runs a job to its end. */
async function runJob(id: string): Promise<void> {
  app.crons.start(id);
  // Closing waits for it.
  await app.crons.close();
}

async function idsIn(collection: string): Promise<unknown[]> {
  const rows = await app.database.all(
    sql`select id from ${sql.identifier(collection)} order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Rows of these ids, made so many seconds ago. */
async function addRows(
  collection: "_mfas" | "_otps",
  owner: string,
  secondsAgo: number,
  ids: readonly string[],
): Promise<void> {
  const created = new Date(Date.now() - secondsAgo * 1000)
    .toISOString()
    .replace("T", " ");
  const { id: collectionRef } = app.collections.find(owner)!;
  const extra = collection === "_mfas" ? sql`method` : sql`password`;
  for (const id of ids) {
    await app.database.run(
      sql`insert into ${sql.identifier(collection)} (id, collectionRef, recordRef, created, updated, ${extra})
        values (${id}, ${collectionRef}, 'someone', ${created}, ${created}, 'x')`,
    );
  }
}

test("every server has PocketBase's jobs, in its order", () => {
  expect(app.crons.list().slice(0, 4)).toEqual([
    { id: "__pbDBOptimize__", expression: "0 0 * * *" },
    { id: "__pbMFACleanup__", expression: "0 * * * *" },
    { id: "__pbOTPCleanup__", expression: "0 * * * *" },
    { id: "__pbLogsCleanup__", expression: "0 */6 * * *" },
  ]);
});

test.each([
  ["__pbMFACleanup__", "_mfas"],
  ["__pbOTPCleanup__", "_otps"],
] as const)(
  "%s removes what is over, as each collection says",
  async (job, rows) => {
    const many = Array.from({ length: 120 }, (_, i) => `old${i}`);
    await app.collections.update("users", {
      mfa: { duration: 600 },
      otp: { duration: 600 },
    });
    await app.collections.update("_superusers", {
      mfa: { duration: 60 },
      otp: { duration: 60 },
    });
    await addRows(rows, "users", 601, many);
    await addRows(rows, "users", 590, ["users_fresh"]);
    await addRows(rows, "_superusers", 590, ["superusers_old"]);
    await addRows(rows, "_superusers", 50, ["superusers_fresh"]);
    await runJob(job);
    expect(await idsIn(rows)).toEqual(["superusers_fresh", "users_fresh"]);
  },
);

test("a second factor that was begun in time is still good after the cleanup", async () => {
  const mfas = app.collections.find("_mfas")!;
  const users = app.collections.find("users")!;
  const body = {
    email: "ann@example.com",
    password: "1234567890",
    passwordConfirm: "1234567890",
  };
  const ann = await app.records.create(users, undefined, {
    ...serverRequest,
    body,
  });
  await app.records.create(mfas, undefined, {
    ...serverRequest,
    body: { collectionRef: users.id, recordRef: ann["id"], method: "password" },
  });
  await app.auth.removeExpired("_mfas");
  expect(await idsIn("_mfas")).toHaveLength(1);
  setSystemTime(Date.now() + 3_600_000);
  await app.auth.removeExpired("_mfas");
  expect(await idsIn("_mfas")).toEqual([]);
});

test("__pbDBOptimize__ learns how both databases' rows are spread", async () => {
  await runJob("__pbDBOptimize__");
  const learnt = await app.database.all(
    sql`select distinct tbl from sqlite_stat1`,
  );
  expect(learnt.map(({ tbl }) => tbl)).toContain("_collections");
  expect(app.collections.find("users")).toBeDefined();
});

test("__pbLogsCleanup__ removes what is older than the settings want", async () => {
  await app.settings.update({ logs: { maxDays: 3 } });
  const days = (count: number) =>
    setSystemTime(Date.now() + count * 86_400_000);
  app.logs.add({ level: 0, message: "old", data: {} });
  await app.logs.flush();
  days(4);
  app.logs.add({ level: 0, message: "new", data: {} });
  await app.logs.flush();
  await runJob("__pbLogsCleanup__");
  const left = await app.auxiliary.all(
    sql`select message from _logs where message in ('old', 'new')`,
  );
  expect(left).toEqual([{ message: "new" }]);
});
