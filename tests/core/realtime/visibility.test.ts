import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { type Listening, openListening, withOptions } from "./listening.ts";

let world: Listening;
let ann: StoredRecord;
let bob: StoredRecord;
let root: StoredRecord;
let makers = 0;

const fields = [
  { name: "title", type: "text" },
  { name: "count", type: "number" },
  { name: "open", type: "bool" },
  { name: "tags", type: "select", maxSelect: 3, values: ["a", "b", "c"] },
  { name: "extra", type: "json" },
  { name: "secret", type: "text", hidden: true },
];

beforeAll(async () => {
  world = await openListening();
  ann = await world.user("ann");
  bob = await world.user("bob", { emailVisibility: true });
  root = await world.superuser();
});
afterAll(() => world.close());

/** A collection like the others, under these rules. */
async function define(
  rules: Readonly<Record<string, unknown>>,
  more: readonly object[] = [],
): Promise<string> {
  const name = `things${++makers}`;
  await world.define({ name, fields: [...fields, ...more], ...rules });
  return name;
}

/** What guests, Ann and superusers are told of a new record under a topic of `*`. */
async function told(
  name: string,
  body: Readonly<Record<string, unknown>>,
  query?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const topic =
    query === undefined && headers === undefined
      ? `${name}/*`
      : withOptions(`${name}/*`, query ?? {}, headers);
  const listeners = {
    guest: await world.listen([topic]),
    ann: await world.listen([topic], ann),
    root: await world.listen([topic], root),
  };
  await world.add(name, body);
  await world.settled();
  return Object.entries(listeners).flatMap(([who, listener]) => {
    listener.disconnect();
    return listener.heard.length > 0 ? [who] : [];
  });
}

describe("who is told of a record", () => {
  const everyone = ["guest", "ann", "root"];
  test.each<
    [
      rule: string | null,
      body: Record<string, unknown>,
      told: readonly string[],
    ]
  >([
    ["", {}, everyone],
    [null, {}, ["root"]],
    ["@request.auth.id != ''", {}, ["ann", "root"]],
    ["@request.auth.name = 'ann'", {}, ["ann", "root"]],
    ["@request.auth.name = 'bob'", {}, ["root"]],
    ["@request.auth.collectionName = 'users'", {}, ["ann", "root"]],
    ["title = 'x'", { title: "x" }, everyone],
    ["title = 'x'", { title: "y" }, ["root"]],
    ["title ~ 'X'", { title: "axb" }, everyone],
    ["count > 5", { count: 6 }, everyone],
    ["count > 5", { count: 5 }, ["root"]],
    ["count = '7'", { count: 7 }, everyone],
    ["count != '7'", { count: 7 }, ["root"]],
    ["title = 7", { title: "7" }, ["root"]],
    ["open = true", { open: true }, everyone],
    ["open = true", { open: false }, ["root"]],
    ["tags:each ?= 'b'", { tags: ["a", "b"] }, everyone],
    ["tags:each = 'b'", { tags: ["a", "b"] }, ["root"]],
    ["tags:length = 2", { tags: ["a", "b"] }, everyone],
    ["extra.a.0 = 1", { extra: { a: [1] } }, everyone],
    ["extra.a.0 = 2", { extra: { a: [1] } }, ["root"]],
    ["secret = 's'", { secret: "s" }, everyone],
    ["@request.context = 'realtime'", {}, everyone],
    ["@request.method = 'GET'", {}, everyone],
    ["@request.body.title:isset = true", { title: "x" }, ["root"]],
    ["@collection.users.name ?= title", { title: "bob" }, everyone],
    ["@collection.users.name ?= title", { title: "eve" }, ["root"]],
    ["gone = 1", {}, ["root"]],
  ])("under the rule %j, of %j: %j", async (rule, body, expected) => {
    // A rule that names what is not there is refused when it is set: the field goes afterwards.
    const gone = { name: "gone", type: "number" };
    const name = await define({ listRule: rule, viewRule: null }, [gone]);
    if (rule === "gone = 1") {
      await world.app.database.run(
        sql`update _collections set fields = json_remove(fields, '$[#-1]') where name = ${name}`,
      );
      await world.app.collections.reload();
    }
    expect(await told(name, body)).toEqual(expected);
  });

  test.each<
    [
      query: Record<string, unknown>,
      headers: Record<string, unknown>,
      told: readonly string[],
    ]
  >([
    [{ filter: "count > 5" }, {}, everyone],
    [{ filter: "count > 6" }, {}, []],
    [{ filter: "secret = 's'" }, {}, ["root"]],
    [{ filter: "@request.auth.id != ''" }, {}, ["root"]],
    [{ filter: "@collection.users.id != ''" }, {}, ["root"]],
    [{ filter: "not a filter (" }, {}, []],
    [{ filter: "missing = 1" }, {}, []],
    [{ filter: `title != '${"x".repeat(2_300)}'` }, {}, everyone],
  ])("with the options %j: %j", async (query, headers, expected) => {
    const name = await define({ listRule: "" });
    const body = { title: "a", count: 6, secret: "s" };
    expect(await told(name, body, query, headers)).toEqual(expected);
  });

  test("the options' query and headers are what the rule sees", async () => {
    const name = await define({
      listRule: "@request.query.key = 'k' && @request.headers.x_token = '5'",
    });
    const header = { "X-Token": 5 };
    expect(await told(name, {})).toEqual(["root"]);
    expect(await told(name, {}, { key: "k" })).toEqual(["root"]);
    expect(await told(name, {}, { key: "k" }, header)).toEqual(everyone);
    expect(await told(name, {}, { key: "l" }, header)).toEqual(["root"]);
  });

  test("the list rule decides for a collection's topic, the view rule for a record's", async () => {
    const name = await define({ listRule: null, viewRule: "" });
    const record = await world.add(name, { title: "a" });
    const one = await world.listen([`${name}/${record.id}`]);
    const all = await world.listen([`${name}/*`, name]);
    await world.change(record, { title: "b" });
    await world.app.collections.update(name, { listRule: "", viewRule: null });
    await world.settled();
    expect(one.told()).toEqual(["update b"]);
    expect(all.told()).toEqual([]);
    await world.change(record, { title: "c" });
    await world.settled();
    expect(one.told()).toEqual(["update b"]);
    expect(all.told()).toEqual(["update c", "update c"]);
    one.disconnect();
    all.disconnect();
  });

  test("an update that hides a record is not told, one that shows it is", async () => {
    const name = await define({ listRule: "open = true" });
    const listener = await world.listen([`${name}/*`]);
    const record = await world.add(name, { title: "a", open: true });
    await world.change(record, { title: "b", open: false });
    await world.change(record, { title: "c", open: true });
    await world.settled();
    expect(listener.told()).toEqual(["create a", "update c"]);
    listener.disconnect();
  });

  test("what a record hid at a change stays hidden, though it is open when that is judged", async () => {
    const name = await define({ listRule: "open = true" });
    const listener = await world.listen([`${name}/*`]);
    const { app } = world;
    const { collection, id } = await world.add(name, { title: "a" });
    // Both are committed at once: neither was judged before.
    await app.records.transaction(async (records) => {
      await records.amend(collection, id, () => ({ title: "hidden" }));
      await records.amend(collection, id, () => ({ title: "b", open: true }));
    });
    await world.settled();
    expect(listener.told()).toEqual(["update b"]);
    listener.disconnect();
  });
});

