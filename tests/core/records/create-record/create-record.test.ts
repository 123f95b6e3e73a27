import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  asGuest,
  asSuperuser,
  onTheWire,
  refusal,
} from "../open-test-records.ts";
import { openThings, type Things } from "./things.ts";

let things: Things;
beforeAll(async () => {
  things = await openThings();
});
afterAll(() => things.world.close());

const date = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/;

describe("a new record", () => {
  test("has empty values, an id and its dates where nothing was given", async () => {
    const thing = await things.create("things", asGuest());
    expect(onTheWire(thing)).toEqual({
      collectionId: things.world.collection("things").id,
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
    const created = await things.create("things", asGuest(body));
    const viewed = await things.world.records.view(
      things.world.collection("things"),
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
    const thing = await things.create(
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
    const thing = await things.create("things", asGuest({ pin: "123456" }));
    expect(thing["pin"]).toBe("");
    const { values } = await things.world.stored("things", String(thing["id"]));
    const { hash } = values["pin"] as { hash: string };
    expect(await Bun.password.verify("123456", hash)).toBe(true);
    expect(JSON.stringify(values)).not.toContain("123456");
  });

  test("is announced once it is committed", async () => {
    things.world.events.length = 0;
    const thing = await things.create("things", asGuest({ title: "news" }));
    expect(things.world.events).toEqual([
      {
        action: "create",
        collectionId: things.world.collection("things").id,
        id: String(thing["id"]),
        record: expect.objectContaining({ title: "news" }),
      },
    ]);
  });
});

test("views take no records", async () => {
  await things.world.define({
    name: "thing_ids",
    type: "view",
    viewQuery: "select id from things",
  });
  const ids = things.world.collection("thing_ids");
  const asRoot = asSuperuser(things.root);
  const { records } = things.world;
  expect(await refusal(things.create("thing_ids", asRoot))).toMatchObject({
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
  const before = await things.world.count("things");
  const all = Array.from({ length: 50 }, (_, count) =>
    things.create("things", asGuest({ count, tags: ["tag000000000001"] })),
  );
  const created = await Promise.all(all);
  expect(new Set(created.map(({ id }) => id)).size).toBe(50);
  expect(await things.world.count("things")).toBe(before + 50);
});
