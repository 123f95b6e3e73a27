import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { openApp } from "../../../src/core/open-app.ts";
import { levels } from "../../../src/core/logs/logs.ts";
import { captureStderr } from "./capture-stderr.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
beforeEach(async () => {
  temp = await openTempApp();
});
afterEach(() => temp.close());

const note = (message: string, level: number = levels.info) =>
  temp.app.logs.add({ level, message, data: {} });

async function messages(): Promise<string[]> {
  const { items } = await temp.app.logs.list({ perPage: 1000 });
  return items.map(({ message }) => String(message));
}

const setLogs = (logs: Record<string, unknown>) =>
  temp.app.settings.update({ logs });

/** An entry of a day, put there as another program would. */
const insertOld = (message: string, created: string, level = 0) =>
  temp.app.auxiliary.run(
    sql`insert into _logs (message, created, level) values (${message}, ${created}, ${level})`,
  );

test("an entry has the moment of the event, and an id as other rows have", async () => {
  const before = Date.now();
  note("something");
  const after = Date.now();
  const { items } = await temp.app.logs.list({});
  expect(items).toEqual([
    {
      id: expect.stringMatching(/^[a-z0-9]{15}$/),
      created: expect.stringMatching(
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/,
      ),
      data: {},
      message: "something",
      level: 0,
    },
  ]);
  const created = Date.parse(String(items[0]?.["created"]).replace(" ", "T"));
  expect(created).toBeGreaterThanOrEqual(before);
  expect(created).toBeLessThanOrEqual(after);
  expect(await temp.app.logs.view(String(items[0]?.["id"]))).toEqual(items[0]!);
});

test("entries come in the order in which they were noted, whatever batches they were written in", async () => {
  const expected = Array.from({ length: 950 }, (_, index) => `entry ${index}`);
  for (const message of expected) note(message);
  expect(await messages()).toEqual(expected);
});

test("what waits is written when the app closes", async () => {
  note("the last words");
  await temp.app.close();
  const file = join(temp.dir, "pb_data", "auxiliary.db");
  using database = new Database(file, { readonly: true });
  const rows = database.query("select message from _logs").all();
  expect(rows).toEqual([{ message: "the last words" }]);
});

test("what comes after the app has closed is dropped without a word", async () => {
  await temp.app.close();
  expect(() => note("too late")).not.toThrow();
});

describe("a flood", () => {
  test("is bounded, and an entry says how many were dropped", async () => {
    for (let index = 0; index < 30_000; index++) note(`flood ${index}`);
    const { logs } = temp.app;
    expect(logs.waiting).toBeLessThanOrEqual(10_000);
    expect(logs.dropped).toBe(30_000 - logs.waiting);
    await logs.flush();
    const { items, totalItems } = await logs.list({ filter: "level = 4" });
    expect(totalItems).toBe(1);
    expect(items[0]).toMatchObject({ data: { count: logs.dropped } });
    // Once for all.
    note("afterwards");
    await logs.flush();
    expect((await logs.list({ filter: "level = 4" })).totalItems).toBe(1);
  }, 60_000);

  test("of large entries takes no more memory than one of small ones", async () => {
    const message = "x".repeat(5000);
    for (let index = 0; index < 3000; index++) note(message);
    expect(temp.app.logs.waiting).toBeLessThan(1000);
    expect(temp.app.logs.dropped).toBeGreaterThan(2000);
  });
});

test("an entry that is too large is cut", async () => {
  const { logs } = temp.app;
  const text = "<".repeat(300_000);
  logs.add({ level: 8, message: text, data: { text } });
  const [entry] = (await logs.list({})).items;
  expect(JSON.stringify(entry).length).toBeLessThan(64 * 1024);
  expect(String(entry?.["message"])).toEndWith("<...");
});

test("text that is no Unicode, or ends strings elsewhere, is kept as far as it can be", async () => {
  const strange = ["a\u0000b", "\ud800", "'; drop table _logs; --", "\u2028"];
  for (const message of strange) note(message);
  const kept = await messages();
  expect(kept).toHaveLength(strange.length);
  expect(kept).toContain("'; drop table _logs; --");
});