describe("what they are told", () => {
  test("has hidden fields for superusers alone", async () => {
    const name = await define({});
    const topics = [`${name}/*`];
    const guest = await world.listen(topics);
    const user = await world.listen(topics, ann);
    const superuser = await world.listen(topics, root);
    await world.add(name, { title: "a", secret: "s" });
    await world.settled();
    expect(guest.heard[0]!.record).not.toHaveProperty("secret");
    expect(user.heard[0]!.record).not.toHaveProperty("secret");
    expect(superuser.heard[0]!.record["secret"]).toBe("s");
    for (const one of [guest, user, superuser]) one.disconnect();
  });

  test("has an email only for its owner, superusers, managers and where it is shown", async () => {
    const eve = await world.user("eve");
    const users = eve.collection;
    await world.app.collections.update("users", {
      listRule: "",
      manageRule: "@request.auth.name = 'bob'",
    });
    const listeners = {
      guest: await world.listen(["users/*"]),
      other: await world.listen(["users/*"], ann),
      own: await world.listen(["users/*"], eve),
      manager: await world.listen(["users/*"], bob),
      root: await world.listen(["users/*"], root),
    };
    const whoSees = async () => {
      await world.settled();
      return Object.entries(listeners).flatMap(([who, { heard }]) => {
        const last = heard.splice(0).at(-1);
        expect(last?.record["id"]).toBe(eve.id);
        expect(last?.record).not.toHaveProperty("password");
        expect(last?.record).not.toHaveProperty("tokenKey");
        return last?.record["email"] === "eve@example.com" ? [who] : [];
      });
    };
    await world.change(eve, { name: "eve2" });
    expect(await whoSees()).toEqual(["own", "manager", "root"]);
    await world.change(eve, { emailVisibility: true });
    expect(await whoSees()).toEqual(Object.keys(listeners));
    await world.app.collections.update("users", {
      listRule: users.listRule,
      manageRule: null,
    });
    for (const one of Object.values(listeners)) one.disconnect();
  });

  test("has the relations and fields that each subscription asks for, as far as their viewer may see them", async () => {
    const locks = await world.define({
      name: "locks",
      fields: [{ name: "title", type: "text" }],
      viewRule: "@request.auth.name = 'ann' && @request.context = 'expand'",
    });
    const lock = await world.add("locks", { title: "lock" });
    const name = await define({}, [
      { name: "lock", type: "relation", collectionId: locks.id },
    ]);
    const expanding = withOptions(`${name}/*`, { expand: "lock" });
    const picking = withOptions(`${name}/*`, {
      fields: "title:excerpt(2),expand.lock.title",
      expand: "lock",
    });
    const broken = withOptions(`${name}/*`, { fields: "title:nonsense" });
    const topics = [`${name}/*`, expanding, picking, broken];
    const guest = await world.listen(topics);
    const user = await world.listen(topics, ann);
    const record = await world.add(name, { title: "abc", lock: lock.id });
    await world.settled();
    const by = (listener: typeof guest, event: string) =>
      listener.heard.find((heard) => heard.event === event)?.record;
    const bare = {
      id: record.id,
      collectionId: record.collection.id,
      collectionName: name,
      title: "abc",
      count: 0,
      open: false,
      tags: [],
      extra: null,
      lock: lock.id,
    };
    expect(by(guest, topics[0]!)).toEqual(bare);
    expect(by(guest, expanding)).toEqual({ ...bare, expand: {} });
    expect(by(guest, picking)).toEqual({ title: "ab", expand: {} });
    expect(by(guest, broken)).toEqual(bare);
    expect(by(user, topics[0]!)).toEqual(bare);
    expect(by(user, expanding)).toMatchObject({
      ...bare,
      expand: { lock: { id: lock.id, title: "lock" } },
    });
    expect(by(user, picking)).toEqual({
      title: "ab",
      expand: { lock: { title: "lock" } },
    });
    guest.disconnect();
    user.disconnect();
  });
});
