import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import {
  openTestRecords,
  pluck,
  type TestRecords,
} from "../open-test-records.ts";
import { idsOf, read, walkThrough } from "./walk.ts";

let world: TestRecords;
afterAll(() => world.close());

const count = 100_000;

beforeAll(async () => {
  world = await openTestRecords();
  await world.define({
    name: "readings",
    indexes: ["create index idx_readings_level on readings (level)"],
    fields: [
      { name: "number", type: "number" },
      { name: "level", type: "number" },
      { name: "label", type: "text" },
    ],
  });
  await world.database.run(
    sql`with recursive counted(number) as (select 1 union all select number + 1 from counted where number < ${count})
      insert into readings (id, number, level, label) select printf('r%014d', (number * 7919) % 100003), number, number % 7, 'l' || (number % 1000) from counted`,
  );
});

const walkOf = (query: object) => ({ world, collection: "readings", query });

const sorts = ["", "-@rowid", "level", "-level,label", "-id"];

describe("of a hundred thousand records", () => {
  test.each(sorts)(
    "every one comes once in the order of '%s', and back",
    async (sort) => {
      const query = { sort, perPage: 1000, skipTotal: true };
      const { on, back } = await walkThrough(walkOf(query));
      expect(on).toHaveLength(count);
      expect(new Set(on).size).toBe(count);
      expect(back).toEqual(on);
      for (const page of [1, 2, 11, 12, 49, 50, 51, 99, 100, 101]) {
        const at = 1000 * (page - 1);
        for (const skipTotal of [true, false]) {
          const found = await read(walkOf({ ...query, page, skipTotal }));
          expect(idsOf(found)).toEqual(on.slice(at, at + 1000));
          expect(found.nextCursor === "").toBe(page >= 100);
        }
      }
    },
  );

  test("a page that reaches beyond the end has what is left", async () => {
    for (const sort of sorts) {
      const page = await read(walkOf({ sort, perPage: 999, page: 101 }));
      expect(page).toMatchObject({ totalItems: count, nextCursor: "" });
      expect(page.items).toHaveLength(count - 999 * 100);
      const beyond = await read(walkOf({ sort, perPage: 999, page: 102 }));
      expect(beyond.items).toEqual([]);
      const last = await read(
        walkOf({ sort, perPage: 999 }),
        beyond.prevCursor,
      );
      expect(idsOf(last).at(-1)).toBe(idsOf(page).at(-1));
    }
  });

  test("a filter's far pages are its own", async () => {
    const filter = "level = 3 && number > 1000";
    const query = { filter, sort: "-@rowid", perPage: 500 };
    const { on } = await walkThrough(walkOf({ ...query, skipTotal: true }));
    for (const page of [5, 20, 27]) {
      for (const skipTotal of [true, false]) {
        const found = await read(walkOf({ ...query, page, skipTotal }));
        expect(idsOf(found)).toEqual(on.slice(500 * (page - 1), 500 * page));
      }
    }
  });
});

describe("with gaps where records were deleted", () => {
  beforeAll(async () => {
    await world.database.run(
      sql`delete from readings where number % 3 = 0 or number between 20000 and 50000 or number < 500 or number > 99000`,
    );
  });

  test.each(["", "@rowid", "-@rowid"])(
    "pages are found in the order of '%s'",
    async (sort) => {
      const rows = await world.database.all(
        sql`select number from readings order by number`,
      );
      const numbers = pluck(rows as never, "number");
      const expected = sort.startsWith("-") ? numbers.toReversed() : numbers;
      for (const page of [12, 20, 50, 100, 230, 455, 460]) {
        const query = { sort, perPage: 100, page, skipTotal: true };
        const { items } = await read(walkOf(query));
        const at = 100 * (page - 1);
        expect(pluck(items, "number")).toEqual(expected.slice(at, at + 100));
      }
    },
  );
});