describe("the settings", () => {
  test("say from which level on entries are kept, at once", async () => {
    await setLogs({ minLevel: 4 });
    expect(temp.app.logs.wants(levels.info)).toBe(false);
    note("info");
    note("warning", levels.warn);
    note("error", levels.error);
    expect(await messages()).toEqual(["warning", "error"]);
    await setLogs({ minLevel: -4 });
    note("debug", levels.debug);
    expect(await messages()).toEqual(["warning", "error", "debug"]);
  });

  test("take away what they no longer want", async () => {
    note("info");
    note("error", levels.error);
    await insertOld("old", "2020-01-01 10:00:00.000Z", levels.error);
    await temp.app.logs.flush();
    await setLogs({ minLevel: 4 });
    await temp.app.logs.flush();
    expect(await messages()).toEqual(["error"]);
  });

  test("can want none at all: what there was goes, and its room with it", async () => {
    for (let index = 0; index < 2000; index++) note("x".repeat(1000));
    await temp.app.logs.flush();
    const pages = async () =>
      (
        await temp.app.auxiliary.get<{ page_count: number }>(
          sql`pragma page_count`,
        )
      )?.page_count ?? 0;
    const before = await pages();
    await setLogs({ maxDays: 0 });
    await temp.app.logs.flush();
    expect(await messages()).toEqual([]);
    expect(await pages()).toBeLessThan(before / 4);
    note("error", levels.error);
    expect(await messages()).toEqual([]);
  }, 30_000);

  test("that switch the log off also remove what still waits to be written", async () => {
    note("waiting");
    await setLogs({ maxDays: 0 });
    await temp.app.logs.flush();
    expect(await messages()).toEqual([]);
  });

  test("leave the log alone when they change elsewhere", async () => {
    await insertOld("old", "2020-01-01 10:00:00.000Z");
    await temp.app.settings.update({ meta: { appName: "Other" } });
    await setLogs({ logIP: false });
    await temp.app.logs.flush();
    expect(await messages()).toEqual(["old"]);
  });
});

test("old entries are removed by the day, in as many goes as it takes", async () => {
  const day = 86_400_000;
  const daysAgo = (days: number) =>
    new Date(Date.now() - days * day).toISOString().replace("T", " ");
  await temp.app.auxiliary.run(
    sql`insert into _logs (message, created) select 'old', ${daysAgo(6)} from json_each(${JSON.stringify(Array(2500).fill(0))})`,
  );
  await insertOld("just old", daysAgo(5.01));
  await insertOld("just kept", daysAgo(4.99));
  note("new");
  await temp.app.logs.flush();
  await temp.app.logs.removeOld();
  expect(await messages()).toEqual(["just kept", "new"]);
});

test("all entries can be removed, those that still wait included", async () => {
  note("written");
  await temp.app.logs.flush();
  note("waiting");
  await temp.app.logs.clear();
  expect(await messages()).toEqual([]);
  note("new");
  expect(await messages()).toEqual(["new"]);
});

test("an entry that cannot be written fails nobody, is counted, and the log goes on", async () => {
  const { app } = temp;
  await app.auxiliary.run(
    sql`create trigger refuse before insert on _logs begin select raise(abort, 'no room'); end`,
  );
  const stderr = captureStderr();
  note("lost");
  await app.logs.flush();
  stderr.release();
  expect(stderr.text()).toContain("no room");
  expect(app.logs.dropped).toBe(1);
  await app.auxiliary.run(sql`drop trigger refuse`);
  note("kept");
  expect(await messages()).toEqual([
    "kept",
    expect.stringContaining("1 log entries were dropped"),
  ]);
});

test("another process may write to the same log", async () => {
  const other = await openApp({ dir: temp.app.options.dir, serve: false });
  other.logs.add({ level: 0, message: "of the other", data: {} });
  note("own");
  await other.close();
  const kept = await messages();
  expect(kept.toSorted()).toEqual(["of the other", "own"]);
});
