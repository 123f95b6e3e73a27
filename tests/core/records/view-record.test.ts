import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import type { RequestInfo } from "../../../src/core/request.ts";
import {
  as,
  asGuest,
  asSuperuser,
  onTheWire,
  openTestRecords,
  refusal,
  type TestRecords,
} from "./open-test-records.ts";

let world: TestRecords;
afterAll(() => world.close());
let ann: StoredRecord;
let bob: StoredRecord;
let root: StoredRecord;

beforeAll(async () => {
  world = await openTestRecords();
  await world.define({
    name: "notes",
    viewRule: "owner = @request.auth.id || public = true",
    fields: [
      { name: "title", type: "text" },
      { name: "secret", type: "text", hidden: true },
      { name: "pin", type: "password" },
      { name: "public", type: "bool" },
      {
        name: "owner",
        type: "relation",
        collectionId: world.collection("users").id,
      },
    ],
  });
  const password = "1234567890";
  const one = await world.add("users", { email: "ann@example.com", password });
  const two = await world.add("users", {
    email: "bob@example.com",
    password,
    emailVisibility: true,
  });
  const three = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  ann = await world.stored("users", one.id);
  bob = await world.stored("users", two.id);
  root = await world.stored("_superusers", three.id);
  await world.add("notes", {
    id: "annsnote0000001",
    title: "mine",
    secret: "s3cret",
    pin: "123456",
    owner: ann.id,
  });
  await world.add("notes", {
    id: "publicnote00001",
    title: "ours",
    public: true,
  });
});

describe("the view rule", () => {
  const callers: Record<string, () => RequestInfo> = {
    guest: () => asGuest(),
    ann: () => as(ann),
    bob: () => as(bob),
    superuser: () => asSuperuser(root),
  };
  const cases: [string, string, string][] = [
    ["guest", "annsnote0000001", "NotFound"],
    ["guest", "publicnote00001", "none"],
    ["ann", "annsnote0000001", "none"],
    ["bob", "annsnote0000001", "NotFound"],
    ["bob", "publicnote00001", "none"],
    ["superuser", "annsnote0000001", "none"],
    ["superuser", "doesnotexist000", "NotFound"],
    ["ann", "doesnotexist000", "NotFound"],
  ];
  for (const [caller, id, expected] of cases) {
    test(`lets ${caller} see ${id}: ${expected}`, async () => {
      const viewing = world.records.view(
        world.collection("notes"),
        id,
        undefined,
        callers[caller]!(),
      );
      expect((await refusal(viewing)).error).toBe(expected);
    });
  }

  test("null is for superusers only", async () => {
    await world.define({ name: "vault", viewRule: null, fields: [] });
    const { id } = await world.add("vault", {});
    const vault = world.collection("vault");
    const view = (request: RequestInfo) =>
      refusal(world.records.view(vault, id, undefined, request));
    expect((await view(asGuest())).error).toBe("Forbidden");
    expect((await view(as(ann))).error).toBe("Forbidden");
    expect((await view(asSuperuser(root))).error).toBe("none");
  });

  test("is judged anew when it changes", async () => {
    await world.define({
      name: "doors",
      viewRule: "open = true",
      fields: [{ name: "open", type: "bool" }],
    });
    const { id } = await world.add("doors", {});
    const view = () =>
      refusal(
        world.records.view(world.collection("doors"), id, undefined, asGuest()),
      );
    expect((await view()).error).toBe("NotFound");
    await world.collections.update("doors", { viewRule: "open = false" });
    expect((await view()).error).toBe("none");
  });

  const odd = ["", "../annsnote0000001", "' or 1=1 --", "a\0b", "%", "\ud800"];
  for (const id of odd) {
    test(`finds nothing under the id ${JSON.stringify(id)}`, async () => {
      const notes = world.collection("notes");
      const viewing = world.records.view(
        notes,
        id,
        undefined,
        asSuperuser(root),
      );
      expect((await refusal(viewing)).error).toBe("NotFound");
    });
  }
});

