import { describe, expect, test } from "bun:test";
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
import { asGuest, refusal } from "../open-test-records.ts";

openDocsForEachTest();

describe("a new record", () => {
  test("has its files under the names that it shows", async () => {
    const [a, b, c] = [
      await file("a.txt"),
      await file("b.md"),
      await file("c"),
    ];
    const record = await create({ one: a, many: [b, c] });
    expect(record).toMatchObject({ one: a.name, many: names(b, c) });
    expect(a.name).toMatch(/^a\w{10}_\w{10}\.txt$/);
    expect(storage.keys).toEqual(
      names(a, b, c)
        .map((name) => `${docs.id}/${record.id}/${name}`)
        .sort(),
    );
    expect(storage.files.get(`${docs.id}/${record.id}/${a.name}`)?.type).toBe(
      "text/plain; charset=utf-8",
    );
    expect(await openNotes()).toBe(0);
  });

  test("keeps the last of several files for a field that takes one", async () => {
    const [a, b] = [await file("a.txt"), await file("b.txt")];
    expect(await create({ one: [a, b] })).toMatchObject({ one: b.name });
    expect(await kept()).toEqual([b.name]);
  });

  test("of another collection shares nothing with it", async () => {
    const other = await world.define({
      name: "other",
      fields: [{ type: "file", name: "one" }],
    });
    const [a, b] = [await file("a.txt"), await file("a.txt")];
    const id = "samesamesamesam";
    await create({ id, one: a });
    await create({ id, one: b }, other);
    await world.records.remove(docs, id, asGuest());
    expect(await kept()).toEqual([b.name]);
  });
});

test("parts of a transaction that is done keep their files", async () => {
  const [a, b] = [await file("a.txt"), await file("b.txt")];
  await world.records.transaction(async (records) => {
    const { id } = await records.create(docs, undefined, asGuest({ one: a }));
    await records.update(docs, String(id), undefined, asGuest({ one: b }));
    const refused = records.create(
      docs,
      undefined,
      asGuest({ one: await file("c.txt"), title: "x".repeat(21) }),
    );
    await expect(refused).rejects.toThrow();
  });
  expect(await kept()).toEqual([b.name]);
  expect(await openNotes()).toBe(0);
});

describe("rules see files", () => {
  const rules: [string, boolean][] = [
    ["@request.body.many:isset = true", true],
    ["@request.body.one:isset = true", false],
    ["@request.body.many:length = 2", true],
    ["@request.body.many:each ~ '.txt'", true],
    ["@request.body.many:length > 2", false],
    ["many:length = 2", true],
  ];
  test.each(rules)("%s: %p", async (createRule, passes) => {
    const ruled = await world.define({
      name: "ruled",
      createRule,
      fields: docs.fields,
    });
    const body = { many: [await file("a.txt"), await file("b.txt")] };
    const { error } = await refusal(create(body, ruled));
    expect(error).toBe(passes ? "none" : "Invalid");
  });
});

test("a collection without files never asks for any", async () => {
  const plain = await world.define({
    name: "plain",
    fields: [{ type: "text", name: "title" }],
  });
  const asked: string[] = [];
  storage.before = (action) => void asked.push(action);
  const { id } = await create({ title: "a" }, plain);
  await update(id, { title: "b" }, plain);
  await world.records.remove(plain, id, asGuest());
  await world.files.finished();
  expect(asked).toEqual([]);
});
