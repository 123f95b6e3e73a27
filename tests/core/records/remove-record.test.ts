import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { serverRequest } from "../../../src/core/request.ts";
import {
  as,
  asGuest,
  asSuperuser,
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

  const hubs = await world.define({
    name: "hubs",
    fields: [{ name: "title", type: "text" }],
  });
  const to = { type: "relation", collectionId: hubs.id };
  await world.define({
    name: "loose",
    fields: [
      { name: "hub", ...to },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
  });
  await world.define({
    name: "lists",
    fields: [{ name: "hubs", ...to, maxSelect: 5 }],
  });
  const parts = await world.define({
    name: "parts",
    fields: [{ name: "hub", ...to, required: true, cascadeDelete: true }],
  });
  await world.define({
    name: "cascading_lists",
    fields: [{ name: "hubs", ...to, maxSelect: 5, cascadeDelete: true }],
  });
  await world.define({
    name: "screws",
    fields: [
      {
        name: "part",
        type: "relation",
        collectionId: parts.id,
        cascadeDelete: true,
      },
    ],
  });
  await world.define({
    name: "strict",
    fields: [{ name: "hub", ...to, required: true }],
  });
  await world.define({
    name: "strict_lists",
    fields: [{ name: "hubs", ...to, required: true, maxSelect: 5 }],
  });
  await world.define({
    name: "strict_screws",
    fields: [
      {
        name: "part",
        type: "relation",
        collectionId: parts.id,
        required: true,
      },
    ],
  });
});

const all = [
  "strict_screws",
  "strict_lists",
  "strict",
  "screws",
  "cascading_lists",
  "parts",
  "lists",
  "loose",
  "hubs",
];

const hub = "hub000000000001";
const other = "hub000000000002";

beforeEach(async () => {
  for (const name of all) await world.records.truncate(world.collection(name));
  await world.add("hubs", { id: hub, title: "first" });
  await world.add("hubs", { id: other, title: "second" });
  world.events.length = 0;
});

const remove = (request = asGuest()) =>
  world.records.remove(world.collection("hubs"), hub, request);

const value = async (name: string, id: string, field: string) =>
  (await world.stored(name, id)).values[field];

test("a record that nothing refers to is gone", async () => {
  await remove();
  expect(await world.records.find(world.collection("hubs"), hub)).toBe(
    undefined,
  );
  expect(await world.count("hubs")).toBe(1);
  expect((await refusal(remove())).error).toBe("NotFound");
  expect(world.events).toEqual([
    {
      action: "delete",
      collectionId: world.collection("hubs").id,
      id: hub,
      previous: expect.objectContaining({ title: "first" }),
    },
  ]);
});

describe("what refers to it", () => {
  test("loses the reference", async () => {
    const one = await world.add("loose", { hub });
    const two = await world.add("loose", { hub: other });
    await remove();
    expect(await value("loose", one.id, "hub")).toBe("");
    expect(await value("loose", two.id, "hub")).toBe(other);
    expect(world.events.map(({ action, id }) => [action, id])).toContainEqual([
      "update",
      one.id,
    ]);
  });

  test("keeps its other references", async () => {
    const cases: [string, string[], string[]][] = [
      ["lists", [hub, other], [other]],
      ["lists", [hub], []],
      ["strict_lists", [other, hub], [other]],
      ["cascading_lists", [other, hub], [other]],
    ];
    const made: [string, string, string[]][] = [];
    for (const [name, hubs, kept] of cases) {
      made.push([name, (await world.add(name, { hubs })).id, kept]);
    }
    await remove();
    for (const [name, id, kept] of made) {
      expect(await value(name, id, "hubs")).toEqual(kept);
    }
  });

  test("goes with it where the relation cascades, and so on", async () => {
    const part = await world.add("parts", { hub });
    const screw = await world.add("screws", { part: part.id });
    const only = await world.add("cascading_lists", { hubs: [hub] });
    const kept = await world.add("parts", { hub: other });
    await remove();
    const left = await world.records.list(
      world.collection("parts"),
      {},
      serverRequest,
    );
    expect(left.items.map(({ id }) => id)).toEqual([kept.id]);
    expect(await world.count("screws")).toBe(0);
    expect(await world.count("cascading_lists")).toBe(0);
    const gone = world.events
      .filter(({ action }) => action === "delete")
      .map(({ id }) => id);
    expect(gone.sort()).toEqual([hub, part.id, screw.id, only.id].sort());
  });

  const strict: [string, object][] = [
    ["strict", { hub }],
    ["strict_lists", { hubs: [hub] }],
  ];
  for (const [name, body] of strict) {
    test(`keeps it where it is required: ${name}`, async () => {
      await world.add(name, body as never);
      expect(await refusal(remove())).toEqual({ error: "Invalid", fields: {} });
      expect(await world.count("hubs")).toBe(2);
    });
  }

  test("keeps everything where one of many is required, however deep", async () => {
    const part = await world.add("parts", { hub });
    await world.add("screws", { part: part.id });
    const loose = await world.add("loose", { hub });
    await world.add("strict_screws", { part: part.id });
    const updated = await value("loose", loose.id, "updated");
    world.events.length = 0;
    expect((await refusal(remove())).error).toBe("Invalid");
    expect(await world.count("hubs")).toBe(2);
    expect(await world.count("parts")).toBe(1);
    expect(await world.count("screws")).toBe(1);
    expect(await value("loose", loose.id, "hub")).toBe(hub);
    expect(await value("loose", loose.id, "updated")).toBe(updated);
    expect(world.events).toEqual([]);
  });

  test("in circles comes to an end", async () => {
    const nodes = await world.define({ name: "nodes", fields: [] });
    await world.collections.update("nodes", {
      fields: [
        ...nodes.fields,
        {
          name: "next",
          type: "relation",
          collectionId: nodes.id,
          cascadeDelete: true,
        },
      ],
    });
    const first = await world.add("nodes", {});
    let last = first;
    for (let count = 0; count < 700; count++) {
      last = await world.add("nodes", { next: last.id });
    }
    const asRoot = asSuperuser(root, { next: last.id });
    const node = () => world.collection("nodes");
    await world.records.update(node(), first.id, undefined, asRoot);
    await world.records.remove(node(), first.id, asRoot);
    expect(await world.count("nodes")).toBe(0);
  });

  test("in great numbers is let go of completely", async () => {
    for (let count = 0; count < 1100; count++) {
      await world.add("loose", { hub });
    }
    await remove();
    const left = await world.records.list(
      world.collection("loose"),
      { filter: `hub = '${hub}'` },
      serverRequest,
    );
    expect(left.totalItems).toBe(0);
    expect(await world.count("loose")).toBe(1100);
  });
});

