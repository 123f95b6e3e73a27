import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { serverRequest } from "../../../src/core/request.ts";
import {
  as,
  asGuest,
  asSuperuser,
  type Body,
  onTheWire,
  openTestRecords,
  refusal,
  type TestRecords,
} from "./open-test-records.ts";

let world: TestRecords;
afterAll(() => world.close());
let root: StoredRecord;
let ann: StoredRecord;

beforeAll(async () => {
  world = await openTestRecords();
  const password = "1234567890";
  const one = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  root = await world.stored("_superusers", one.id);
  const two = await world.add("users", { email: "ann@example.com", password });
  ann = await world.stored("users", two.id);
  const tags = await world.define({
    name: "tags",
    fields: [{ name: "name", type: "text" }],
  });
  await world.add("tags", { id: "tag000000000001", name: "a" });
  await world.add("tags", { id: "tag000000000002", name: "b" });
  await world.define({
    name: "things",
    fields: [
      { name: "title", type: "text", max: 20 },
      { name: "slug", type: "text", autogeneratePattern: "[a-z]{8}" },
      { name: "count", type: "number" },
      { name: "done", type: "bool" },
      { name: "when", type: "date" },
      { name: "kind", type: "select", values: ["x", "y", "z"] },
      { name: "kinds", type: "select", values: ["x", "y", "z"], maxSelect: 3 },
      { name: "tags", type: "relation", collectionId: tags.id, maxSelect: 9 },
      { name: "data", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "file", type: "file" },
      { name: "hidden", type: "text", hidden: true },
      { name: "pin", type: "password" },
      { name: "created", type: "autodate", onCreate: true },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
  });
});

const create = (name: string, request: ReturnType<typeof asGuest>) =>
  world.records.create(world.collection(name), undefined, request);

const date = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/;

describe("a new record", () => {
  test("has empty values, an id and its dates where nothing was given", async () => {
    const thing = await create("things", asGuest());
    expect(onTheWire(thing)).toEqual({
      collectionId: world.collection("things").id,
      collectionName: "things",
      id: expect.stringMatching(/^[a-z0-9]{15}$/),
      title: "",
      slug: expect.stringMatching(/^[a-z]{8}$/),
      count: 0,
      done: false,
      when: "",
      kind: "",
      kinds: [],
      tags: [],
      data: null,
      place: { lon: 0, lat: 0 },
      file: "",
      pin: "",
      created: expect.stringMatching(date),
      updated: expect.stringMatching(date),
    });
  });

  test("is answered as it is stored", async () => {
    const body = {
      title: 12,
      count: "1.5",
      done: "true",
      when: "2022-01-02T03:04:05Z",
      kind: ["x", "y"],
      kinds: "z",
      tags: "tag000000000001",
      data: { a: [1, null, { hash: "no password" }] },
      place: { lon: 1.5, lat: 2 },
      unknown: "ignored",
    };
    const created = await create("things", asGuest(body));
    const viewed = await world.records.view(
      world.collection("things"),
      String(created["id"]),
      undefined,
      asGuest(),
    );
    expect(onTheWire(created)).toEqual(onTheWire(viewed));
    expect(viewed).toMatchObject({
      title: "12",
      count: 1.5,
      done: true,
      when: "2022-01-02 03:04:05.000Z",
      kind: "y",
      kinds: ["z"],
      tags: ["tag000000000001"],
      data: { a: [1, null, { hash: "no password" }] },
      place: { lon: 1.5, lat: 2 },
    });
    expect(viewed).not.toHaveProperty("unknown");
  });

  test("takes modifiers, which build on each other", async () => {
    const thing = await create(
      "things",
      asGuest({
        "count+": 5,
        count: 10,
        "kinds+": "x",
        "+kinds": "y",
        "slug:autogenerate": "pre-",
      }),
    );
    expect(thing).toMatchObject({
      count: 15,
      kinds: ["y", "x"],
      slug: expect.stringMatching(/^pre-[a-z]{8}$/),
    });
  });

  test("keeps its password for itself", async () => {
    const thing = await create("things", asGuest({ pin: "123456" }));
    expect(thing["pin"]).toBe("");
    const { values } = await world.stored("things", String(thing["id"]));
    const { hash } = values["pin"] as { hash: string };
    expect(await Bun.password.verify("123456", hash)).toBe(true);
    expect(JSON.stringify(values)).not.toContain("123456");
  });

  test("is announced once it is committed", async () => {
    world.events.length = 0;
    const thing = await create("things", asGuest({ title: "news" }));
    expect(world.events).toEqual([
      {
        action: "create",
        collectionId: world.collection("things").id,
        id: String(thing["id"]),
        record: expect.objectContaining({ title: "news" }),
      },
    ]);
  });
});

describe("values are refused by field", () => {
  const cases: [string, Body, Record<string, string>][] = [
    [
      "too long a text",
      { title: "x".repeat(21) },
      { title: "validation_max_text_constraint" },
    ],
    ["an unknown option", { kind: "w" }, { kind: "validation_invalid_value" }],
    [
      "a record that is not there",
      { tags: ["tag000000000001", "tag000000000009"] },
      { tags: "validation_missing_rel_records" },
    ],
    [
      "a place off the map",
      { place: { lon: 181, lat: 0 } },
      { place: "validation_invalid_longitude" },
    ],
    [
      "a file that was never uploaded",
      { file: "passwd" },
      { file: "validation_invalid_file" },
    ],
    [
      "contents of a file",
      { file: { filename: "a.png", size: 3 } },
      { file: "validation_invalid_file" },
    ],
    [
      "several at once",
      { kind: "w", title: "x".repeat(21) },
      {
        kind: "validation_invalid_value",
        title: "validation_max_text_constraint",
      },
    ],
    [
      "a number beyond all numbers",
      { count: "Infinity" },
      { count: "validation_not_a_number" },
    ],
    [
      "too short an id",
      { id: "short" },
      { id: "validation_min_text_constraint" },
    ],
    [
      "an id that is a path",
      { id: "../../../../aaaa" },
      { id: "validation_max_text_constraint" },
    ],
    [
      "an id with other characters",
      { id: "AAAAAAAAAAAAAAA" },
      { id: "validation_invalid_format" },
    ],
    [
      "an id that is taken",
      { id: "takenid00000001" },
      { id: "validation_not_unique" },
    ],
  ];
  beforeAll(() => world.add("things", { id: "takenid00000001" }));

  for (const [what, body, fields] of cases) {
    test(what, async () => {
      const before = await world.count("things");
      expect(await refusal(create("things", asGuest(body)))).toEqual({
        error: "Invalid",
        fields,
      });
      expect(await world.count("things")).toBe(before);
    });
  }

  test("values that have to be unique", async () => {
    await world.define({
      name: "uniques",
      fields: [
        { name: "a", type: "text" },
        { name: "b", type: "text" },
        { name: "c", type: "text" },
      ],
      indexes: [
        "create unique index idx_u_a on uniques (a)",
        "create unique index idx_u_bc on uniques (b, c)",
        "create unique index idx_u_l on uniques (lower(c)) where c != ''",
      ],
    });
    await create("uniques", asGuest({ a: "1", b: "1", c: "c" }));
    const second = (body: Body) => refusal(create("uniques", asGuest(body)));
    expect(await second({ a: "1", b: "2" })).toEqual({
      error: "Invalid",
      fields: { a: "validation_not_unique" },
    });
    expect(await second({ a: "2", b: "1", c: "c" })).toMatchObject({
      error: "Invalid",
    });
    expect(await second({ a: "2", b: "2", c: "C" })).toEqual({
      error: "Invalid",
      fields: {},
    });
    expect(await world.count("uniques")).toBe(1);
  });

  test("ids that differ from another only in case, where upper case is allowed", async () => {
    const loose = await world.define({
      name: "loose",
      fields: [
        {
          name: "id",
          type: "text",
          primaryKey: true,
          required: true,
          system: true,
          min: 1,
          max: 40,
          pattern: "^.+$",
          autogeneratePattern: "[a-z0-9]{15}",
        },
      ],
    });
    await create(loose.name, asGuest({ id: "Hello" }));
    const refused: [string, string][] = [
      ["hELLO", "validation_pk_invalid"],
      ["a/b", "validation_forbidden_pk_character"],
      ["..", "validation_forbidden_pk_character"],
      ["a\\b", "validation_forbidden_pk_character"],
      ["a\0b", "validation_forbidden_pk_character"],
      ["nul", "validation_reserved_pk"],
    ];
    for (const [id, code] of refused) {
      expect(await refusal(create(loose.name, asGuest({ id })))).toEqual({
        error: "Invalid",
        fields: { id: code },
      });
    }
  });
});

describe("the create rule", () => {
  const withRule = async (createRule: string | null) => {
    await world.collections.update("guarded", { createRule });
    return (request: ReturnType<typeof asGuest>) =>
      refusal(create("guarded", request));
  };
  beforeAll(async () => {
    await world.define({
      name: "guarded",
      fields: [
        { name: "title", type: "text", max: 5 },
        { name: "count", type: "number" },
        { name: "secret", type: "text", hidden: true },
        {
          name: "tags",
          type: "relation",
          collectionId: world.collection("tags").id,
          maxSelect: 5,
        },
        { name: "created", type: "autodate", onCreate: true },
      ],
    });
  });

  test("may name any collection, whatever that is called", async () => {
    await world.define({
      name: "proposed_record",
      fields: [{ name: "title", type: "text" }],
    });
    await world.add("proposed_record", { title: "stored" });
    const attempt = await withRule(
      "@collection.proposed_record.title ?= 'stored'",
    );
    expect((await attempt(asGuest())).error).toBe("none");
  });

  test("null is for superusers only", async () => {
    const attempt = await withRule(null);
    expect((await attempt(asGuest())).error).toBe("Forbidden");
    expect((await attempt(as(ann))).error).toBe("Forbidden");
    expect((await attempt(asSuperuser(root))).error).toBe("none");
    expect((await attempt(serverRequest)).error).toBe("none");
  });

  const refused = { error: "Invalid", fields: {} };
  const cases: [string, Body, boolean][] = [
    ["@request.auth.id != ''", {}, false],
    ["title = 'ok'", { title: "ok" }, true],
    ["title = 'ok'", { title: "no" }, false],
    ["title = 'ok' && @request.body.title = 'ok'", { title: "ok" }, true],
    ["count > 5", { "count+": 6 }, true],
    ["count > 5", { count: 9, "count-": 6 }, false],
    ["@request.body.count > 5", { "count+": 6 }, true],
    ["@request.body.count:isset = false", { "count+": 6 }, false],
    ["@request.body.count:isset = false", { title: "ok" }, true],
    ["tags.name ?= 'a'", { tags: ["tag000000000001"] }, true],
    ["tags.name ?= 'a'", { tags: ["tag000000000002"] }, false],
    ["tags:length = 2", { tags: ["tag000000000001"] }, false],
    ["id != ''", {}, true],
    ["created = ''", {}, true],
    ["secret = ''", { secret: "x" }, true],
    ["@request.body.secret:isset = false", { secret: "x" }, true],
    ["@collection.guarded.title ?= 'never'", { title: "never" }, false],
  ];
  for (const [rule, body, allowed] of cases) {
    test(`${rule} ${allowed ? "lets" : "does not let"} ${JSON.stringify(body)} pass`, async () => {
      const attempt = await withRule(rule);
      expect(await attempt(asGuest(body))).toEqual(
        allowed ? { error: "none" } : refused,
      );
    });
  }

  test("is judged before the values: who fails it learns nothing of them", async () => {
    const attempt = await withRule("count = 1");
    expect(await attempt(asGuest({ title: "too long" }))).toEqual(refused);
    expect(await attempt(asGuest({ title: "too long", count: 1 }))).toEqual({
      error: "Invalid",
      fields: { title: "validation_max_text_constraint" },
    });
  });

  test("does not see as verified what a body says is", async () => {
    await world.define({
      name: "members",
      type: "auth",
      createRule: "verified = true",
      fields: [],
    });
    const attempt = create(
      "members",
      asGuest({
        email: "x@example.com",
        password: "1234567890",
        passwordConfirm: "1234567890",
        verified: true,
      }),
    );
    expect(await refusal(attempt)).toEqual(refused);
  });
});

test("views take no records", async () => {
  await world.define({
    name: "thing_ids",
    type: "view",
    viewQuery: "select id from things",
  });
  const ids = world.collection("thing_ids");
  const asRoot = asSuperuser(root);
  const { records } = world;
  expect(await refusal(create("thing_ids", asRoot))).toMatchObject({
    error: "Invalid",
  });
  expect(
    await refusal(records.update(ids, "takenid00000001", undefined, asRoot)),
  ).toMatchObject({ error: "Invalid" });
  expect(
    await refusal(records.remove(ids, "takenid00000001", asRoot)),
  ).toMatchObject({ error: "Invalid" });
  expect(await refusal(records.truncate(ids))).toMatchObject({
    error: "Invalid",
  });
});

test("many records are created at once, each of them whole", async () => {
  const before = await world.count("things");
  const all = Array.from({ length: 50 }, (_, count) =>
    create("things", asGuest({ count, tags: ["tag000000000001"] })),
  );
  const created = await Promise.all(all);
  expect(new Set(created.map(({ id }) => id)).size).toBe(50);
  expect(await world.count("things")).toBe(before + 50);
});