describe("what is shown", () => {
  const notes = () => world.collection("notes");

  test("a record comes with its collection and visible fields, keys in order", async () => {
    const note = await world.records.view(
      notes(),
      "publicnote00001",
      undefined,
      asGuest(),
    );
    expect(JSON.stringify(note)).toBe(
      `{"collectionId":"${notes().id}","collectionName":"notes","id":"publicnote00001","owner":"","pin":"","public":true,"title":"ours"}`,
    );
  });

  test("hidden fields are for superusers; a password's hash is for nobody", async () => {
    const see = (request: RequestInfo) =>
      world.records.view(notes(), "annsnote0000001", undefined, request);
    expect(await see(as(ann))).not.toHaveProperty("secret");
    expect(await see(asSuperuser(root))).toMatchObject({
      secret: "s3cret",
      pin: "",
    });
  });

  test("a login never shows its password and token key", async () => {
    const login = await world.records.view(
      world.collection("users"),
      ann.id,
      undefined,
      asSuperuser(root),
    );
    expect(login).toMatchObject({ email: "ann@example.com", verified: false });
    expect(login).not.toHaveProperty("password");
    expect(login).not.toHaveProperty("tokenKey");
  });
});

describe("the email of a login", () => {
  beforeAll(async () => {
    await world.define({
      name: "staff",
      type: "auth",
      manageRule: "@request.auth.id = boss",
      fields: [
        {
          name: "boss",
          type: "relation",
          collectionId: world.collection("users").id,
        },
      ],
    });
    const password = "1234567890";
    await world.add("staff", {
      id: "worker000000001",
      email: "worker@example.com",
      password,
      boss: bob.id,
    });
    await world.add("staff", {
      id: "shower000000001",
      email: "shower@example.com",
      password,
      emailVisibility: true,
    });
  });

  const cases: [string, string, () => Promise<RequestInfo>, boolean][] = [
    ["a guest", "worker000000001", async () => asGuest(), false],
    ["a guest", "shower000000001", async () => asGuest(), true],
    ["another login", "worker000000001", async () => as(ann), false],
    ["its manager", "worker000000001", async () => as(bob), true],
    [
      "itself",
      "worker000000001",
      async () => as(await world.stored("staff", "worker000000001")),
      true,
    ],
    ["a superuser", "worker000000001", async () => asSuperuser(root), true],
  ];
  for (const [who, id, caller, visible] of cases) {
    test(`of ${id} is ${visible ? "shown to" : "kept from"} ${who}`, async () => {
      const request = await caller();
      const staff = world.collection("staff");
      const viewed = await world.records.view(staff, id, undefined, request);
      expect("email" in viewed).toBe(visible);
      const page = await world.records.list(staff, {}, request);
      const listed = page.items.find((item) => item["id"] === id);
      expect("email" in (listed ?? {})).toBe(visible);
    });
  }

  test("shows in the answer to its own login", async () => {
    const record = await world.stored("staff", "worker000000001");
    const shown = await world.records.present(record, undefined, asGuest(), {
      own: true,
    });
    expect(shown["email"]).toBe("worker@example.com");
    expect(
      await world.records.present(record, undefined, asGuest()),
    ).not.toHaveProperty("email");
  });
});

test("a view collection's records can be seen", async () => {
  await world.define({
    name: "titles",
    type: "view",
    viewQuery: "select id, title from notes",
  });
  const title = await world.records.view(
    world.collection("titles"),
    "publicnote00001",
    undefined,
    asGuest(),
  );
  expect(onTheWire(title)).toEqual({
    collectionId: world.collection("titles").id,
    collectionName: "titles",
    id: "publicnote00001",
    title: "ours",
  });
});

test("a record is found by a field, with or without regard to case", async () => {
  const users = world.collection("users");
  const { records } = world;
  const find = (value: string, ignoreCase: boolean) =>
    records.findBy(users, "email", value, { ignoreCase });
  expect((await find("ann@example.com", false))?.id).toBe(ann.id);
  expect(await find("ANN@example.com", false)).toBeUndefined();
  expect((await find("ANN@example.com", true))?.id).toBe(ann.id);
  expect(await records.findBy(users, "nonsense", "x")).toBeUndefined();
});

test("a record passes a rule or does not, right now", async () => {
  const { records } = world;
  const passes = (rule: string, request: RequestInfo) =>
    records.passes(ann, rule, request);
  expect(await passes("", asGuest())).toBe(true);
  expect(await passes("email = 'ann@example.com'", asGuest())).toBe(true);
  expect(await passes("verified = true", asGuest())).toBe(false);
  expect(await passes("id = @request.auth.id", as(ann))).toBe(true);
  expect(await passes("id = @request.auth.id", as(bob))).toBe(false);
});
