import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { openCursor } from "../../../../src/core/records/reading/cursors/seal-cursor.ts";
import {
  cursorKey,
  sealCursor,
} from "../../../../src/core/records/reading/cursors/seal-cursor.ts";
import type { ListQuery } from "../../../../src/core/records/records.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import {
  as,
  asGuest,
  asSuperuser,
  openTestRecords,
  pluck,
  refusal,
  type TestRecords,
} from "../open-test-records.ts";

let world: TestRecords;
afterAll(() => world.close());
let root: StoredRecord;
let ann: StoredRecord;

const password = "1234567890";
const addresses = [
  "bob@example.com",
  "b@a.example",
  "zacharias.long@example.com",
];

beforeAll(async () => {
  world = await openTestRecords();
  await world.collections.update("users", { listRule: "" });
  const one = await world.add("_superusers", {
    email: "r@example.com",
    password,
  });
  root = await world.stored("_superusers", one.id);
  const two = await world.add("users", { email: "ann@example.com", password });
  ann = await world.stored("users", two.id);
  for (const email of addresses) await world.add("users", { email, password });
  for (const name of ["posts", "others"]) {
    await world.define({
      name,
      fields: [
        { name: "title", type: "text" },
        { name: "secret", type: "text", hidden: true },
      ],
    });
    for (let number = 0; number < 6; number++) {
      await world.add(name, { title: `t${number}`, secret: `s${6 - number}` });
    }
  }
});

const list = (query: ListQuery, request = asGuest(), name = "posts") =>
  world.records.list(world.collection(name), query, request);

async function cursorOf(
  query: ListQuery,
  request = asGuest(),
  name = "posts",
): Promise<string> {
  const page = await list({ perPage: 2, cursor: "", ...query }, request, name);
  const { nextCursor = "" } = page;
  expect(nextCursor).not.toBe("");
  return nextCursor;
}

describe("refuses a cursor", () => {
  const flipped = (text: string, at: number) => {
    const bytes = Buffer.from(text, "base64url");
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    return bytes.toString("base64url");
  };
  const cases: [string, (good: string) => string | Promise<string>][] = [
    ["that is none", () => "x"],
    ["of SQL", () => "' or 1=1; drop table posts; --"],
    ["of JSON", () => JSON.stringify([false, ["t1", 2]])],
    [
      "that somebody wrote",
      () =>
        Buffer.from(JSON.stringify([false, ["t1", 2]])).toString("base64url"),
    ],
    ["of nothing but a tag", () => Buffer.alloc(28).toString("base64url")],
    ["without end", () => "A".repeat(1_000_000)],
    ["that is cut off", (good) => good.slice(0, -6)],
    ["that goes on", (good) => `${good}AAAA`],
    ["with another beginning", (good) => flipped(good, 0)],
    ["with another text", (good) => flipped(good, 20)],
    ["with another end", (good) => flipped(good, -1)],
    [
      "sealed with another key",
      () => sealCursor('[false,["t1",2]]', Buffer.alloc(32) as never),
    ],
    ["of another order", () => cursorOf({ sort: "-title" })],
    ["of the usual order", () => cursorOf({})],
    [
      "of another collection",
      () => cursorOf({ sort: "title" }, asGuest(), "others"),
    ],
  ];
  test.each(cases)("%s", async (_, forge) => {
    const cursor = await forge(await cursorOf({ sort: "title" }));
    const refused = refusal(list({ sort: "title", cursor }));
    expect(await refused).toEqual({
      error: "Invalid",
      fields: { cursor: "validation_invalid_cursor" },
    });
  });

  test("in random order, which has no places", async () => {
    for (const sort of ["@random", "title,@random"]) {
      expect(await refusal(list({ sort, cursor: "" }))).toEqual({
        error: "Invalid",
        fields: { cursor: "validation_random_order" },
      });
    }
  });

  test("together with a page, which counts from the beginning", async () => {
    const cursor = await cursorOf({});
    expect(await refusal(list({ page: 2, cursor }))).toEqual({
      error: "Invalid",
      fields: { page: "validation_page_with_cursor" },
    });
    expect((await list({ page: 1, cursor })).items).not.toBeEmpty();
  });

  test("once all tokens of superusers were called in", async () => {
    const cursor = await cursorOf({ sort: "title" });
    const secret = "another secret of at least thirty characters";
    await world.collections.update("_superusers", {
      authToken: { secret, duration: 1000 },
    });
    expect((await refusal(list({ sort: "title", cursor }))).error).toBe(
      "Invalid",
    );
  });
});

test("a cursor of the same order, written in another way, is as good", async () => {
  const cursor = await cursorOf({ sort: "title" });
  const { items } = await list({
    sort: " +title",
    cursor,
    filter: "title > 't3'",
  });
  expect(pluck(items, "title")).toEqual(["t4", "t5"]);
});

describe("a cursor shows nobody what they cannot see", () => {
  test("emails, by which everyone may sort, not even how long they are", async () => {
    const lengths = new Set<number>();
    for (let page = 1; page <= 3; page++) {
      const query = { sort: "email", perPage: 1, page };
      const cursor = await cursorOf(query, as(ann), "users");
      lengths.add(cursor.length);
      const bytes = Buffer.from(cursor, "base64url").toString("latin1");
      expect(cursor + bytes).not.toContain("example");
      const terms = { path: "email", descending: false, start: 0, end: 5 };
      const key = cursorKey(world.collections, world.collection("users"), [
        terms,
      ]);
      expect(openCursor(cursor, key)).toContain("example");
    }
    expect([...lengths]).toHaveLength(1);
  });

  test("and is another one each time", async () => {
    expect(await cursorOf({})).not.toBe(await cursorOf({}));
  });

  test("a superuser's, by hidden fields, is of no use to others", async () => {
    const sort = "secret";
    const cursor = await cursorOf({ sort }, asSuperuser(root));
    expect((await refusal(list({ sort, cursor }))).error).toBe("Invalid");
    const stolen = await refusal(list({ sort: "title", cursor }));
    expect(stolen.fields).toEqual({ cursor: "validation_invalid_cursor" });
  });

  test("a superuser's leads others to nothing that their rule hides", async () => {
    const sort = "-title";
    const cursor = await cursorOf({ sort }, asSuperuser(root));
    await world.collections.update("posts", { listRule: "title < 't3'" });
    const { items } = await list({ sort, cursor });
    expect(pluck(items, "title")).toEqual(["t2", "t1", "t0"]);
  });
});
