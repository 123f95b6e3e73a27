import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { ImportRefused } from "../../../../src/core/records/transfer/importing/import-report.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import type { TestRecords } from "../open-test-records.ts";
import { codesOf, importText, openPlaces } from "./importing.ts";

let world: TestRecords;
beforeAll(async () => {
  world = await openPlaces();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.records.truncate(world.collection("places"));
  world.events.length = 0;
});

/** All places, by name. */
async function places(): Promise<Record<string, Record<string, unknown>>> {
  const collection = world.collection("places");
  const { items } = await world.records.list(
    collection,
    { perPage: 1000 },
    serverRequest,
  );
  return Object.fromEntries(items.map((item) => [item["name"], item]));
}

const importPlaces = (
  text: string,
  options: Readonly<Record<string, unknown>> = {},
) => importText(world, "places", text, { options });

describe("a file of texts", () => {
  test("becomes values of the fields' types", async () => {
    const text = [
      "name;people;capital;founded;at;kinds;more;made",
      `Rome;"2_800_000";yes;0753-04-21;"{""lon"":12.5,""lat"":41.9}";a,b;"{""hills"":7}";2001-02-03 04:05:06Z`,
      `Ostia;;no;;;"c, d";[1];`,
    ].join("\n");
    const report = await importPlaces(text);
    expect(report).toMatchObject({ total: 2, created: 2, failed: 0 });
    const { Rome, Ostia } = await places();
    expect(Rome).toMatchObject({
      people: 2_800_000,
      capital: true,
      founded: "0753-04-21 00:00:00.000Z",
      at: { lon: 12.5, lat: 41.9 },
      kinds: ["a", "b"],
      more: { hills: 7 },
      made: "2001-02-03 04:05:06.000Z",
    });
    expect(Ostia).toMatchObject({
      people: 0,
      capital: false,
      founded: "",
      kinds: ["c, d"],
      more: [1],
    });
    expect(Ostia?.["made"]).not.toBe("");
  });

  test("is not bent to fit: what is no value of its field is wrong", async () => {
    const text = [
      "name,people,capital,founded,at,kinds",
      "one,many,perhaps,yesterday,here,x",
      "two,1e999,,,,",
      "three,-1,,,,",
      "four,1.5,,,,",
      ",1,,,,",
      "six,1,,,,,,extra",
    ].join("\n");
    const report = await importPlaces(text, { dryRun: true });
    expect(codesOf(report)).toEqual({
      1: {
        people: "validation_not_a_number",
        capital: "validation_not_a_bool",
        founded: "validation_invalid_date",
        at: "validation_invalid_geo_point",
        kinds: "validation_invalid_value",
      },
      2: { people: "validation_not_a_number" },
      3: { people: "validation_min_number_constraint" },
      4: { people: "validation_only_int_constraint" },
      5: { name: "validation_required" },
      6: { "*": "validation_too_many_values" },
    });
    expect(report.errors.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  test("has only a thousand of its errors told, and all counted", async () => {
    const text = `name\n${"far too long to be a name\n".repeat(1_500)}`;
    const report = await importPlaces(text, { dryRun: true });
    expect(report.failed).toBe(1_500);
    expect(report.errors).toHaveLength(1_000);
  });
});

describe("columns", () => {
  test("are for the fields that the mapping says, or for those of their name, or for none", async () => {
    const mapping = { Ort: "name", people: null };
    const report = await importPlaces(
      "Ort,people,code,Notiz,name\nRome,5,R,x,y",
      {
        mapping: JSON.stringify(mapping),
      },
    );
    expect(report.columns).toEqual({
      Ort: "name",
      people: null,
      code: "code",
      Notiz: null,
      name: null,
    });
    expect((await places())["Rome"]).toMatchObject({ people: 0, code: "R" });
  });

  test.each([
    [
      "a field that is not there",
      { a: "nonsense" },
      { a: "validation_invalid_field" },
    ],
    ["a field of files", { a: "plan" }, { a: "validation_file_field" }],
    [
      "a field twice",
      { a: "name", b: "name" },
      { b: "validation_duplicated_field" },
    ],
  ])("cannot be mapped to %s", async (_name, mapping, codes) => {
    const failing = importPlaces("a,b\n1,2", { mapping });
    expect(await failing.catch((error: unknown) => error)).toMatchObject({
      fields: {
        mapping: Object.fromEntries(
          Object.entries(codes).map(([column, code]) => [column, { code }]),
        ),
      },
    });
  });

  test.each([
    ["no field's", "x,y\n1,2", {}, "No column"],
    ["of one name", "name,name\n1,2", {}, "there twice"],
    [
      "cut at the wrong characters",
      "name,people\n1,2",
      { delimiter: ";" },
      "No column",
    ],
  ])("that are %s are refused", async (_name, text, options, message) => {
    await expect(importPlaces(text, options)).rejects.toThrow(message);
    await expect(
      importPlaces(text, { ...options, atomic: false }),
    ).rejects.toThrow(message);
  });
});

describe("a row whose record is there already", () => {
  const old = { id: "rome00000000000", name: "Roma", code: "R", people: 5 };
  beforeEach(() => world.add("places", old));
  const text = `id,name,code,people\n${old.id},Rome,r,\nostia0000000000,Ostia,,1`;

  test.each([true, false])("is wrong (atomic: %p)", async (atomic) => {
    const importing = importPlaces(text.replace("r,", "x,"), { atomic });
    const report = await importing.catch(
      (error: ImportRefused) => error.report,
    );
    expect(report.failed).toBe(1);
    expect(codesOf(report)).toEqual({ 1: { id: "validation_not_unique" } });
    const names = Object.keys(await places());
    expect(names).toEqual(atomic ? ["Roma"] : ["Roma", "Ostia"]);
  });

  test("is left out", async () => {
    const report = await importPlaces(text, { mode: "skip" });
    expect(report).toMatchObject({ created: 1, skipped: 1, failed: 0 });
    expect(Object.keys(await places())).toEqual(["Roma", "Ostia"]);
  });

  test.each([true, false])(
    "is wrong with values that are, even if it is to be left out (dry run: %p)",
    async (dryRun) => {
      const options = { mode: "skip", atomic: false, dryRun };
      const wrong = `id,name,people\n${old.id},Rome,many`;
      const report = await importPlaces(wrong, options);
      expect(report).toMatchObject({ skipped: 0, failed: 1 });
    },
  );

  test("changes the record, and empties what it has nothing for", async () => {
    const report = await importPlaces(text, { mode: "upsert" });
    expect(report).toMatchObject({ created: 1, updated: 1, failed: 0 });
    const { Rome } = await places();
    expect(Rome).toMatchObject({ id: old.id, code: "r", people: 0 });
  });

  test("is found by a field whose values are unique, as its index compares them", async () => {
    const options = { mode: "upsert", key: "code" };
    const rows = "code,name\nr,Rome\nO,Ostia\no,Ostia again";
    const dry = await importPlaces(rows, { ...options, dryRun: true });
    const done = await importPlaces(rows, options);
    expect(dry).toEqual({ ...done, dryRun: true });
    expect(done).toMatchObject({ created: 1, updated: 2, failed: 0 });
    expect(Object.keys(await places())).toEqual(["Rome", "Ostia again"]);
  });

  test("is not looked for by a field that several may share", async () => {
    const importing = importPlaces(text, { mode: "upsert", key: "name" });
    expect(await importing.catch((error: unknown) => error)).toMatchObject({
      fields: { key: { code: "validation_invalid_field" } },
    });
  });
});

describe("rows of one file", () => {
  const text = [
    "id,name,code,within",
    "italy0000000000,Italy,I,",
    "rome00000000000,Rome,R,italy0000000000",
    "rome00000000000,Rome again,,",
    "turin0000000000,Turin,r,",
    "pisa00000000000,Pisa,,nowhere00000000",
    "ostia0000000000,Ostia,,rome00000000000",
  ].join("\n");
  const codes = {
    3: { id: "validation_not_unique" },
    4: { code: "validation_not_unique" },
    5: { within: "validation_missing_rel_records" },
  };

  test("may point at rows before, and not take what those have: said without writing anything", async () => {
    const report = await importPlaces(text, { dryRun: true });
    expect(codesOf(report)).toEqual(codes);
    expect(report).toMatchObject({ created: 3, failed: 3 });
    expect(await world.count("places")).toBe(0);
    expect(world.events).toEqual([]);
  });

  test("are all imported, or none", async () => {
    const refused = await importPlaces(text).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ImportRefused);
    expect(codesOf((refused as ImportRefused).report)).toEqual(codes);
    expect((refused as ImportRefused).report).toMatchObject({ created: 0 });
    expect(await world.count("places")).toBe(0);
    expect(world.events).toEqual([]);
  });

  test("are imported as far as they are right, if that is wanted", async () => {
    const report = await importPlaces(text, { atomic: false });
    expect(codesOf(report)).toEqual(codes);
    expect(Object.keys(await places())).toEqual(["Italy", "Rome", "Ostia"]);
    expect(world.events.map(({ action, id }) => [action, id])).toEqual([
      ["create", "italy0000000000"],
      ["create", "rome00000000000"],
      ["create", "ostia0000000000"],
    ]);
  });

  test.each([true, false])(
    "are announced as creates, in their order (atomic: %p)",
    async (atomic) => {
      const rows = Array.from({ length: 1_000 }, (_, row) => `place ${row}`);
      await importPlaces(["name", ...rows].join("\n"), { atomic });
      const names = world.events.map(({ record }) => record?.["name"]);
      expect(names).toEqual(rows);
    },
  );

  test("of a malformed file are not imported, those before the fault neither", async () => {
    const rows = 'name\nRome\nTu"rin\n';
    const importing = importPlaces(rows, { atomic: false });
    await expect(importing).rejects.toThrow("line 3");
    expect(await world.count("places")).toBe(0);
  });
});
