import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { FieldPreview } from "../../../../src/core/collections/dry-run/change-preview.ts";
import type { Json, JsonObject } from "../../../../src/core/json.ts";
import { text, type TestFolder } from "../open-collections.ts";
import { bookFields, openLibrary, withFields } from "./open-library.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await openLibrary();
});
afterAll(() => folder[Symbol.asyncDispose]());

async function fieldsOf(fields: Json): Promise<readonly FieldPreview[]> {
  const preview = await folder.collections.dryRunChange({
    collection: "books",
    change: { fields, indexes: [], listRule: null },
  });
  return preview.collections.find(({ id }) => id === "books_id")!.fields;
}

describe("what a field's removal loses is counted:", () => {
  test.each([
    ["isbn", { rows: 3, values: 3 }],
    ["tags", { rows: 2, values: 3 }],
    ["covers", { rows: 2, values: 4 }],
    ["pages", { rows: 1, values: 1 }],
    ["lent", { rows: 1, values: 1 }],
    ["place", { rows: 1, values: 1 }],
    ["notes", { rows: 1, values: 1 }],
  ])("%s", async (name, counts) => {
    expect(await fieldsOf(withFields({ [name]: null }))).toMatchObject([
      { name, action: "remove", after: null, unfit: 0, ...counts },
    ]);
  });
});

test("files that no record names any more are counted", async () => {
  const files = async (change: JsonObject | null) => {
    const { collections } = await folder.collections.dryRunChange({
      collection: "books",
      change: { fields: withFields({ covers: change }) },
    });
    return collections[0]?.files;
  };
  expect(await files(null)).toBe(4);
  expect(await files({ maxSelect: 1 })).toBe(2);
  expect(await files({ maxSelect: 2, maxSize: 7 })).toBe(0);
});

describe("a changed field tells", () => {
  test.each([
    [
      "which records lose all values but the last",
      { tags: { maxSelect: 1 } },
      { name: "tags", becomes: "single", rows: 1, values: 1, unfit: 0 },
    ],
    [
      "which records keep a choice that is gone",
      { tags: { values: ["x", "z"] } },
      { name: "tags", becomes: null, rows: 0, values: 0, unfit: 1 },
    ],
    [
      "which one that is, of a last value that stays",
      { tags: { values: ["y"], maxSelect: 1 } },
      { name: "tags", becomes: "single", rows: 1, values: 1, unfit: 1 },
    ],
    [
      "which records have none where one is required now",
      { title: { required: true }, pages: { required: true } },
      { name: "title", rows: 0, values: 0, unfit: 1 },
    ],
    [
      "its new name, and loses nothing",
      { pages: { name: "length", max: 3 } },
      { name: "length", renamedFrom: "pages", rows: 0, values: 0, unfit: 0 },
    ],
  ])("%s", async (_, changes, expected) => {
    const [first] = await fieldsOf(withFields(changes));
    expect(first).toMatchObject({ action: "change", ...expected });
  });
});

test("a field that comes under another id takes the values of none", async () => {
  const fields = await fieldsOf([
    ...bookFields.filter(({ id }) => id !== "isbn"),
    text("isbn", { id: "another" }),
  ]);
  expect(fields.map(({ id, action, rows }) => [id, action, rows])).toEqual([
    ["another", "add", 0],
    ["isbn", "remove", 3],
  ]);
});

test("any number of fields is counted", async () => {
  const names = Array.from({ length: 450 }, (_, i) => `f${i}`);
  await folder.collections.create({
    name: "wide",
    fields: names.map((name) => text(name)),
  });
  await folder.execute("insert into wide (f0, f449) values ('a', 'b')");
  const { collections } = await folder.collections.dryRunChange({
    collection: "wide",
    change: { fields: [] },
  });
  const rows = collections[0]!.fields.map((field) => field.rows);
  expect(rows).toHaveLength(450);
  expect(rows.flatMap((count, at) => (count === 1 ? [at] : []))).toEqual([
    0, 449,
  ]);
});

test.each([
  ["create unique index one on books (title)", 2],
  ["create unique index one on books (title, isbn)", 0],
  ["create unique index one on books (lower(title))", 2],
  ["create unique index one on books (notes)", 0],
  ["create unique index one on books (price) where price > 1", 2],
  ["create index one on books (price)", 0],
])("who stands against %s is counted", async (statement, duplicates) => {
  const { collections, error } = await folder.collections.dryRunChange({
    collection: "books",
    change: { indexes: [statement] },
  });
  expect(collections[0]!.indexes).toMatchObject([
    { name: "by_title", action: "drop", duplicates: 0 },
    { name: "one", action: "create", duplicates },
  ]);
  expect(error === undefined).toBe(duplicates === 0);
});

test("options are told as they are and as they would be, secrets without their values", async () => {
  const secret = "s".repeat(40);
  const provider = {
    name: "google",
    clientId: "id",
    clientSecret: "very secret",
  };
  const { collections } = await folder.collections.dryRunChange({
    collection: "readers",
    change: {
      listRule: "nick = ''",
      otp: { enabled: true },
      authToken: { duration: 77 },
      fileToken: { secret },
      oauth2: { enabled: true, providers: [provider] },
    },
  });
  const { options } = collections[0]!;
  expect(options.map(({ name }) => name).toSorted()).toEqual([
    "authToken.duration",
    "fileToken.secret",
    "listRule",
    "oauth2.enabled",
    "oauth2.providers",
    "oauth2.providers.google.clientSecret",
    "otp.enabled",
  ]);
  expect(options.find(({ name }) => name === "listRule")).toEqual({
    name: "listRule",
    isSecret: false,
    before: null,
    after: "nick = ''",
  });
  expect(options.find(({ name }) => name === "fileToken.secret")).toEqual({
    name: "fileToken.secret",
    isSecret: true,
    before: null,
    after: null,
  });
  expect(JSON.stringify(options)).not.toContain("very secret");
});

test("the statements are those that run, without values", async () => {
  const { statements } = await folder.collections.dryRunChange({
    collection: "books",
    change: { name: "novels", fields: withFields({ pages: null }) },
  });
  const secrets = /insert into _collections .* values \(\?(, \?)+\)/s;
  expect(statements.filter((one) => !secrets.test(one))).toEqual(
    expect.arrayContaining([
      "drop index if exists `by_title`",
      "alter table `books` rename to `novels`",
      "alter table `novels` drop column `pages`",
      "CREATE INDEX `by_title` ON `novels` (\n  `title`,\n  lower(isbn)\n)",
    ]),
  );
  expect(statements.join()).not.toContain("temp view");
});

test("what takes too long is not counted, and said to be", async () => {
  const slow = Promise.withResolvers<never>();
  const { Counting, countIn } =
    await import("../../../../src/core/collections/dry-run/counting.ts");
  const { TimedOut } =
    await import("../../../../src/engines/database/database.ts");
  const counting = new Counting({
    dialect: folder.database.dialect,
    allAside: () => slow.promise,
  });
  slow.reject(new TimedOut("too slow"));
  const { sql } = await import("drizzle-orm");
  expect(countIn(await counting.row(sql`select 1`), "records")).toBeNull();
});
