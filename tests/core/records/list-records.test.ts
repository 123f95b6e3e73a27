import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { ListQuery } from "../../../src/core/records/records.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  as,
  asGuest,
  asSuperuser,
  openTestRecords,
  pluck,
  refusal,
  type TestRecords,
} from "./open-test-records.ts";

let world: TestRecords;
afterAll(() => world.close());
let root: StoredRecord;
let user: StoredRecord;

beforeAll(async () => {
  world = await openTestRecords();
  const password = "1234567890";
  const one = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  root = await world.stored("_superusers", one.id);
  const two = await world.add("users", { email: "ann@example.com", password });
  user = await world.stored("users", two.id);
  const tags = await world.define({
    name: "tags",
    fields: [{ name: "name", type: "text" }],
  });
  await world.define({
    name: "posts",
    listRule: "number > 5 || @request.auth.id != ''",
    fields: [
      { name: "number", type: "number" },
      { name: "secret", type: "text", hidden: true },
      { name: "tags", type: "relation", collectionId: tags.id, maxSelect: 9 },
    ],
  });
  await world.add("tags", { id: "tag000000000001", name: "a" });
  await world.add("tags", { id: "tag000000000002", name: "ab" });
  for (let number = 1; number <= 12; number++) {
    await world.add("posts", {
      number,
      secret: `s${number}`,
      tags: ["tag000000000001", "tag000000000002"],
    });
  }
});

const list = (query: ListQuery, viewer = as(user)) =>
  world.records.list(world.collection("posts"), query, viewer);

describe("pages", () => {
  const cases: [ListQuery, unknown][] = [
    [{}, { page: 1, perPage: 30, totalItems: 12, totalPages: 1, count: 12 }],
    [
      { perPage: 5 },
      { page: 1, perPage: 5, totalItems: 12, totalPages: 3, count: 5 },
    ],
    [
      { perPage: 5, page: 3 },
      { page: 3, perPage: 5, totalItems: 12, totalPages: 3, count: 2 },
    ],
    [
      { perPage: 5, page: 9 },
      { page: 9, perPage: 5, totalItems: 12, totalPages: 3, count: 0 },
    ],
    [
      { perPage: 12 },
      { page: 1, perPage: 12, totalItems: 12, totalPages: 1, count: 12 },
    ],
    [
      { perPage: 0, page: 0 },
      { page: 1, perPage: 30, totalItems: 12, totalPages: 1, count: 12 },
    ],
    [
      { perPage: -3, page: -3 },
      { page: 1, perPage: 30, totalItems: 12, totalPages: 1, count: 12 },
    ],
    [
      { perPage: 9999 },
      { page: 1, perPage: 1000, totalItems: 12, totalPages: 1, count: 12 },
    ],
    [
      { page: Number.MAX_SAFE_INTEGER },
      {
        page: Number.MAX_SAFE_INTEGER,
        perPage: 30,
        totalItems: 12,
        totalPages: 1,
        count: 0,
      },
    ],
    [
      { perPage: 5, skipTotal: true },
      { page: 1, perPage: 5, totalItems: -1, totalPages: -1, count: 5 },
    ],
    [
      { filter: "number > 100" },
      { page: 1, perPage: 30, totalItems: 0, totalPages: 0, count: 0 },
    ],
  ];
  for (const [query, expected] of cases) {
    test(`of ${JSON.stringify(query)}`, async () => {
      const { items, ...page } = await list(query);
      expect({ ...page, count: items.length }).toEqual(expected as never);
    });
  }
});

describe("stretches that begin anywhere", () => {
  const cases: [ListQuery, page: number, numbers: number[]][] = [
    [{ offset: 0 }, 1, [1, 2, 3, 4, 5]],
    [{ offset: 3 }, 1, [4, 5, 6, 7, 8]],
    [{ offset: 5 }, 2, [6, 7, 8, 9, 10]],
    [{ offset: 9 }, 2, [10, 11, 12]],
    [{ offset: 12 }, 3, []],
    [{ offset: 3, page: 3 }, 1, [4, 5, 6, 7, 8]],
    [{ offset: -3 }, 1, [1, 2, 3, 4, 5]],
    [{ offset: Infinity }, Math.floor(Number.MAX_SAFE_INTEGER / 5) + 1, []],
  ];
  for (const [query, page, numbers] of cases) {
    test(`after ${query.offset} records, page ${query.page}`, async () => {
      const asked = { perPage: 5, sort: "number", ...query };
      const found = await list(asked);
      expect(pluck(found.items, "number")).toEqual(numbers);
      expect(found).toMatchObject({ page, totalItems: 12, totalPages: 3 });
    });
  }

  test("go on by cursors from there", async () => {
    const asked = { perPage: 4, sort: "number" };
    const first = await list({ ...asked, offset: 3, cursor: "" });
    expect(pluck(first.items, "number")).toEqual([4, 5, 6, 7]);
    const cursor = first.nextCursor ?? "";
    const second = await list({ ...asked, cursor });
    expect(pluck(second.items, "number")).toEqual([8, 9, 10, 11]);
    expect(await refusal(list({ ...asked, offset: 2, cursor }))).toEqual({
      error: "Invalid",
      fields: { page: "validation_page_with_cursor" },
    });
  });
});

