import { describe, expect, test } from "bun:test";
import type { UploadedFile } from "../../../../src/core/files/uploaded-file.ts";
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
import { asGuest, type Body, refusal } from "../open-test-records.ts";

openDocsForEachTest();

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
