import { describe, expect, test } from "bun:test";
import {
  create,
  docs,
  file,
  kept,
  openDocsForEachTest,
  openNotes,
  storage,
  world,
} from "./open-docs.ts";
import { asGuest } from "../open-test-records.ts";

openDocsForEachTest();

describe("files go with", () => {
  test("their record", async () => {
    const { id } = await create({ one: await file("a.txt") });
    const { id: other } = await create({ one: await file("b.txt") });
    await world.records.remove(docs, id, asGuest());
    expect((await kept()).length).toBe(1);
    expect(storage.keys[0]).toContain(other);
  });

  test("a record that they are removed with", async () => {
    const parts = await world.define({
      name: "parts",
      fields: [
        { type: "file", name: "one" },
        {
          type: "relation",
          name: "doc",
          collectionId: docs.id,
          cascadeDelete: true,
        },
      ],
    });
    const { id } = await create({});
    await create({ doc: id, one: await file("a.txt") }, parts);
    const loose = await file("b.txt");
    await create({ one: loose }, parts);
    await world.records.remove(docs, id, asGuest());
    expect(await kept()).toEqual([loose.name]);
  });

  test("all records of their collection", async () => {
    for (const name of ["a", "b", "c"])
      await create({ many: await file(name) });
    await world.records.truncate(docs);
    expect(await kept()).toEqual([]);
    expect(await openNotes()).toBe(0);
  });

  test("their collection", async () => {
    await create({ many: await file("a") });
    await world.collections.remove("docs");
    expect(await kept()).toEqual([]);
    expect(await openNotes()).toBe(0);
  });

  test("nothing that is not removed in the end", async () => {
    const parts = await world.define({
      name: "parts",
      fields: [
        {
          type: "relation",
          name: "doc",
          collectionId: docs.id,
          required: true,
        },
      ],
    });
    const one = await file("a.txt");
    const { id } = await create({ one });
    await create({ doc: id }, parts);
    await expect(world.records.remove(docs, id, asGuest())).rejects.toThrow();
    await expect(world.records.truncate(docs)).rejects.toThrow();
    await expect(world.collections.remove("docs")).rejects.toThrow();
    expect(await kept()).toEqual([one.name]);
    expect(await openNotes()).toBe(0);
  });
});

test("what others point at loses the pointer, and its files stay", async () => {
  const parts = await world.define({
    name: "parts",
    fields: [
      { type: "file", name: "one" },
      { type: "relation", name: "doc", collectionId: docs.id },
    ],
  });
  const one = await file("a.txt");
  const { id } = await create({});
  await create({ doc: id, one }, parts);
  await world.records.remove(docs, id, asGuest());
  expect(await kept()).toEqual([one.name]);
});