describe("the delete rule", () => {
  const cases: [string | null, "guest" | "ann" | "superuser", string][] = [
    ["", "guest", "none"],
    [null, "guest", "Forbidden"],
    [null, "ann", "Forbidden"],
    [null, "superuser", "none"],
    ["title = 'first'", "guest", "none"],
    ["title = 'second'", "guest", "NotFound"],
    ["title = 'second'", "superuser", "none"],
    ["@request.auth.id != ''", "guest", "NotFound"],
    ["@request.auth.id != ''", "ann", "none"],
  ];
  for (const [deleteRule, by, expected] of cases) {
    test(`${JSON.stringify(deleteRule)} for ${by}: ${expected}`, async () => {
      await world.collections.update("hubs", { deleteRule });
      const callers = {
        guest: asGuest(),
        ann: as(ann),
        superuser: asSuperuser(root),
      };
      expect((await refusal(remove(callers[by]))).error).toBe(expected);
      expect(await world.count("hubs")).toBe(expected === "none" ? 1 : 2);
      await world.collections.update("hubs", { deleteRule: "" });
    });
  }
});

describe("truncating", () => {
  test("deletes every record with its consequences", async () => {
    await world.add("parts", { hub });
    const loose = await world.add("loose", { hub: other });
    await world.records.truncate(world.collection("hubs"));
    expect(await world.count("hubs")).toBe(0);
    expect(await world.count("parts")).toBe(0);
    expect(await value("loose", loose.id, "hub")).toBe("");
  });

  test("deletes nothing if one of them is required", async () => {
    await world.add("strict", { hub: other });
    const truncated = world.records.truncate(world.collection("hubs"));
    expect(await refusal(truncated)).toEqual({ error: "Invalid", fields: {} });
    expect(await world.count("hubs")).toBe(2);
    expect(world.events.filter(({ action }) => action === "delete")).toEqual(
      [],
    );
  });

  test("ends even if a handler keeps records", async () => {
    const stop = world.hooks.onRecordDelete.add(async () => {});
    await world.records.truncate(world.collection("hubs"));
    stop();
    expect(await world.count("hubs")).toBe(2);
  });
});

test("a reference that cannot be let go of, as its place has to be unique, keeps everything", async () => {
  await world.define({
    name: "singles",
    fields: [
      {
        name: "hub",
        type: "relation",
        collectionId: world.collection("hubs").id,
      },
    ],
    indexes: ["create unique index idx_singles_hub on singles (hub)"],
  });
  await world.add("singles", {});
  const single = await world.add("singles", { hub });
  expect(await refusal(remove())).toEqual({
    error: "Invalid",
    fields: { hub: "validation_not_unique" },
  });
  expect(await value("singles", single.id, "hub")).toBe(hub);
  expect(await world.count("hubs")).toBe(2);
  await world.collections.remove("singles");
});
