import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  as,
  asGuest,
  type Body,
  onTheWire,
  openTestRecords,
  refusal,
  type TestRecords,
} from "./open-test-records.ts";

let world: TestRecords;
afterAll(() => world.close());
let ann: StoredRecord;
let bob: StoredRecord;

const password = "1234567890";

beforeAll(async () => {
  world = await openTestRecords();
  await world.collections.update("users", {
    listRule: "",
    viewRule: "",
    updateRule: "id = @request.auth.id",
  });
  const one = await world.add("users", { email: "ann@example.com", password });
  const two = await world.add("users", { email: "bob@example.com", password });
  ann = await world.stored("users", one.id);
  bob = await world.stored("users", two.id);
  const users = world.collection("users").id;
  await world.define({
    name: "everything",
    fields: [
      { name: "text", type: "text" },
      { name: "editor", type: "editor" },
      { name: "number", type: "number" },
      { name: "bool", type: "bool" },
      { name: "email", type: "email" },
      { name: "url", type: "url" },
      { name: "date", type: "date" },
      { name: "autodate", type: "autodate", onCreate: true },
      { name: "select", type: "select", values: ["a", "b"] },
      { name: "selects", type: "select", values: ["a", "b"], maxSelect: 2 },
      { name: "file", type: "file" },
      { name: "files", type: "file", maxSelect: 5 },
      { name: "relation", type: "relation", collectionId: users },
      {
        name: "relations",
        type: "relation",
        collectionId: users,
        maxSelect: 3,
      },
      { name: "json", type: "json" },
      { name: "password", type: "password" },
      { name: "geo", type: "geoPoint" },
      { name: "constructor", type: "text" },
    ],
  });
});

const create = (body: Body, name = "everything", by = asGuest(body)) =>
  world.records.create(world.collection(name), undefined, by);

const parsed = (json: string): Body => JSON.parse(json) as Body;

describe("a login cannot give itself", () => {
  const cases: [string, Body][] = [
    ["a key", { tokenKey: "k".repeat(50) }],
    ["a generated key", { "tokenKey:autogenerate": "k" }],
    ["a hash", { password: { hash: "$2a$10$x", plain: "" } }],
    [
      "another name of its collection",
      { collectionId: "x", collectionName: "_superusers" },
    ],
    ["a date of creation", { created: "2000-01-01 00:00:00.000Z" }],
    ["an expand", { expand: { role: "admin" } }],
    [
      "prototypes",
      parsed(
        '{"__proto__": {"verified": true}, "constructor": {"prototype": {"verified": true}}}',
      ),
    ],
  ];
  for (const [what, body] of cases) {
    test(what, async () => {
      const before = await world.stored("users", ann.id);
      await refusal(
        world.records.update(
          world.collection("users"),
          ann.id,
          undefined,
          as(before, body),
        ),
      );
      const { updated, ...after } = (await world.stored("users", ann.id))
        .values;
      const { updated: earlier, ...same } = before.values;
      expect(after).toEqual(same);
      expect(updated! >= earlier!).toBe(true);
    });
  }

  const refused: [string, Body, string][] = [
    ["another id", { id: "otherid00000001" }, "validation_pk_change"],
    ["another email", { email: "x@example.com" }, "validation_values_mismatch"],
    ["verification", { verified: true }, "validation_values_mismatch"],
    ["verification as text", { verified: "1" }, "validation_values_mismatch"],
  ];
  for (const [what, body, code] of refused) {
    test(what, async () => {
      const updated = world.records.update(
        world.collection("users"),
        ann.id,
        undefined,
        as(ann, body),
      );
      const [field] = Object.keys(body);
      expect(await refusal(updated)).toEqual({
        error: "Invalid",
        fields: { [field!]: code },
      });
    });
  }

  test("another's record", async () => {
    const users = world.collection("users");
    const body = { name: "taken over", id: ann.id };
    const updated = world.records.update(
      users,
      bob.id,
      undefined,
      as(ann, body),
    );
    expect((await refusal(updated)).error).toBe("NotFound");
    const removed = world.records.remove(users, bob.id, as(ann, body));
    expect((await refusal(removed)).error).toBe("NotFound");
  });
});

