import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import {
  prepareTableFilter,
  type TableColumn,
} from "../../../src/core/filter/prepare-table-filter.ts";
import type { FilterInput } from "../../../src/core/filter/prepare-filter.ts";
import { guestRequest, openTables, type Tables } from "./open-tables.ts";
import { collection, field } from "./sample-collections.ts";

let tables: Tables;
beforeAll(async () => {
  const notes = collection("notes", [
    field("text", "t"),
    field("json", "meta"),
    field("select", "tags", { maxSelect: 5 }),
    field("relation", "others", { collectionId: "id_notes", maxSelect: 9 }),
  ]);
  const none = { meta: null, tags: [], others: [] };
  tables = await openTables([notes], {
    notes: [
      { ...none, id: "a", t: "Ärger", others: ["b", "c"] },
      { ...none, id: "b", t: "viel ÄRGER hier", others: ["a", "d"] },
      { ...none, id: "c", t: "ärger_100% [x]", meta: { deep: "GRÖSSE" } },
      { ...none, id: "d", t: "Привет, МИР", tags: ["Öl", "Salz"] },
      { ...none, id: "e", t: "ΟΔΟΣ οδος", meta: "Größe" },
      { ...none, id: "f", t: "Strauß" },
      { ...none, id: "g", t: "" },
    ],
  });
});
afterAll(() => tables[Symbol.asyncDispose]());

async function find(input: Partial<FilterInput>): Promise<string> {
  return (await tables.find("notes", input)).sort().join(" ");
}

describe("letters beyond ASCII are found in every case", () => {
  test.each([
    ["t ~ 'ärger'", "a b c"],
    ["t ~ 'ÄRGER'", "a b c"],
    ["t !~ 'äRGER'", "d e f g"],
    ["t ?~ 'äRGER'", "a b c"],
    ["t ~ 'ПРИВЕТ'", "d"],
    ["t ~ 'мир'", "d"],
    ["t ~ 'δοσ οδοΣ'", "e"],
    ["t ~ 'STRAUẞ'", "f"],
    ["t ~ 'STRAUSS'", ""],
    ["t ~ 'Ä%R'", "a"],
    ["t ~ '%Ä_GE%'", "a b c"],
    ["t ~ 'Ä_GER'", ""],
    ["t ~ 'ÄRGER_100\\\\% [X]'", "c"],
    ["t ~ 'ÄRGER?100'", ""],
    ["t ~ 'ÄRGER*'", ""],
    ["t ~ '[ä]RGER'", ""],
    ["t:lower ~ 'ÄRGER'", "a b c"],
    ["t ~ 'ÄRGER' && t ~ 'Viel'", "b"],
    ["t ~ 'ÄRGER' || t ~ 'Привет'", "a b c d"],
    ["'mehr ärger' ~ 'ÄRGER'", "a b c d e f g"],
    // Of JSON and lists.
    ["meta.deep ~ 'größe'", ""],
    ["meta.deep ~ 'grösse'", "c"],
    ["meta ~ 'GRÖẞE'", "e"],
    ["tags ~ 'öL'", "d"],
    ["tags:each ~ 'öL'", ""],
    ["tags:each ?~ 'öL'", "d"],
    // All that is related, or any of it.
    ["others.t ~ 'äRGER'", "a"],
    ["others.t ?~ 'äRGER'", "a b"],
    ["others.t ?~ 'привет'", "b"],
  ])("%s", async (filter, notes) => {
    expect(await find({ filter })).toBe(notes);
  });

  test("but not those of a field that is looked for", async () => {
    expect(await find({ filter: "'ärger' ~ t" })).toBe("g");
    expect(await find({ filter: "'Ärger' ~ t" })).toBe("a g");
  });

  test("when a rule looks for what a request brings", async () => {
    const asking = (q: unknown) => ({
      ...guestRequest,
      query: { q: q as string },
      body: { q },
    });
    for (const rule of ["t ~ @request.query.q", "t ~ @request.body.q:lower"]) {
      expect(await find({ rule, request: asking("ПрИвЕт") })).toBe("d");
      expect(await find({ rule, request: asking("viel") })).toBe("b");
      expect(await find({ rule, request: asking("ÄrGeR") })).toBe("a b c");
      expect(await find({ rule, request: asking("") })).toBe("a b c d e f g");
    }
  });

  test("in tables that are no collections", async () => {
    const columns: ReadonlyMap<string, TableColumn> = new Map([
      ["t", { sql: sql`notes.t`, isText: true }],
      ["meta", { sql: sql`notes.meta`, isJson: true }],
    ]);
    const { database } = tables;
    const ids = async (filter: string) => {
      const prepared = prepareTableFilter(columns, { filter });
      const { where } = prepared.build(database.dialect);
      const rows = await database.all<{ id: string }>(
        sql`select id from notes where ${where ?? sql`true`} order by id`,
        prepared.values,
      );
      return rows.map(({ id }) => id).join(" ");
    };
    expect(await ids("t ~ 'äRGER'")).toBe("a b c");
    expect(await ids("meta.deep ~ 'größe' || t ~ 'МИР'")).toBe("d");
    expect(await ids("t ~ 'viel'")).toBe("b");
  });
});

test("filters of ASCII keep their SQL, whatever those of other letters have", () => {
  const prepare = (filter: string) => tables.prepare("notes", { filter });
  const [ascii, other] = [prepare("t ~ 'a'"), prepare("t ~ 'ä'")];
  expect(tables.compile("notes", ascii).text).toContain("LIKE");
  expect(tables.compile("notes", other).text).toContain("GLOB");
  expect(prepare("t ~ '%b_'").key).toBe(ascii.key);
  expect(prepare("t ~ '漢字'").key).toBe(ascii.key);
  expect(prepare("t ~ 'Ω%'").key).toBe(other.key);
  expect(other.key).not.toBe(ascii.key);
});

test("a text too long to be looked for is refused as it is in ASCII", async () => {
  const finding = (q: string) =>
    find({
      rule: "t ~ @request.body.q",
      request: { ...guestRequest, body: { q } },
    });
  for (const letter of ["a", "ä"]) {
    await expect(finding(letter.repeat(50_000))).rejects.toThrow("too complex");
  }
  // Its classes would be too long: it is looked for as it is.
  expect(await finding("ä".repeat(20_000))).toBe("");
});
