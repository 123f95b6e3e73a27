import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import {
  asGuest,
  openTestRecords,
  type TestRecords,
} from "../open-test-records.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import { idsOf, read, walkThrough } from "./walk.ts";

let world: TestRecords;
afterAll(() => world.close());

const count = 40;

beforeEach(async () => {
  if (world === undefined) {
    world = await openTestRecords();
    await world.define({
      name: "notes",
      fields: [
        { name: "place", type: "number" },
        { name: "text", type: "text", max: 100_000 },
      ],
    });
  }
  const notes = world.collection("notes");
  await world.records.truncate(notes);
  await world.collections.update("notes", { listRule: "" });
  for (let number = 0; number < count; number++) {
    await world.add("notes", { place: number % 6, text: `text ${number}` });
  }
});

const remove = (id: unknown) =>
  world.records.remove(world.collection("notes"), String(id), serverRequest);

const walkOf = (sort: string, perPage = 4) => ({
  world,
  collection: "notes",
  query: { sort, perPage },
});

describe("no record comes twice, and none is missed", () => {
  const sorts = ["", "-@rowid", "place", "-place", "id", "-place,text"];
  test.each(sorts)(
    "in the order of '%s', while others come and go and the texts change",
    async (sort) => {
      const before = idsOf(await read(walkOf(sort, 1000)));
      const seen = new Set<unknown>();
      const gone = new Set<unknown>();
      const { on } = await walkThrough(walkOf(sort), async (page) => {
        const ids = idsOf(page);
        for (const id of ids) seen.add(id);
        // Where the cursor stands, one that was shown, and one that is still to come.
        const next = before.find((id) => !seen.has(id) && !gone.has(id));
        const doomed = [ids.at(-1), ids[0], next].filter(
          (id) => id !== undefined && before.includes(id),
        );
        for (const id of new Set(doomed)) {
          gone.add(id);
          await remove(id);
        }
        if (seen.size < 100) {
          for (const place of [0, 3, 5]) await world.add("notes", { place });
        }
      });
      expect(new Set(on).size).toBe(on.length);
      const missed = before.filter((id) => !on.includes(id) && !gone.has(id));
      expect(missed).toEqual([]);
      expect(gone.size).toBeGreaterThan(10);
    },
  );

  test("when a record that was shown moves to the end, it comes again there alone", async () => {
    const whole = idsOf(await read(walkOf("place", 1000)));
    let moved: unknown;
    const { on } = await walkThrough(walkOf("place"), async (page) => {
      if (moved !== undefined) return;
      [moved] = idsOf(page);
      const body = { place: 100 };
      const request = { ...serverRequest, body };
      const notes = world.collection("notes");
      await world.records.update(notes, String(moved), undefined, request);
    });
    expect(on).toEqual([...whole, moved]);
  });
});

test("a cursor whose followers are all gone leads back to the last page", async () => {
  const walk = walkOf("-place");
  const whole = idsOf(
    await read({ ...walk, query: { sort: "-place", perPage: 1000 } }),
  );
  const first = await read(walk);
  for (const id of whole.slice(4)) await remove(id);
  const empty = await read(walk, first.nextCursor);
  expect(empty).toMatchObject({ items: [], totalItems: 4, nextCursor: "" });
  const last = await read(walk, empty.prevCursor);
  expect(idsOf(last)).toEqual(whole.slice(0, 4));
  expect([last.prevCursor, last.nextCursor]).toEqual(["", ""]);
});

test("a cursor whose predecessors are all gone leads on to the first page", async () => {
  const walk = walkOf("place");
  const whole = idsOf(await read(walkOf("place", 1000)));
  const second = await read(walk, (await read(walk)).nextCursor);
  for (const id of whole.slice(0, 4)) await remove(id);
  const empty = await read(walk, second.prevCursor);
  expect(empty).toMatchObject({ items: [], prevCursor: "" });
  const first = await read(walk, empty.nextCursor);
  expect(idsOf(first)).toEqual(whole.slice(4, 8));
  expect(first.prevCursor).toBe("");
});

test("each page is judged by the rule as it is by then", async () => {
  const walk = walkOf("place");
  const first = await read(walk);
  await world.collections.update("notes", { listRule: "place = 3" });
  const { items } = await read(walk, first.nextCursor);
  expect(new Set(items.map(({ place }) => place))).toEqual(new Set([3]));
  await world.collections.update("notes", { listRule: null });
  const refused = read({ ...walk, request: asGuest() }, first.nextCursor);
  await expect(refused).rejects.toThrow("superusers");
});

describe("values that are too large for a cursor", () => {
  beforeEach(async () => {
    for (let number = 0; number < 9; number++) {
      const text = `${"x".repeat(20_000)}${number % 4}`;
      await world.add("notes", { place: number, text });
    }
  });

  test("are looked up, which is the same", async () => {
    for (const sort of ["-text", "text,-place"]) {
      const whole = idsOf(await read(walkOf(sort, 1000)));
      const { on, back } = await walkThrough(walkOf(sort, 2));
      expect(on).toEqual(whole);
      expect(back).toEqual(whole);
    }
    const { nextCursor = "" } = await read(walkOf("-text", 2));
    expect(nextCursor.length).toBeLessThan(2_000);
  });

  test("are also of records that the rule hides by then", async () => {
    const whole = idsOf(await read(walkOf("-text", 1000)));
    const first = await read(walkOf("-text", 2));
    const listRule = `id != '${String(whole[1])}'`;
    await world.collections.update("notes", { listRule });
    const next = await read(walkOf("-text", 2), first.nextCursor);
    expect(idsOf(next)).toEqual(whole.slice(2, 4));
  });

  test("are lost with their record, which is said", async () => {
    const first = await read(walkOf("-text", 2));
    await remove(idsOf(first).at(-1));
    const next = read(walkOf("-text", 2), first.nextCursor);
    await expect(next).rejects.toMatchObject({
      fields: { cursor: { code: "validation_lost_cursor" } },
    });
  });
});
