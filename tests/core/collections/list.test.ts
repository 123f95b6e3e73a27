import { describe, expect, test } from "bun:test";
import { Invalid } from "../../../src/core/errors.ts";
import { openCollections } from "./open-collections.ts";

test("collections are listed in order of creation, 30 a page", async () => {
  await using folder = await openCollections();
  for (let i = 0; i < 30; i++)
    await folder.collections.create({ name: `c${i}` });
  const first = await folder.collections.list({});
  expect(first).toMatchObject({
    page: 1,
    perPage: 30,
    totalItems: 36,
    totalPages: 2,
  });
  expect(first.items).toHaveLength(30);
  const second = await folder.collections.list({ page: 2 });
  expect(second.items.map((item) => item["name"])).toEqual([
    "c24",
    "c25",
    "c26",
    "c27",
    "c28",
    "c29",
  ]);
});

describe("a list can be asked for", () => {
  const cases: readonly [query: object, names: string[]][] = [
    [{ sort: "-name", perPage: 2 }, ["users", "_superusers"]],
    [{ sort: "name", perPage: 2, page: 3 }, ["_superusers", "users"]],
    [{ sort: "type,-@rowid", perPage: 1 }, ["users"]],
    [{ filter: "type = 'auth'" }, ["_superusers", "users"]],
    [{ filter: "system = false" }, ["users"]],
    [
      { filter: "name ~ 'auth' && id != ''", sort: "name" },
      ["_authOrigins", "_externalAuths"],
    ],
    [
      {
        filter:
          "created > '2000-01-01' && updated < @now && id = '_pb_users_auth_'",
      },
      ["users"],
    ],
    [{ page: 9 }, []],
  ];
  test.each(cases)("%p", async (query, names) => {
    await using folder = await openCollections();
    const { items } = await folder.collections.list(query);
    expect(items.map((item) => String(item["name"]))).toEqual(names);
  });
});

test("page sizes are kept within bounds, and totals can be left out", async () => {
  await using folder = await openCollections();
  expect(
    await folder.collections.list({ perPage: 5000, page: -3, skipTotal: true }),
  ).toMatchObject({ perPage: 1000, page: 1, totalItems: -1, totalPages: -1 });
  expect(await folder.collections.list({ perPage: 0 })).toMatchObject({
    perPage: 30,
  });
});

test.each([
  { filter: "nope = 1" },
  { sort: "fields" },
  { filter: "name = " },
  { filter: "options ~ 'secret'" },
])("%p cannot be asked", async (query) => {
  await using folder = await openCollections();
  await expect(folder.collections.list(query)).rejects.toThrow(Invalid);
});
