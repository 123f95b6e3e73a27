import {
  afterEach,
  beforeEach,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import { createAttempts } from "../../src/core/auth/one-time-passwords/attempts.ts";
import { levels } from "../../src/core/logs/logs.ts";
import { openTestApp, type TestApp } from "../http/open-test-app.ts";

const noon = Date.UTC(2030, 5, 15, 12);
const hour = 3_600_000;
const day = 24 * hour;

let api: TestApp;
beforeEach(async () => {
  setSystemTime(noon);
  api = await openTestApp();
});
afterEach(async () => {
  setSystemTime();
  await api.close();
});

interface Dated {
  readonly id: string;
  readonly created: string;
  readonly updated: string;
}

async function read<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

test("a token is good by the clock as it is: ended by a jump forward, and good again after the way back", async () => {
  const refresh = async () => {
    const path = "/api/collections/_superusers/auth-refresh";
    return (await api.sudo(`POST ${path}`)).status;
  };
  expect(await refresh()).toBe(200);
  setSystemTime(noon + 300 * day);
  expect(await refresh()).toBe(401);
  setSystemTime(noon - 300 * day);
  expect(await refresh()).toBe(200);
});

test("records are written whatever the clock says, dated by it, and keep the order that they came in", async () => {
  await api.sudo("POST /api/collections", {
    json: {
      name: "posts",
      fields: [
        { name: "created", type: "autodate", onCreate: true },
        { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
      ],
    },
  });
  const posts = "/api/collections/posts/records";
  const create = () => read<Dated>(api.sudo(`POST ${posts}`, { json: {} }));
  const first = await create();
  setSystemTime(noon - 2 * hour);
  const second = await create();
  setSystemTime(noon + 2 * hour);
  const third = await create();
  setSystemTime(noon - 4 * hour);
  const changed = await read<Dated>(
    api.sudo(`PATCH ${posts}/${first.id}`, { json: {} }),
  );

  const dates = [first, second, third].map(({ created }) => created);
  expect(dates).toEqual([
    "2030-06-15 12:00:00.000Z",
    "2030-06-15 10:00:00.000Z",
    "2030-06-15 14:00:00.000Z",
  ]);
  expect(changed).toMatchObject({
    created: first.created,
    updated: "2030-06-15 08:00:00.000Z",
  });
  const { items } = await read<{ items: Dated[] }>(
    api.sudo(`GET ${posts}?sort=@rowid`),
  );
  expect(items.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
});

describe("attempts that are counted", () => {
  test.each([
    ["back", -day, true],
    ["forward past their time", hour, true],
    ["forward a little", 1_000, false],
  ])("clock goes %s: %i ms", (_, jump, mayTryAgain) => {
    const attempts = createAttempts({ max: 2, seconds: 180, keys: 10 });
    expect([1, 2, 3].map(() => attempts.take("a"))).toEqual([
      true,
      true,
      false,
    ]);
    setSystemTime(noon + jump);
    expect(attempts.areSpent("a")).toBe(!mayTryAgain);
    expect(attempts.take("a")).toBe(mayTryAgain);
  });
});

test("the log goes on: what a wrong clock has dated stays until its days are over", async () => {
  const { logs } = api.app;
  const add = async (message: string, time: number) => {
    setSystemTime(time);
    logs.add({ level: levels.warn, message, data: {} });
    await logs.flush();
  };
  const messages = async () => {
    const { items } = await logs.list({
      filter: "message ~ 'entry'",
      sort: "@rowid",
    });
    return items.map(({ message }) => message);
  };
  await add("entry of now", noon);
  await add("entry of tomorrow", noon + day);
  await add("entry of yesterday", noon - day);
  await logs.removeOld();
  expect(await messages()).toEqual([
    "entry of now",
    "entry of tomorrow",
    "entry of yesterday",
  ]);
  // Five days are kept.
  setSystemTime(noon + 5.5 * day);
  await logs.removeOld();
  expect(await messages()).toEqual(["entry of tomorrow"]);
});
