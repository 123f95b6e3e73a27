import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { StoredRecord } from "../../../src/core/records/record.ts";
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

const id = "thing0000000001";

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
  await world.define({
    name: "things",
    fields: [
      { name: "title", type: "text", max: 10 },
      { name: "code", type: "text" },
      { name: "count", type: "number" },
      { name: "kinds", type: "select", values: ["x", "y", "z"], maxSelect: 3 },
      { name: "hidden", type: "text", hidden: true },
      { name: "data", type: "json" },
      { name: "created", type: "autodate", onCreate: true },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
    indexes: ["create unique index idx_things_code on things (code)"],
  });
  await world.add("things", {
    id,
    title: "old",
    code: "a",
    count: 10,
    kinds: ["x", "y"],
    hidden: "kept",
    data: { a: 1 },
  });
  await world.add("things", { id: "thing0000000002", code: "b" });
});

const update = (body: Body, request = asGuest(body)) =>
  world.records.update(world.collection("things"), id, undefined, request);

test("changes what the body names and nothing else", async () => {
  const before = await world.stored("things", id);
  const answer = await update({ title: "new" });
  const after = await world.stored("things", id);
  expect(after.values).toEqual({
    ...before.values,
    title: "new",
    updated: expect.any(String),
  });
  const viewed = await world.records.view(
    world.collection("things"),
    id,
    undefined,
    asGuest(),
  );
  expect(onTheWire(answer)).toEqual(onTheWire(viewed));
});

describe("modifiers start from what is stored", () => {
  const cases: [Body, Body][] = [
    [{ "count+": 5 }, { count: 15 }],
    [{ "count-": 5 }, { count: 5 }],
    [{ count: 1, "count+": 1 }, { count: 2 }],
    [{ "count+": "2", "count-": "1" }, { count: 11 }],
    [{ "kinds+": "z" }, { kinds: ["x", "y", "z"] }],
    [{ "+kinds": ["z"] }, { kinds: ["z", "x", "y"] }],
    [{ "kinds-": ["x", "z"] }, { kinds: ["y"] }],
    [{ kinds: null }, { kinds: [] }],
    [{ "title+": "no such modifier" }, { title: "old" }],
    [{ data: null }, { data: null }],
  ];
  for (const [body, expected] of cases) {
    test(JSON.stringify(body), async () => {
      await update({ title: "old", count: 10, kinds: ["x", "y"] });
      expect(await update(body)).toMatchObject(expected);
    });
  }
});

describe("refuses", () => {
  const cases: [string, Body, Record<string, string>][] = [
    [
      "too long a text",
      { title: "x".repeat(11) },
      { title: "validation_max_text_constraint" },
    ],
    ["a value that is taken", { code: "b" }, { code: "validation_not_unique" }],
    ["another id", { id: "thing0000000003" }, { id: "validation_pk_change" }],
    ["no id", { id: "" }, { id: "validation_pk_change" }],
    [
      "too many options",
      { kinds: ["x", "y", "z", "w"] },
      { kinds: "validation_too_many_values" },
    ],
  ];
  for (const [what, body, fields] of cases) {
    test(what, async () => {
      const before = await world.stored("things", id);
      expect(await refusal(update({ ...body, count: 99 }))).toEqual({
        error: "Invalid",
        fields,
      });
      expect(await world.stored("things", id)).toEqual(before);
    });
  }

  test("what is not there", async () => {
    const missing = world.records.update(
      world.collection("things"),
      "nothing00000001",
      undefined,
      asSuperuser(root),
    );
    expect((await refusal(missing)).error).toBe("NotFound");
  });
});

test("dates of creation and change are the server's alone", async () => {
  const before = await world.stored("things", id);
  const body = { created: "2000-01-01", updated: "2000-01-01" };
  await update(body, asSuperuser(root, body));
  const { values } = await world.stored("things", id);
  expect(values["created"]).toBe(before.values["created"]);
  expect(String(values["updated"]) > "2020").toBe(true);
});

test("hidden fields change for superusers only", async () => {
  await update({ hidden: "changed", "hidden:autogenerate": "changed" });
  expect((await world.stored("things", id)).values["hidden"]).toBe("kept");
  const body = { hidden: "changed" };
  await update(body, asSuperuser(root, body));
  expect((await world.stored("things", id)).values["hidden"]).toBe("changed");
});

describe("the update rule", () => {
  const rules: [string, Body, boolean][] = [
    ["count = 10", { count: 11 }, true],
    ["count = 11", { count: 11 }, false],
    ["@request.body.count = 11", { count: 11 }, true],
    ["@request.body.count = 11", { "count+": 1 }, true],
    ["@request.body.count <= 10", { "count+": 1 }, false],
    ["@request.body.count:isset = false", { "count+": 1 }, false],
    ["@request.body.count:changed = false", { "count+": 0 }, true],
    ["@request.body.count:changed = false", { "count+": 1 }, false],
    ["@request.body.hidden:isset = false", { hidden: "x" }, true],
    ["@request.auth.id != ''", {}, false],
    ["title = 'nobody'", { title: "nobody" }, false],
  ];
  for (const [updateRule, body, allowed] of rules) {
    test(`${updateRule} ${allowed ? "lets" : "does not let"} ${JSON.stringify(body)} pass`, async () => {
      await world.collections.update("things", { updateRule: "" });
      await update({ count: 10, title: "old" });
      await world.collections.update("things", { updateRule });
      const before = await world.stored("things", id);
      const { error } = await refusal(update(body));
      expect(error).toBe(allowed ? "none" : "NotFound");
      if (!allowed) expect(await world.stored("things", id)).toEqual(before);
      await world.collections.update("things", { updateRule: "" });
    });
  }

  test("comes before the values: who fails it learns nothing of them", async () => {
    await world.collections.update("things", { updateRule: "count = -1" });
    const { error } = await refusal(update({ title: "x".repeat(11) }));
    await world.collections.update("things", { updateRule: "" });
    expect(error).toBe("NotFound");
  });

  test("null is for superusers only", async () => {
    await world.collections.update("things", { updateRule: null });
    const by = async (request: ReturnType<typeof asGuest>) =>
      (await refusal(update({}, request))).error;
    expect(await by(asGuest())).toBe("Forbidden");
    expect(await by(as(ann))).toBe("Forbidden");
    expect(await by(asSuperuser(root))).toBe("none");
    await world.collections.update("things", { updateRule: "" });
  });
});

test("a change is announced with what was before, a refused one is not", async () => {
  await update({ title: "before" });
  world.events.length = 0;
  await update({ title: "after" });
  await refusal(update({ title: "x".repeat(11) }));
  await refusal(update({ code: "b" }));
  expect(world.events).toEqual([
    {
      action: "update",
      collectionId: world.collection("things").id,
      id,
      record: expect.objectContaining({ title: "after" }),
      previous: expect.objectContaining({ title: "before" }),
    },
  ]);
});

test("increments at the same time all count", async () => {
  await update({ count: 0 });
  await Promise.all(Array.from({ length: 30 }, () => update({ "count+": 1 })));
  expect((await world.stored("things", id)).values["count"]).toBe(30);
});

test("handlers run around a change, and what they refuse is not saved", async () => {
  const stop = world.hooks.onRecordUpdate.add(async ({ record }, next) => {
    await next();
    if (record.values["title"] === "refused") throw new Error("refused");
  });
  expect(refusal(update({ title: "refused" }))).rejects.toThrow("refused");
  expect(await update({ title: "fine" })).toMatchObject({ title: "fine" });
  expect((await world.stored("things", id)).values["title"]).toBe("fine");
  stop();
});