test("the list rule and the filter hold together", async () => {
  expect((await list({}, asGuest())).totalItems).toBe(7);
  const both = await list({ filter: "number < 8", sort: "-number" }, asGuest());
  expect(pluck(both.items, "number")).toEqual([7, 6]);
  expect((await list({ filter: "number < 8" })).totalItems).toBe(7);
});

test("sorts by several fields in either direction", async () => {
  const { items } = await list({ sort: "-number", perPage: 3 });
  expect(pluck(items, "number")).toEqual([12, 11, 10]);
});

test("a record that matches by several relations comes once and counts once", async () => {
  const query = { filter: "tags.name ?~ 'a'", sort: "number", perPage: 5 };
  const { items, totalItems } = await list(query);
  expect(pluck(items, "number")).toEqual([1, 2, 3, 4, 5]);
  expect(totalItems).toBe(12);
});

describe("refuses", () => {
  const cases: [string, ListQuery, string][] = [
    ["a filter that is none", { filter: "number >" }, "Invalid"],
    ["an unknown field", { filter: "nothing = 1" }, "Invalid"],
    ["a hidden field", { filter: "secret = 's1'" }, "Invalid"],
    ["sorting by a hidden field", { sort: "secret" }, "Invalid"],
    ["sorting by an unknown field", { sort: "nothing" }, "Invalid"],
    [
      "other collections",
      { filter: "@collection.tags.name = 'a'" },
      "Forbidden",
    ],
    ["the request", { filter: "@request.headers.x = 'a'" }, "Forbidden"],
    [
      "sorting by other collections",
      { sort: "@collection.tags.id" },
      "Forbidden",
    ],
    [
      "a filter of enormous length",
      { filter: `number = ${"1".repeat(4000)}` },
      "Invalid",
    ],
    [
      "a filter of enormous depth",
      { filter: `${"(".repeat(1700)}number=1${")".repeat(1700)}` },
      "Invalid",
    ],
  ];
  for (const [what, query, expected] of cases) {
    test(what, async () => {
      expect((await refusal(list(query))).error).toBe(expected);
    });
  }

  test("none of what superusers may ask for", async () => {
    const asRoot = asSuperuser(root);
    expect((await list({ filter: "secret = 's1'" }, asRoot)).totalItems).toBe(
      1,
    );
    const other = { filter: "@collection.tags.name ?= 'a'" };
    expect((await list(other, asRoot)).totalItems).toBe(12);
  });

  test("guests where the rule is for superusers only", async () => {
    await world.define({ name: "vault", listRule: null, fields: [] });
    const vault = world.collection("vault");
    const asked = (viewer = asGuest()) =>
      refusal(world.records.list(vault, {}, viewer));
    expect((await asked()).error).toBe("Forbidden");
    expect((await asked(as(user))).error).toBe("Forbidden");
    expect((await asked(asSuperuser(root))).error).toBe("none");
  });
});

test("hidden fields stay out of lists", async () => {
  const { items } = await list({ perPage: 1 });
  expect(items[0]).not.toHaveProperty("secret");
  const [seen] = (await list({ perPage: 1 }, asSuperuser(root))).items;
  expect(seen).toHaveProperty("secret");
});

test("a field that was renamed is listed under its new name", async () => {
  await world.define({
    name: "renamed",
    fields: [{ name: "old", type: "text" }],
  });
  await world.add("renamed", { old: "kept" });
  const renamed = () => world.collection("renamed");
  await world.records.list(renamed(), { filter: "old = 'kept'" }, asGuest());
  const fields = renamed().fields.map((field) =>
    field.name === "old" ? { ...field, name: "new" } : field,
  );
  await world.collections.update("renamed", { fields });
  const { items } = await world.records.list(
    renamed(),
    { filter: "new = 'kept'" },
    asGuest(),
  );
  expect(pluck(items, "new")).toEqual(["kept"]);
});
