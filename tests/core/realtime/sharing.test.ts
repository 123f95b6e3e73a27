import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { createRealtime } from "../../../src/core/realtime/create-realtime.ts";
import type {
  Realtime,
  RealtimeMessage,
} from "../../../src/core/realtime/realtime.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  type Listening,
  openListening,
  requestBy,
  withOptions,
} from "./listening.ts";

/** What the app's realtime asked for since the last look. */
const work = { judged: 0, shown: 0 };

let world: Listening;
let people: readonly StoredRecord[];
let roots: readonly StoredRecord[];
beforeAll(async () => {
  world = await openListening((app) =>
    createRealtime({
      ...app,
      records: {
        find: app.records.find,
        matches: (...given) => {
          work.judged++;
          return app.records.matches(...given);
        },
        present: (...given) => {
          work.shown++;
          return app.records.present(...given);
        },
      },
    }),
  );
  people = await Promise.all(
    ["ann", "bob", "cid"].map((name) => world.user(name)),
  );
  roots = [await world.superuser(), await world.superuser()];
});
afterAll(() => world.close());

const connected: (() => void)[] = [];
afterEach(() => {
  for (const disconnect of connected.splice(0)) disconnect();
});

/** Connects as many, and keeps what they get. */
async function connect(
  realtime: Realtime,
  count: number,
  topic: string,
  who?: StoredRecord,
): Promise<readonly RealtimeMessage[]> {
  const messages: RealtimeMessage[] = [];
  for (let index = 0; index < count; index++) {
    const client = await realtime.connect(
      requestBy(undefined),
      (message) => messages.push(message) > 0,
      () => {},
    );
    connected.push(() => client.disconnect());
    const body = { clientId: client.id, subscriptions: [topic] };
    await realtime.subscribe(requestBy(who, body));
  }
  return messages;
}

let count = 0;
/** A new collection under a list rule. */
async function define(listRule: string | null, type = "base") {
  const name = `shared${++count}`;
  const fields = [{ name: "title", type: "text" }];
  await world.define({ name, type, fields, listRule });
  return name;
}

async function workFor(name: string) {
  const record = await world.add(name, { title: "a" });
  await world.settled();
  Object.assign(work, { judged: 0, shown: 0 });
  await world.change(record, { title: "b" });
  await world.settled();
  return { ...work };
}

test("ten thousand subscribers under an open rule share one judgement and one message", async () => {
  const name = await define("");
  const messages = await connect(world.realtime, 10_000, `${name}/*`);
  const record = await world.add(name, { title: "a" });
  await world.settled();
  expect(work).toMatchObject({ judged: 1, shown: 1 });
  expect(messages).toHaveLength(10_000);
  expect(new Set(messages).size).toBe(1);
  expect(JSON.parse(messages[0]!.data)).toMatchObject({
    action: "create",
    record: { id: record.id, title: "a" },
  });
});

test("who somebody is divides them only where it matters", async () => {
  const topicOf = (name: string) => `${name}/*`;
  const cases: readonly [
    rule: string | null,
    topic: (name: string) => string,
    work: { judged: number; shown: number },
  ][] = [
    // Superusers among themselves, and all others.
    ["", topicOf, { judged: 2, shown: 2 }],
    ["title != ''", topicOf, { judged: 2, shown: 2 }],
    [null, topicOf, { judged: 1, shown: 1 }],
    // Superusers, guests and each of three people; the people are shown the same.
    ["@request.auth.id != ''", topicOf, { judged: 5, shown: 2 }],
    [
      "",
      (name) => withOptions(topicOf(name), { filter: "title = 'b'" }),
      { judged: 2, shown: 2 },
    ],
    [
      "",
      (name) => withOptions(topicOf(name), { fields: "title" }),
      { judged: 2, shown: 2 },
    ],
    [
      "",
      (name) => withOptions(topicOf(name), { expand: "other" }),
      { judged: 5, shown: 5 },
    ],
  ];
  for (const [rule, topic, expected] of cases) {
    const name = await define(rule);
    await connect(world.realtime, 3, topic(name));
    for (const who of [...people, ...people, ...roots]) {
      await connect(world.realtime, 1, topic(name), who);
    }
    expect({ rule, work: await workFor(name) }).toEqual({
      rule,
      work: expected,
    });
  }
});

test("a person's own record is shown to them apart from the others", async () => {
  await world.app.collections.update("users", { listRule: "" });
  for (const who of people) await connect(world.realtime, 2, "users/*", who);
  Object.assign(work, { judged: 0, shown: 0 });
  await world.change(people[0]!, { name: "anna" });
  await world.settled();
  expect(work).toEqual({ judged: 2, shown: 2 });
});

test("what nobody listens to is neither judged nor shown", async () => {
  const name = await define("");
  await connect(world.realtime, 1, "another/*");
  expect(await workFor(name)).toEqual({ judged: 0, shown: 0 });
});

test("deletions are judged once, too", async () => {
  const name = await define("title = 'a'");
  const messages = await connect(world.realtime, 100, `${name}/*`);
  const record = await world.add(name, { title: "a" });
  await world.settled();
  Object.assign(work, { judged: 0, shown: 0 });
  await world.remove(record);
  await world.settled();
  expect(work).toEqual({ judged: 1, shown: 1 });
  expect(messages).toHaveLength(200);
});
