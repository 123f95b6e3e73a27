import { afterAll, beforeAll, expect, test } from "bun:test";
import type { JsonObject } from "../../../../src/core/json.ts";
import { text, type TestFolder } from "../open-collections.ts";
import { openLibrary, withFields } from "./open-library.ts";

let folder: TestFolder;
beforeAll(async () => {
  folder = await openLibrary();
});
afterAll(() => folder[Symbol.asyncDispose]());

/** Each as `collection.where "what stands there" outcome`. */
async function mentionsAfter(
  collection: string,
  change: JsonObject,
): Promise<readonly string[]> {
  const { mentions } = await folder.collections.dryRunChange({
    collection,
    change,
  });
  return mentions.map(
    ({ collection: owner, where, text: whole, start, end, outcome }) =>
      `${owner}.${where} "${whole.slice(start, end)}" ${outcome}`,
  );
}

test("a removed field: rules of all collections, indexes and views that name it", async () => {
  expect(
    await mentionsAfter("books", {
      fields: withFields({ title: null, isbn: null }),
    }),
  ).toEqual([
    'books.listRule "isbn" breaks',
    'books.indexes.0 "title" breaks',
    'books.indexes.0 "isbn" breaks',
    'reviews.listRule "title" breaks',
    'reviews.listRule "isbn" breaks',
    'shelf.viewQuery "title" breaks',
  ]);
});

test("a renamed field: views follow, rules do not", async () => {
  const change = {
    fields: withFields({ title: { name: "heading" } }),
    indexes: [],
  };
  expect(await mentionsAfter("books", change)).toEqual([
    'reviews.listRule "title" breaks',
    'shelf.viewQuery "title" follows',
  ]);
  const { mentions } = await folder.collections.dryRunChange({
    collection: "books",
    change,
  });
  expect(mentions[0]).toMatchObject({
    names: { collection: "books", field: "title" },
    reason: expect.stringContaining("book.title"),
    after: null,
  });
  expect(mentions[1]!.after).toContain('"heading"');
});

test("rules that name the new name, and other fields of the old one, are none of it", async () => {
  expect(
    await mentionsAfter("books", {
      fields: withFields({ isbn: { name: "code" } }),
      indexes: [],
      listRule: "code != 'isbn'",
    }),
  ).toEqual(['reviews.listRule "isbn" breaks']);
});

test("what a rule asks of the request stays valid, and means nothing", async () => {
  expect(
    await mentionsAfter("reviews", {
      fields: [
        {
          type: "relation",
          name: "book",
          id: "book",
          collectionId: "books_id",
        },
        text("phrase", { id: "words" }),
      ],
      listRule: null,
      viewRule: null,
      updateRule: "@request.body.words = ''",
    }),
  ).toEqual(['reviews.updateRule "words" dangles']);
});

test("options of logins: names to log in with, what a provider fills, mails", async () => {
  expect(
    await mentionsAfter("readers", {
      fields: [text("alias", { id: "nick" }), text("bio", { id: "bio" })],
      indexes: [],
    }),
  ).toEqual([
    'readers.passwordAuth.identityFields "nick" breaks',
    'readers.oauth2.mappedFields.name "nick" dangles',
    'readers.resetPasswordTemplate.subject "nick" dangles',
    'reviews.viewRule "nick" dangles',
  ]);
});

test("two fields that swap their names: rules name the other one from then on", async () => {
  expect(
    await mentionsAfter("books", {
      fields: withFields({
        title: { name: "isbn" },
        isbn: { name: "title" },
      }),
    }),
  ).toEqual([
    'books.listRule "isbn" dangles',
    'reviews.listRule "title" dangles',
    'reviews.listRule "isbn" dangles',
    'shelf.viewQuery "title" follows',
  ]);
});

test("from many values to one: rules that would not do any more, and others that stay", async () => {
  await folder.collections.create({
    name: "tagged",
    fields: [{ type: "relation", name: "book", collectionId: "books_id" }],
    listRule: "book.tags:length > 1",
    viewRule: "book.tags ~ 'x'",
  });
  expect(
    await mentionsAfter("books", {
      fields: withFields({ tags: { maxSelect: 1 } }),
    }),
  ).toEqual(['tagged.listRule "tags" stays', 'tagged.viewRule "tags" stays']);
});

test("a view over a view that does not give the column any more", async () => {
  await folder.collections.create({
    name: "first",
    type: "view",
    viewQuery: "select id, (title) as same from books",
  });
  await folder.collections.create({
    name: "second",
    type: "view",
    viewQuery: "select id, same from first",
  });
  expect(
    await mentionsAfter("first", {
      viewQuery: "select id, title as other from books",
    }),
  ).toEqual(['second.viewQuery "same" breaks']);
});

test("a renamed collection is found by its name, and stays where its id is used", async () => {
  await folder.collections.create({
    name: "byId",
    listRule: "@collection.books_id.title != ''",
  });
  expect(await mentionsAfter("books", { name: "novels" })).toEqual([
    'reviews.listRule "books" breaks',
    'shelf.viewQuery "books" follows',
    'shelf.viewQuery "books" follows',
    'shelf.viewQuery "books" follows',
    'first.viewQuery "books" follows',
  ]);
});
