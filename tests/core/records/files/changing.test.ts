import { beforeEach, describe, expect, test } from "bun:test";
import type { UploadedFile } from "../../../../src/core/files/uploaded-file.ts";
import {
  create,
  docs,
  file,
  kept,
  names,
  openDocsForEachTest,
  openNotes,
  storage,
  update,
  world,
} from "./open-docs.ts";
import { asGuest, type Body, refusal } from "../open-test-records.ts";

openDocsForEachTest();

describe("a change", () => {
  let first: UploadedFile;
  let second: UploadedFile;
  let id: string;

  beforeEach(async () => {
    first = await file("first.txt");
    second = await file("second.txt");
    ({ id } = await create({ one: first, many: [first, second] }));
  });

  const changes: [
    string,
    (added: UploadedFile) => Body,
    (added: string, first: string, second: string) => unknown,
  ][] = [
    ["a file replaces all", (many) => ({ many }), (added) => [added]],
    [
      "`+` after the name appends",
      (added) => ({ "many+": added }),
      (added, one, two) => [one, two, added],
    ],
    [
      "`+` before the name prepends",
      (added) => ({ "+many": [added] }),
      (added, one, two) => [added, one, two],
    ],
    [
      "names keep files, in a new order",
      (added) => ({ many: [second.name, added, first.name] }),
      (added, one, two) => [two, added, one],
    ],
    [
      "`-` removes by name",
      () => ({ "many-": [first.name, "unknown.txt"] }),
      (_, __, two) => [two],
    ],
    [
      "`-` makes room for another",
      (added) => ({ "many-": first.name, "many+": added }),
      (added, __, two) => [two, added],
    ],
    ["an empty text removes all", () => ({ many: "" }), () => []],
    ["null removes all", () => ({ many: null }), () => []],
    ["an empty list removes all", () => ({ many: [] }), () => []],
    [
      "another field leaves them",
      () => ({ title: "x" }),
      (_, one, two) => [one, two],
    ],
  ];
  test.each(changes)("%s", async (_, body, expected) => {
    const added = await file("added.txt");
    const values = expected(added.name, first.name, second.name);
    const record = await update(id, body(added));
    expect(record["many"]).toEqual(values as string[]);
    const many = await kept();
    expect(new Set(many)).toEqual(
      new Set([first.name, ...(values as string[])]),
    );
    expect(await openNotes()).toBe(0);
  });

  test("of a single file drops the one before", async () => {
    const added = await file("added.txt");
    expect(await update(id, { one: added })).toMatchObject({ one: added.name });
    expect(await kept()).toContain(added.name);
    expect(await update(id, { one: "" })).toMatchObject({ one: "" });
    expect(await kept()).not.toContain(added.name);
  });

  test("that is refused drops nothing and adds nothing", async () => {
    const before = storage.keys;
    const body = { one: await file("a.txt"), many: "", title: "x".repeat(21) };
    expect(await refusal(update(id, body))).toMatchObject({ error: "Invalid" });
    await world.files.finished();
    expect(storage.keys).toEqual(before);
  });

  test("cannot name files of other records", async () => {
    const foreign = await file("foreign.txt");
    await create({ one: foreign });
    expect(await refusal(update(id, { one: foreign.name }))).toEqual({
      error: "Invalid",
      fields: { one: "validation_invalid_file" },
    });
  });

  test("never loses a file to one at the same time", async () => {
    const added = await Promise.all(
      ["x.txt", "y.txt"].map((name) => file(name)),
    );
    const done = await Promise.allSettled(
      added.map((one) => update(id, { "many+": one })),
    );
    const { values } = await world.stored("docs", id);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await kept()).toEqual([...(values["many"] as string[])].sort());
  });

  test("places what another one made it name", async () => {
    // `+one` gives way to a file that is there, but by the time of the transaction it is gone.
    const added = await file("added.txt");
    let isFirst = true;
    storage.before = async () => {
      if (!isFirst) return;
      isFirst = false;
      await world.records.update(docs, id, undefined, asGuest({ one: "" }));
    };
    const trigger = await file("trigger.txt");
    const record = await update(id, { "+one": added, many: trigger });
    expect(record).toMatchObject({ one: added.name, many: [trigger.name] });
    expect(await kept()).toEqual(names(added, trigger).sort());
    expect(await openNotes()).toBe(0);
  });
});
