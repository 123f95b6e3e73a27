import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { ListQuery } from "../../../../src/core/records/records.ts";
import {
  asGuest,
  openTestRecords,
  pluck,
  type TestRecords,
} from "../open-test-records.ts";
import { idsOf, read, walkThrough } from "./walk.ts";

let world: TestRecords;
afterAll(() => world.close());

const count = 60;

beforeAll(async () => {
  world = await openTestRecords();
  const { id: collectionId } = await world.define({
    name: "teams",
    fields: [{ name: "name", type: "text" }],
  });
  await world.define({
    name: "players",
    indexes: ["create index idx_players_rank on players (rank)"],
    fields: [
      { name: "number", type: "number" },
      { name: "rank", type: "number" },
      { name: "nick", type: "text" },
      { name: "isGoalkeeper", type: "bool" },
      { name: "data", type: "json" },
      { name: "team", type: "relation", collectionId },
      { name: "teams", type: "relation", collectionId, maxSelect: 9 },
    ],
  });
  const teams: string[] = [];
  for (const name of ["blue", "green", "", "red"]) {
    teams.push((await world.add("teams", { name })).id);
  }
  const nicks = ["Zoë", "ann", "Ann", "", "b'ob\u0000"];
  const documents = [null, { a: 1 }, { a: "1" }, { a: null }, { a: [] }, 5, ""];
  for (let number = 0; number < count; number++) {
    await world.add("players", {
      number,
      rank: (number * 7) % 5,
      nick: nicks[number % 4],
      isGoalkeeper: number % 3 === 0,
      data: documents[number % documents.length],
      team: number % 4 === 0 ? "" : teams[number % 3],
      teams: teams.filter((_, index) => (number >> index) % 2 === 1),
    });
  }
  await world.define({
    name: "nicks",
    type: "view",
    viewQuery: "select id, nick, rank, nullif(rank, 2) as place from players",
  });
  await world.define({
    name: "oddities",
    type: "view",
    viewQuery:
      "select id, nick, (case rank when 0 then 9e999 when 1 then -9e999 when 2 then null when 3 then 1e300 else 0.1 + rank end) as size from players",
  });
});

const walkOf = (query: ListQuery, collection = "players") => ({
  world,
  collection,
  query,
});

describe("cursors lead to every record once, and back", () => {
  const sorts = [
    "",
    "@rowid",
    "-@rowid",
    "-id",
    "rank",
    "-rank",
    "-rank,nick",
    "rank,-nick,isGoalkeeper,-number",
    "rank,rank",
    "rank,-id,nick",
    "nick:lower",
    "data",
    "-data",
    "data.a,-rank",
    "-data.a,data",
    "team",
    "team.name",
    "-team.name,-rank",
    "teams:length,-nick",
    "teams.name",
    "-teams.name",
    "rank,-teams.name",
  ];
  test.each(sorts)("in the order of '%s'", async (sort) => {
    const whole = idsOf(await read(walkOf({ sort, perPage: count })));
    expect(new Set(whole).size).toBe(count);
    for (const perPage of [1, 7, count - 1]) {
      const { on, back } = await walkThrough(walkOf({ sort, perPage }));
      expect(on).toEqual(whole);
      expect(back).toEqual(whole);
    }
  });

  const views: [string, string][] = [
    ["nicks", ""],
    ["nicks", "place"],
    ["nicks", "-place"],
    ["nicks", "place,-nick"],
    ["nicks", "-rank"],
    ["oddities", "size"],
    ["oddities", "-size,nick"],
  ];
  test.each(views)(
    "in the view %s in the order of '%s'",
    async (view, sort) => {
      const query = { sort, perPage: 7 };
      const { on, back } = await walkThrough(walkOf(query, view));
      expect(on).toHaveLength(count);
      expect(new Set(on).size).toBe(count);
      expect(back).toEqual(on);
    },
  );

  test("which is the order of pages without", async () => {
    const sorted = ["rank", "-rank", "nick", "-nick", "data", "number"];
    for (const sort of sorted) {
      const key = sort.replace("-", "");
      const [{ items: some }, { items: others }] = await Promise.all([
        read(walkOf({ sort, perPage: count })),
        world.records.list(
          world.collection("players"),
          { sort, perPage: count },
          asGuest(),
        ),
      ]);
      expect(pluck(some, key)).toEqual(pluck(others, key));
    }
  });

  test("under a rule and a filter, of many relations too", async () => {
    const listRule = "number >= 10 && teams.name != 'x'";
    await world.collections.update("players", { listRule });
    const filter = "teams.name ?~ 'e' && rank != 3";
    const expected = idsOf(
      await world.records.list(
        world.collection("players"),
        { filter, perPage: count },
        asGuest(),
      ),
    );
    expect(expected.length).toBeGreaterThan(10);
    for (const sort of ["-nick", "teams.name,-rank", "-@rowid"]) {
      const query = { filter, sort, perPage: 3 };
      const { on, back } = await walkThrough(walkOf(query));
      expect(on).toHaveLength(expected.length);
      expect(new Set(on)).toEqual(new Set(expected));
      expect(back).toEqual(on);
    }
    await world.collections.update("players", { listRule: "" });
  });
});

