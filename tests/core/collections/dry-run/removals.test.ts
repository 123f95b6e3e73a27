import { expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { App } from "../../../../src/core/app.ts";
import type { ChangePreview } from "../../../../src/core/collections/dry-run/change-preview.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import type { Json, JsonObject } from "../../../../src/core/json.ts";
import { openTempApp } from "../../../support/temp-app.ts";

const relation = (
  name: string,
  collectionId: string,
  options: JsonObject = {},
): JsonObject => ({ type: "relation", name, collectionId, ...options });

interface Town {
  readonly app: App;
  /** What a dry run of emptying the collection tells of others. */
  consequences(name: string): Promise<ChangePreview>;
  /** Empties it; how many records each of the others then has, or false if that was refused. */
  truncate(name: string): Promise<Record<string, number> | false>;
}

async function withTown(
  collections: readonly JsonObject[],
  rows: readonly string[],
  work: (town: Town) => Promise<void>,
): Promise<void> {
  const temp = await openTempApp();
  try {
    const { app } = temp;
    await app.collections.importAll({ collections: collections as Json });
    for (const row of rows) await app.database.run(sql.raw(row));
    const names = collections.map(({ name }) => String(name));
    await work({
      app,
      consequences: (name) => app.collections.dryRunChange({ truncate: name }),
      async truncate(name) {
        try {
          await app.records.truncate(app.collections.find(name)!);
        } catch (error) {
          if (error instanceof Invalid) return false;
          throw error;
        }
        const counts: Record<string, number> = {};
        for (const one of names) {
          const row = await app.database.get(
            sql`select count(*) as n from ${sql.identifier(one)}`,
          );
          counts[one] = Number(row?.["n"]);
        }
        return counts;
      },
    });
  } finally {
    await temp.close();
  }
}

const authors = { name: "authors", id: "authors_id", fields: [] };
const cascading = { cascadeDelete: true };

test("emptying takes along what cascades, through any number of relations", async () => {
  await withTown(
    [
      authors,
      {
        name: "books",
        id: "books_id",
        fields: [
          relation("by", "authors_id", { ...cascading, maxSelect: 3 }),
          { type: "file", name: "covers", maxSelect: 3 },
        ],
      },
      {
        name: "reviews",
        id: "reviews_id",
        fields: [
          relation("book", "books_id", cascading),
          relation("about", "authors_id"),
        ],
      },
    ],
    [
      "insert into authors (id) values ('a'), ('b')",
      `insert into books (id, \`by\`, covers) values ('m', '["a","b"]', '["1","2"]'), ('n', '[]', '["3"]'), ('o', '["b","gone"]', '[]')`,
      "insert into reviews (id, book, about) values ('r', 'm', 'a'), ('s', 'n', 'a'), ('t', 'o', ''), ('u', 'm', '')",
    ],
    async ({ consequences, truncate }) => {
      const { collections, error } = await consequences("authors");
      expect(error).toBeUndefined();
      expect(collections).toMatchObject([
        {
          name: "authors",
          action: "truncate",
          records: 2,
          files: 0,
          references: [
            {
              collection: "books",
              field: "by",
              cascadeDelete: true,
              records: 2,
            },
            {
              collection: "reviews",
              field: "about",
              cascadeDelete: false,
              records: 2,
            },
          ],
          consequences: [
            {
              collection: "books",
              deleted: 1,
              released: 1,
              blocking: 0,
              files: 2,
              isAtLeast: false,
            },
            { collection: "reviews", deleted: 2, released: 1, blocking: 0 },
          ],
        },
      ]);
      expect(await truncate("authors")).toEqual({
        authors: 0,
        books: 2,
        reviews: 2,
      });
    },
  );
});

test("a required relation stands against it, unless its record goes as well", async () => {
  const reviews = (about: JsonObject): JsonObject => ({
    name: "reviews",
    id: "reviews_id",
    fields: [
      relation("by", "authors_id", { required: true }),
      relation("about", "authors_id", about),
    ],
  });
  const rows = [
    "insert into authors (id) values ('a')",
    "insert into reviews (id, `by`, about) values ('r', 'a', 'a'), ('s', '', 'a'), ('t', '', '')",
  ];
  await withTown([authors, reviews({})], rows, async (town) => {
    const { collections, error } = await town.consequences("authors");
    expect(error?.message).toStartWith("Failed to truncate collection");
    expect(collections[0]!.consequences).toMatchObject([
      { collection: "reviews", deleted: 0, released: 1, blocking: 1 },
    ]);
    expect(await town.truncate("authors")).toBe(false);
  });
});

test("relations in circles are followed once, which is told", async () => {
  await withTown(
    [
      authors,
      {
        name: "books",
        id: "books_id",
        fields: [
          relation("by", "authors_id", cascading),
          relation("sequel", "books_id", cascading),
        ],
      },
    ],
    [
      "insert into authors (id) values ('a')",
      "insert into books (id, `by`, sequel) values ('m', 'a', ''), ('n', '', 'm')",
    ],
    async ({ consequences, truncate }) => {
      const { collections } = await consequences("authors");
      expect(collections[0]!.consequences).toMatchObject([
        { collection: "books", deleted: 1, isAtLeast: true },
      ]);
      expect(await truncate("authors")).toEqual({ authors: 0, books: 0 });
    },
  );
});

test("what is kept for logins goes with them, and the superusers stay", async () => {
  await withTown(
    [{ name: "readers", id: "readers_id", type: "auth" }],
    [
      "insert into readers (id, email, tokenKey) values ('x', 'x@example.com', 'k')",
      "insert into _superusers (id, email, tokenKey) values ('x', 'x@example.com', 'k')",
      "insert into _authOrigins (id, collectionRef, recordRef, fingerprint) values ('a', 'readers_id', 'x', 'f'), ('b', 'other', 'x', 'f')",
    ],
    async ({ consequences, truncate, app }) => {
      for (const input of [{ truncate: "readers" }, { delete: "readers" }]) {
        const preview = await app.collections.dryRunChange(input);
        expect(preview.collections[0]).toMatchObject({
          records: 1,
          consequences: [{ collection: "_authOrigins", deleted: 1 }],
        });
      }
      expect((await consequences("_superusers")).error).toBeDefined();
      expect(await truncate("_superusers")).toBe(false);
      expect((await consequences("readers")).error).toBeUndefined();
      expect(await truncate("readers")).toEqual({ readers: 0 });
    },
  );
});
