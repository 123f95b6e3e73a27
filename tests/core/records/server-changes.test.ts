import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { hashPassword } from "../../../src/core/auth/passwords/passwords.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import {
  passwordOf,
  PreparedPassword,
} from "../../../src/core/collections/fields/password-field.ts";
import { NotFound } from "../../../src/core/errors.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { openTestRecords, type TestRecords } from "./open-test-records.ts";

let world: TestRecords;
let notes: Collection;
let users: Collection;

beforeAll(async () => {
  world = await openTestRecords();
  notes = await world.define({
    name: "notes",
    updateRule: null,
    fields: [
      { name: "title", type: "text", max: 10 },
      { name: "count", type: "number" },
    ],
  });
  users = world.collection("users");
});
afterAll(() => world.close());

const makeNote = (title: string) => world.add("notes", { title, count: 1 });
const asServer = (body: Readonly<Record<string, unknown>>) => ({
  ...serverRequest,
  body,
});

describe("amending a record", () => {
  test("changes what is given and keeps the rest, whatever the rules say", async () => {
    const { id } = await makeNote("first");
    const amended = await world.records.amend(notes, id, ({ values }) => ({
      count: Number(values["count"]) + 1,
    }));
    expect(amended.values).toMatchObject({ title: "first", count: 2 });
    expect((await world.stored("notes", id)).values).toEqual(amended.values);
  });

  test("lets no other change come between seeing and writing", async () => {
    const { id } = await makeNote("counted");
    const increments = Array.from({ length: 20 }, () =>
      world.records.amend(notes, id, ({ values }) => ({
        count: Number(values["count"]) + 1,
      })),
    );
    await Promise.all(increments);
    expect((await world.stored("notes", id)).values["count"]).toBe(21);
  });

  test("leaves the record alone and says nothing when there is nothing to change", async () => {
    const { id } = await makeNote("quiet");
    const before = world.events.length;
    const same = await world.records.amend(notes, id, () => undefined);
    expect(same.values["title"]).toBe("quiet");
    expect(world.events.length).toBe(before);
  });

  test("keeps to the limits of the fields", async () => {
    const { id } = await makeNote("short");
    const tooLong = world.records.amend(notes, id, () => ({
      title: "much too long a title",
    }));
    expect(tooLong).rejects.toMatchObject({
      fields: { title: { code: "validation_max_text_constraint" } },
    });
  });

  test("throws on what the decision throws, and changes nothing", async () => {
    const { id } = await makeNote("kept");
    const refused = world.records.amend(notes, id, () => {
      throw new RangeError("not this one");
    });
    expect(refused).rejects.toBeInstanceOf(RangeError);
    expect((await world.stored("notes", id)).values["title"]).toBe("kept");
  });

  test("needs a record", () => {
    const nothing = world.records.amend(notes, "missing00000000", () => ({}));
    expect(nothing).rejects.toBeInstanceOf(NotFound);
  });
});

describe("a transaction of several operations", () => {
  test("keeps all of them, and announces them after the commit alone", async () => {
    const before = world.events.length;
    const ids = await world.records.transaction(async (records) => {
      const one = await records.create(notes, undefined, asServer({}));
      const two = await records.create(notes, undefined, asServer({}));
      await records.amend(notes, String(one["id"]), () => ({ count: 7 }));
      expect(world.events.length).toBe(before);
      return [String(one["id"]), String(two["id"])];
    });
    expect(world.events.slice(before).map(({ action }) => action)).toEqual([
      "create",
      "create",
      "update",
    ]);
    expect((await world.stored("notes", ids[0]!)).values["count"]).toBe(7);
  });

  test("keeps none of them when one fails", async () => {
    const [count, before] = [await world.count("notes"), world.events.length];
    const failing = world.records.transaction(async (records) => {
      await records.create(notes, undefined, asServer({ title: "lost" }));
      await records.create(
        notes,
        undefined,
        asServer({ title: "x".repeat(11) }),
      );
    });
    expect(failing).rejects.toThrow();
    await failing.catch(() => undefined);
    expect(await world.count("notes")).toBe(count);
    expect(world.events.length).toBe(before);
  });
});

describe("a password that was hashed before", () => {
  const plain = "a-good-password";

  test("is stored as it is, and its text is announced to nobody", async () => {
    const hash = await hashPassword(plain, 4);
    const password = new PreparedPassword(hash, plain);
    const heard: unknown[] = [];
    const stopCreates = world.hooks.onRecordCreate.add((event, next) => {
      heard.push(event.record.values);
      return next();
    });
    const stopUpdates = world.hooks.onRecordUpdate.add((event, next) => {
      heard.push(event.record.values);
      return next();
    });
    const from = world.events.length;

    const body = { email: "prepared@example.com", password };
    const { id } = await world.add("users", body);
    const other = await hashPassword(`${plain}-2`, 4);
    await world.records.amend(users, id, () => ({
      password: { hash: other, plain: `${plain}-2` },
    }));

    stopCreates();
    stopUpdates();
    const { values } = await world.stored("users", id);
    expect(passwordOf(values["password"])).toEqual({ hash: other });
    expect(heard.length).toBe(2);
    expect(JSON.stringify(heard)).not.toContain(plain);
    expect(JSON.stringify(world.events.slice(from))).not.toContain(plain);
  });

  test("keeps to the field's limits if its text is known", async () => {
    const hash = await hashPassword("short", 4);
    const body = {
      email: "limits@example.com",
      password: new PreparedPassword(hash, "short"),
    };
    expect(world.add("users", body)).rejects.toMatchObject({
      fields: { password: { code: "validation_min_text_constraint" } },
    });
  });

  test("cannot be sent by a client", async () => {
    const hash = await hashPassword(plain, 4);
    const body = {
      email: "forged@example.com",
      password: { hash, plain },
      passwordConfirm: { hash, plain },
    };
    // An object is no text, so none was sent.
    expect(world.add("users", body)).rejects.toMatchObject({
      fields: { password: { code: "validation_required" } },
    });
  });
});
