import type { Json, JsonObject } from "../../../../src/core/json.ts";
import { openCollections, text, type TestFolder } from "../open-collections.ts";

/** A folder with books, their reviews, a view of both, and readers who log in. */
export async function openLibrary(): Promise<TestFolder> {
  const folder = await openCollections();
  const { collections } = folder;
  await collections.create({
    name: "readers",
    type: "auth",
    id: "readers_id",
    fields: [text("nick", { id: "nick" }), text("bio", { id: "bio" })],
    indexes: ["create unique index by_nick on readers (nick)"],
    passwordAuth: { enabled: true, identityFields: ["email", "nick"] },
    oauth2: { mappedFields: { name: "nick" } },
    resetPasswordTemplate: { subject: "{RECORD:nick}", body: "{TOKEN}" },
  });
  await collections.create({
    name: "books",
    id: "books_id",
    fields: bookFields,
    indexes: ["create index by_title on books (title, lower(isbn))"],
    listRule: "isbn != ''",
  });
  await collections.create({
    name: "reviews",
    id: "reviews_id",
    fields: [
      {
        type: "relation",
        name: "book",
        id: "book",
        collectionId: "books_id",
        maxSelect: 1,
      },
      text("words", { id: "words" }),
    ],
    listRule: "book.title != '' && @collection.books.isbn ?= words",
    viewRule: "@request.auth.nick = words",
    updateRule: "@request.body.words = words",
  });
  await collections.create({
    name: "shelf",
    id: "shelf_id",
    type: "view",
    viewQuery:
      "select reviews.id, books.title as headline from reviews join books on books.id = reviews.book",
    listRule: "headline != ''",
  });
  await folder.execute(
    `insert into books (id, title, isbn, tags, covers, pages, lent, place, notes, price) values
      ('a', 'A', '1', '["x","y"]', '["1.png","2.png","3.png"]', 7, true, '{"lon":1,"lat":0}', '{"k":1}', 1),
      ('b', 'A', '2', '["x"]', '[]', 0, false, '{"lon":0,"lat":0}', '[]', 2),
      ('c', '', '3', '[]', '["4.png"]', 0, false, '{"lon":0,"lat":0}', null, 2)`,
  );
  await folder.execute(
    `insert into reviews (id, book, words) values ('r', 'a', 'good'), ('s', 'a', ''), ('t', '', 'x')`,
  );
  return folder;
}

/** The fields of the books, as a client sends them. */
export const bookFields: readonly JsonObject[] = [
  text("title", { id: "title" }),
  text("isbn", { id: "isbn" }),
  {
    type: "select",
    name: "tags",
    id: "tags",
    values: ["x", "y", "z"],
    maxSelect: 3,
  },
  { type: "file", name: "covers", id: "covers", maxSelect: 5 },
  { type: "number", name: "pages", id: "pages" },
  { type: "bool", name: "lent", id: "lent" },
  { type: "geoPoint", name: "place", id: "place" },
  { type: "json", name: "notes", id: "notes" },
  { type: "number", name: "price", id: "price" },
];

/** The fields with some changed by their ids; null takes one away. */
export function withFields(
  changes: Readonly<Record<string, JsonObject | null>>,
  fields: readonly JsonObject[] = bookFields,
): Json {
  return fields.flatMap((field) => {
    const change = changes[String(field["id"])];
    return change === null ? [] : [{ ...field, ...change }];
  });
}

/** All that a data folder's database holds, but for what differs with every save. */
export async function contentsOf(
  folder: TestFolder,
): Promise<Record<string, unknown>> {
  const shape = await folder.query(
    "select type, name, tbl_name, sql from sqlite_schema order by type, name",
  );
  const contents: Record<string, unknown> = { shape };
  for (const { name, type } of shape) {
    if (type === "table")
      contents[String(name)] = await folder.query(
        `select * from \`${String(name)}\``,
      );
  }
  return contents;
}
