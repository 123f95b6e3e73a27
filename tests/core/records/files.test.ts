import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { Collection } from "../../../src/core/collections/collection.ts";
import type { UploadedFile } from "../../../src/core/files/uploaded-file.ts";
import type { RecordJson } from "../../../src/core/records/records.ts";
import { MapStorage } from "../files/map-storage.ts";
import { upload } from "../files/upload.ts";
import {
  asGuest,
  type Body,
  openTestRecords,
  refusal,
  type TestRecords,
} from "./open-test-records.ts";

let storage: MapStorage;
let world: TestRecords;
let docs: Collection;

beforeEach(async () => {
  storage = new MapStorage();
  world = await openTestRecords({ storage });
  docs = await world.define({
    name: "docs",
    fields: [
      { type: "text", name: "title", max: 20 },
      { type: "file", name: "one", maxSize: 100 },
      { type: "file", name: "many", maxSelect: 3, maxSize: 100 },
      { type: "file", name: "picture", mimeTypes: ["image/png", "image/gif"] },
    ],
    indexes: [
      "create unique index idx_title on docs (title) where title != ''",
    ],
  });
});

afterEach(() => world.close());

const file = (name: string, contents?: string) =>
  upload(world.files, name, contents);

async function create(
  body: Body,
  collection = docs,
): Promise<RecordJson & { id: string }> {
  const record = await world.records.create(
    collection,
    undefined,
    asGuest(body),
  );
  return { ...record, id: String(record["id"]) };
}

function update(id: string, body: Body, collection = docs) {
  return world.records.update(collection, id, undefined, asGuest(body));
}

/** The files in the storage, without what tells collections and records apart. */
async function kept(): Promise<readonly string[]> {
  await world.files.finished();
  return storage.keys.map((key) => key.split("/").at(-1) ?? "").sort();
}

function names(...files: readonly UploadedFile[]): string[] {
  return files.map(({ name }) => name);
}

async function openNotes(): Promise<number> {
  await world.files.finished();
  const rows = await world.auxiliary.all(sql`select 1 from "_fileNotes"`);
  return rows.length;
}

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

describe("what is refused leaves no file behind", () => {
  const bodies: [
    string,
    (uploaded: UploadedFile) => Body,
    Record<string, string>,
  ][] = [
    [
      "a wrong value beside it",
      (one) => ({ one, title: "x".repeat(21) }),
      { title: "validation_max_text_constraint" },
    ],
    [
      "a title that is taken",
      (one) => ({ one, title: "taken" }),
      { title: "validation_not_unique" },
    ],
    [
      "an id that is a path",
      (one) => ({ one, id: "../../../../aaa" }),
      { id: "validation_invalid_format" },
    ],
    [
      "a name that nobody uploaded",
      (one) => ({ one, many: ["a.txt"] }),
      { many: "validation_invalid_file" },
    ],
    [
      "a description of a file",
      (one) => ({ one, many: [{ name: "a.txt", size: 1, path: "/etc" }] }),
      { many: "validation_invalid_file" },
    ],
    [
      "a description of a file beside it",
      (one) => ({ one: [one, { name: "a.txt" }] }),
      { one: "validation_invalid_file" },
    ],
    [
      "the wrong type",
      (one) => ({ picture: one }),
      { picture: "validation_invalid_mime_type" },
    ],
  ];
  test.each(bodies)("%s", async (_, body, fields) => {
    await create({ title: "taken" });
    const refused = await refusal(create(body(await file("a.txt"))));
    expect(refused).toEqual({ error: "Invalid", fields });
    expect(await kept()).toEqual([]);
    expect(await openNotes()).toBe(0);
  });

  test("too large a file", async () => {
    const large = await file("large one.txt", "x".repeat(101));
    const creating = create({ one: large });
    await expect(creating).rejects.toMatchObject({
      fields: {
        one: {
          code: "validation_file_size_limit",
          params: { file: "large one.txt", maxSize: 100 },
        },
      },
    });
    expect(await kept()).toEqual([]);
  });

  test("too many files, which is said before anything of each", async () => {
    const files = await Promise.all(
      ["a", "b", "c", "d"].map((name) => file(name, "x".repeat(101))),
    );
    await expect(create({ many: files })).rejects.toMatchObject({
      fields: {
        many: {
          code: "validation_too_many_files",
          params: { maxSelect: 3 },
        },
      },
    });
  });

  test("by a rule, before anything is stored", async () => {
    const closed = await world.define({
      name: "closed",
      createRule: "@request.auth.id != ''",
      fields: [{ type: "file", name: "one" }],
    });
    const asked: string[] = [];
    storage.before = (action) => void asked.push(action);
    expect(await refusal(create({ one: await file("a") }, closed))).toEqual({
      error: "Invalid",
      fields: {},
    });
    expect(asked).toEqual([]);
  });

  test("by a hook within the transaction", async () => {
    const stop = world.hooks.onRecordCreate.add(async (_, next) => {
      await next();
      throw new Error("no");
    });
    await expect(create({ one: await file("a.txt") })).rejects.toThrow("no");
    stop();
    expect(await kept()).toEqual([]);
    expect(await openNotes()).toBe(0);
  });

  test("by the storage, which the client is told and the log explains", async () => {
    storage.fails = (action) => action === "write";
    const creating = create({ one: await file("a.txt") });
    await expect(creating).rejects.toThrow(
      "Failed to create record. The files could not be stored.",
    );
    expect(world.logged.join()).toContain("uploaded files could not be stored");
    expect(await world.count("docs")).toBe(0);
    expect(await openNotes()).toBe(0);
  });

  test("by the end of a transaction that it is a part of", async () => {
    const work = world.records.transaction(async (records) => {
      const body = { one: await file("a.txt") };
      await records.create(docs, undefined, asGuest(body));
      expect(storage.keys).toHaveLength(1);
      throw new Error("no");
    });
    await expect(work).rejects.toThrow("no");
    expect(await kept()).toEqual([]);
    expect(await openNotes()).toBe(0);
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