describe("a page by a cursor", () => {
  test("says how many records there are in all, unless that is skipped", async () => {
    const walk = walkOf({ perPage: 50, filter: "number < 55" });
    const first = await read(walk);
    const totals = { page: 1, perPage: 50, totalItems: 55, totalPages: 2 };
    expect(first).toMatchObject(totals);
    expect(await read(walk, first.nextCursor)).toMatchObject(totals);
    const skipping = walkOf({ ...walk.query, skipTotal: true });
    const unknown = { totalItems: -1, totalPages: -1 };
    expect(await read(skipping)).toMatchObject(unknown);
    expect(await read(skipping, first.nextCursor)).toMatchObject(unknown);
  });

  test("comes with what relations are expanded to, and nothing of its place", async () => {
    const query = { expand: "team", filter: "team != ''", perPage: 3 };
    const first = await read(walkOf(query));
    const { items } = await read(walkOf(query), first.nextCursor);
    for (const item of items) {
      expect(item["expand"]).toMatchObject({ team: { id: item["team"] } });
      expect(Object.keys(item).filter((key) => key.includes("@"))).toEqual([]);
    }
  });

  test("of nothing leads nowhere", async () => {
    const page = await read(walkOf({ filter: "number > 1000" }));
    expect(page).toMatchObject({
      items: [],
      totalItems: 0,
      nextCursor: "",
      prevCursor: "",
    });
  });

  test("is not one that was asked for without", async () => {
    const players = world.collection("players");
    const page = await world.records.list(players, {}, asGuest());
    expect(Object.keys(page)).not.toContain("nextCursor");
  });
});

describe("a page by its number", () => {
  const sorts = ["", "-@rowid", "rank", "-nick,rank", "-teams.name"];
  test.each(sorts)("in the order of '%s' begins there", async (sort) => {
    const whole = idsOf(await read(walkOf({ sort, perPage: count })));
    for (const skipTotal of [false, true]) {
      for (let page = 1; page <= 10; page++) {
        const walk = walkOf({ sort, perPage: 7, page, skipTotal });
        const found = await read(walk);
        const start = 7 * (page - 1);
        expect(idsOf(found)).toEqual(whole.slice(start, start + 7));
        expect(found.nextCursor !== "").toBe(start + 7 < count);
        expect(found.prevCursor !== "").toBe(page > 1);
        const on = walkOf({ sort, perPage: 7 });
        if (found.nextCursor) {
          expect(idsOf(await read(on, found.nextCursor))).toEqual(
            whole.slice(start + 7, start + 14),
          );
        }
        if (found.prevCursor) {
          const before = await read(on, found.prevCursor);
          expect(idsOf(before)).toEqual(
            whole.slice(0, Math.min(start, count)).slice(-7),
          );
        }
      }
    }
  });
});
