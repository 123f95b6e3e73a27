import { afterEach, beforeEach, expect, test } from "bun:test";
import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type RunningServer, startServer } from "../../../src/http/server.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;
let server: RunningServer;
beforeEach(async () => {
  api = await openTestApp();
  server = await startServer(api.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
  });
});
afterEach(async () => {
  await server.stop();
  await api.close();
});

const endless =
  "with recursive c(x) as (select 1 union all select x+1 from c) select count(*) from c";

function ask(query: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.url}/api/sql`, {
    method: "POST",
    headers: {
      Authorization: api.token,
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
}

/** What was logged of queries, once one with this text is there. */
async function loggedQuery(text: string) {
  for (;;) {
    await api.app.logs.flush();
    const rows = await api.app.auxiliary.all(
      sql`select data from _logs where message = 'SQL of a superuser'`,
    );
    const found = rows
      .map(({ data }) => JSON.parse(String(data)) as Record<string, unknown>)
      .find(({ query }) => query === text);
    if (found !== undefined) return found;
    await setImmediate();
  }
}

test("a query whose client goes away ends, and what it wrote is undone", async () => {
  const gone = new AbortController();
  await api.app.database.run(sql`create table t (a)`);
  const query = `insert into t values (1); ${endless}`;
  const answer = ask(query, gone.signal).catch((error: unknown) => error);
  // The server answers others meanwhile.
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  gone.abort();
  await answer;
  expect(await loggedQuery(query)).toMatchObject({
    error: "The query was ended",
  });
  await api.app.database.run(sql`insert into t values (2)`);
  expect(await api.app.database.all(sql`select a from t`)).toEqual([{ a: 2 }]);
});

test("two run at once, some wait, and more are refused", async () => {
  const gone = new AbortController();
  const answers = Array.from({ length: 19 }, () =>
    ask(endless, gone.signal).catch((error: unknown) => error),
  );
  const first = await Promise.race(answers);
  if (!(first instanceof Response)) throw first;
  expect((await readError(first)).status).toBe(429);
  gone.abort();
  await Promise.all(answers);
  // Those that waited go as well, one after another.
  let next = await ask("select 1");
  while (next.status === 429) next = await ask("select 1");
  expect(next.status).toBe(200);
});

test("what was asked, by whom and what came of it is logged", async () => {
  const long = `select 1 /* ${"x".repeat(4900)} */`;
  await ask(long);
  const [root] = await api.app.database.all(sql`select id from _superusers`);
  const entry = await loggedQuery(long);
  expect(entry).toMatchObject({
    superuser: root?.["id"],
    address: "127.0.0.1",
    query: long,
    rows: 1,
    affectedRows: 0,
  });
  expect(entry["milliseconds"]).toBeNumber();
  await ask("nonsense");
  expect(await loggedQuery("nonsense")).toMatchObject({
    error: 'SQL logic error: near "nonsense": syntax error (1)',
  });
});

test("the address of who asked is logged only where the settings want addresses", async () => {
  await ask("select 1");
  expect(await loggedQuery("select 1")).toHaveProperty("address");
  await api.app.settings.update({ logs: { logIP: false } });
  await ask("select 2");
  expect(await loggedQuery("select 2")).not.toHaveProperty("address");
});