describe("a rule on the body cannot be passed by", () => {
  beforeAll(async () => {
    await world.define({
      name: "accounts",
      createRule: "@request.body.role:isset = false",
      updateRule:
        "@request.body.role:isset = false && @request.body.level <= 5",
      fields: [
        {
          name: "role",
          type: "select",
          values: ["user", "admin"],
          maxSelect: 2,
        },
        { name: "level", type: "number" },
        { name: "nick", type: "text", autogeneratePattern: "[a-z]{5}" },
      ],
    });
    await world.add("accounts", { id: "account00000001", level: 5 });
  });
  const bodies: Body[] = [
    { role: "admin" },
    { role: null },
    { "role+": "admin" },
    { "+role": "admin" },
    { "role-": "user" },
    { "level+": 1 },
    { level: 1, "level+": 100 },
    { "level-": -1 },
  ];
  for (const body of bodies) {
    test(`a change by ${JSON.stringify(body)}`, async () => {
      const updated = world.records.update(
        world.collection("accounts"),
        "account00000001",
        undefined,
        asGuest(body),
      );
      expect((await refusal(updated)).error).toBe("NotFound");
      const { values } = await world.stored("accounts", "account00000001");
      expect(values).toMatchObject({ role: [], level: 5 });
    });
  }
  test("a new record", async () => {
    const body = { "role+": "admin" };
    expect((await refusal(create(body, "accounts"))).error).toBe("Invalid");
  });
});

describe("a value is a value, whatever is in it", () => {
  const texts = [
    "'; drop table everything; --",
    '" or 1=1 --',
    "${1+1} {{constructor}} %s %n",
    "a\0b",
    "\u202e\ufeff\u{1f468}\u200d\u{1f469}",
    "[not json",
    "\\u0000",
    "null",
  ];
  for (const text of texts) {
    test(JSON.stringify(text), async () => {
      const record = await create({ text, json: { text }, constructor: text });
      const viewed = await world.records.view(
        world.collection("everything"),
        String(record["id"]),
        undefined,
        asGuest(),
      );
      expect(viewed["text"]).toBe(text);
      expect(viewed["constructor"]).toBe(text);
      expect(viewed["json"]).toEqual({ text });
      const page = await world.records.list(
        world.collection("everything"),
        { filter: `text = ${JSON.stringify(text)}` },
        asGuest(),
      );
      expect(page.totalItems).toBeLessThanOrEqual(1);
    });
  }

  test("half a character becomes a whole one", async () => {
    const record = await create({ text: "a\ud800b", json: ["\udc00"] });
    const stored = await world.stored("everything", String(record["id"]));
    expect(record["text"]).toBe("a\ufffdb");
    expect(stored.values["text"]).toBe("a\ufffdb");
    expect(String(onTheWire(record)).isWellFormed()).toBe(true);
  });
});

test("numbers at the ends of all numbers are stored or refused, never broken", async () => {
  const numbers: unknown[] = [
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    Number.MIN_VALUE,
    Number.MAX_SAFE_INTEGER + 1,
    2 ** 63,
    -(2 ** 63),
    -0,
    "1e400",
    "-1e400",
    "9223372036854775808",
    "0x10",
    Infinity,
    NaN,
  ];
  for (const number of numbers) {
    const made = create({ number });
    const { error } = await refusal(made);
    if (error === "none") {
      const record = await made;
      const { values } = await world.stored("everything", String(record["id"]));
      expect(Number.isFinite(values["number"])).toBe(true);
      expect(onTheWire(values["number"])).toBe(onTheWire(record["number"]));
    } else {
      expect(error).toBe("Invalid");
    }
  }
});

test("bodies of any JSON at all are taken or refused with a reason, and what is answered is what is stored", async () => {
  const names = [...world.collection("everything").field.keys()];
  const keys = fc.oneof(
    fc.constantFrom(...names),
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.constantFrom("+", "-", ":autogenerate", ":x"),
      )
      .map(([name, modifier]) => name + modifier),
    fc.constantFrom(...names).map((name) => `+${name}`),
    fc.constantFrom(
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "expand",
      "",
    ),
    fc.string(),
  );
  const bodies = fc.dictionary(
    keys,
    fc.oneof(fc.jsonValue(), fc.string(), fc.double(), fc.constant(undefined)),
    { maxKeys: 8 },
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const before = await world.count("everything");
      const made = create({ ...body, password: undefined });
      const { error } = await refusal(made);
      expect(["none", "Invalid"]).toContain(error);
      const after = await world.count("everything");
      expect(after).toBe(error === "none" ? before + 1 : before);
      if (error !== "none") return;
      const record = await made;
      const viewed = await world.records.view(
        world.collection("everything"),
        String(record["id"]),
        undefined,
        asGuest(),
      );
      expect(onTheWire(viewed)).toEqual(onTheWire(record));
    }),
    { numRuns: 300 },
  );
}, 30_000);

test("expands of any text at all are answered", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.constantFrom(
            "relation",
            "relations",
            "everything_via_relation",
            "users_via_x",
            "(",
            ")",
            ".",
            "..",
            "__proto__",
            "a(b)",
          ),
          fc.string(),
        ),
      ),
      async (parts) => {
        const page = await world.records.list(
          world.collection("users"),
          { expand: parts.join(".") },
          asGuest(),
        );
        expect(page.items.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 200 },
  );
});
