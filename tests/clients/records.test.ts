import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RecordModel } from "pocketbase";
import { codesOf, refusalOf } from "./refusal.ts";
import { serveNewFolder } from "./serving.ts";
import type { Serving } from "./serving.ts";

let serving: Serving;
const authors: Record<string, RecordModel> = {};
const books: Record<string, RecordModel> = {};

beforeAll(async () => {
  serving = await serveNewFolder();
  const { superuser } = serving;
  const { id: authorsId } = await superuser.collections.create({
    name: "authors",
    type: "base",
    listRule: "",
    viewRule: "",
    fields: [
      { name: "name", type: "text", required: true },
      { name: "born", type: "date" },
    ],
    indexes: ["CREATE UNIQUE INDEX idx_authors_name ON authors (name)"],
  });
  await superuser.collections.create({
    name: "books",
    type: "base",
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
    fields: [
      { name: "title", type: "text", required: true, max: 40 },
      { name: "pages", type: "number", min: 1, onlyInt: true },
      { name: "author", type: "relation", collectionId: authorsId },
      {
        name: "readers",
        type: "relation",
        collectionId: "_pb_users_auth_",
        maxSelect: 9,
      },
      {
        name: "tags",
        type: "select",
        values: ["old", "new", "sad"],
        maxSelect: 3,
      },
      { name: "text", type: "editor" },
      { name: "meta", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "site", type: "url" },
      { name: "created", type: "autodate", onCreate: true },
    ],
  });
  for (const name of ["Austen", "Borges", "Calvino"])
    authors[name] = await superuser.collection("authors").create({ name });
  const data = [
    ["Emma", 474, "Austen", ["old"]],
    ["Persuasion", 249, "Austen", ["old", "sad"]],
    ["Ficciones", 174, "Borges", ["new"]],
    ["The Baron's Trees", 217, "Calvino", []],
  ] as const;
  for (const [title, pages, author, tags] of data) {
    books[title] = await superuser.collection("books").create({
      title,
      pages,
      author: authors[author]!.id,
      tags,
      text: `<p>${title} is a <b>book</b>.</p>`,
      meta: { shelf: { number: pages % 10 } },
      place: { lon: 1.5, lat: 2 },
    });
  }
});
afterAll(() => serving[Symbol.asyncDispose]());

const collection = () => serving.guest().collection("books");
const titles = (records: readonly RecordModel[]) =>
  records.map((record) => record["title"] as string);

describe("reading", () => {
  test("getOne gives the record with all that is visible", async () => {
    const book = await collection().getOne(books["Emma"]!.id);
    expect(book).toEqual({
      author: authors["Austen"]!.id,
      collectionId: expect.any(String),
      collectionName: "books",
      created: expect.stringMatching(
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/,
      ),
      id: books["Emma"]!.id,
      meta: { shelf: { number: 4 } },
      pages: 474,
      place: { lon: 1.5, lat: 2 },
      readers: [],
      site: "",
      tags: ["old"],
      text: "<p>Emma is a <b>book</b>.</p>",
      title: "Emma",
    });
  });

  test("getList pages and counts", async () => {
    const page = await collection().getList(2, 3, { sort: "title" });
    expect(page).toMatchObject({
      page: 2,
      perPage: 3,
      totalItems: 4,
      totalPages: 2,
    });
    expect(titles(page.items)).toEqual(["The Baron's Trees"]);
  });

  test("getList with skipTotal counts nothing", async () => {
    const page = await collection().getList(1, 1, { skipTotal: true });
    expect(page).toMatchObject({ totalItems: -1, totalPages: -1 });
    expect(page.items).toHaveLength(1);
  });

  test("getList goes on, and back, by the cursors of its pages", async () => {
    const read = (cursor: unknown) =>
      collection().getList(1, 3, { sort: "title", cursor });
    const first = await read("");
    expect(titles(first.items)).toEqual(["Emma", "Ficciones", "Persuasion"]);
    const last = await read(Reflect.get(first, "nextCursor"));
    expect(titles(last.items)).toEqual(["The Baron's Trees"]);
    expect(last).toMatchObject({ totalItems: 4, nextCursor: "" });
    const cursor = Reflect.get(last, "prevCursor");
    const options = { sort: "title", query: { cursor } };
    const before = await collection().getList(1, 2, options);
    expect(titles(before.items)).toEqual(["Ficciones", "Persuasion"]);
  });

  test("getFullList goes through all pages", async () => {
    const all = await collection().getFullList({ batch: 2, sort: "-pages" });
    expect(titles(all)).toEqual([
      "Emma",
      "Persuasion",
      "The Baron's Trees",
      "Ficciones",
    ]);
  });

  test("getFirstListItem finds one, or is refused with 404", async () => {
    const first = await collection().getFirstListItem("pages < 200");
    expect(first["title"]).toBe("Ficciones");
    const missing = await refusalOf(
      collection().getFirstListItem("pages > 1000"),
    );
    expect(missing.status).toBe(404);
  });

  test.each([
    ["title = {:title}", { title: "The Baron's Trees" }, ["The Baron's Trees"]],
    ["pages >= {:least}", { least: 249 }, ["Emma", "Persuasion"]],
    ["title ~ {:part}", { part: "SI" }, ["Persuasion"]],
    ["author.name = {:name}", { name: "Austen" }, ["Emma", "Persuasion"]],
    ["tags:each ?= {:tag}", { tag: "sad" }, ["Persuasion"]],
    ["tags:length = {:count}", { count: 0 }, ["The Baron's Trees"]],
    ["meta.shelf.number = {:number}", { number: 4 }, ["Emma", "Ficciones"]],
    [
      "created <= {:now}",
      { now: new Date(4e12) },
      ["Emma", "Ficciones", "Persuasion", "The Baron's Trees"],
    ],
    ["title = {:text}", { text: "' || 1=1 || '" }, []],
    [
      "(pages < {:a} || pages > {:b}) && title != {:t}",
      { a: 200, b: 400, t: "Emma" },
      ["Ficciones"],
    ],
  ])("the filter %s finds what it says", async (filter, values, expected) => {
    const client = serving.guest();
    const found = await client.collection("books").getFullList({
      filter: client.filter(filter, values),
      sort: "title",
    });
    expect(titles(found)).toEqual(expected);
  });

  test.each([
    ["title", ["Emma", "Ficciones", "Persuasion", "The Baron's Trees"]],
    [
      "-author.name,pages",
      ["The Baron's Trees", "Ficciones", "Persuasion", "Emma"],
    ],
    ["-@rowid", ["The Baron's Trees", "Ficciones", "Persuasion", "Emma"]],
  ])("sorts by %s", async (sort, expected) => {
    expect(titles(await collection().getFullList({ sort }))).toEqual(expected);
  });

  test("expand gives related records, and those that point back", async () => {
    const book = await collection().getOne(books["Emma"]!.id, {
      expand: "author",
    });
    expect(book.expand?.["author"]["name"]).toBe("Austen");

    const author = await serving
      .guest()
      .collection("authors")
      .getOne(authors["Austen"]!.id, { expand: "books_via_author.author" });
    const back = author.expand?.["books_via_author"] as RecordModel[];
    expect(titles(back).toSorted()).toEqual(["Emma", "Persuasion"]);
    expect(back[0]?.expand?.["author"]["name"]).toBe("Austen");
  });

  test("fields picks what is sent", async () => {
    const book = await collection().getOne(books["Emma"]!.id, {
      expand: "author",
      fields: "title,text:excerpt(6,true),expand.author.name",
    });
    expect(book as object).toEqual({
      title: "Emma",
      text: "Emma i...",
      expand: { author: { name: "Austen" } },
    });
    const { items } = await collection().getList(1, 1, {
      filter: "title = 'Emma'",
      fields: "pages",
    });
    expect(items as object[]).toEqual([{ pages: 474 }]);
  });

  test.each([
    ["filter", { filter: "nothing = 1" }],
    ["filter", { filter: "title = 'open" }],
    ["sort", { sort: "nothing" }],
  ])("an impossible %s is refused with 400", async (_, options) => {
    const refused = await refusalOf(collection().getList(1, 10, options));
    expect(refused.status).toBe(400);
    expect(refused.response).toMatchObject({ status: 400, data: {} });
  });

  test("an unknown record and an unknown collection are 404", async () => {
    expect((await refusalOf(collection().getOne("nothing"))).status).toBe(404);
    const unknown = serving.guest().collection("nothing");
    expect((await refusalOf(unknown.getList())).status).toBe(404);
  });
});

describe("writing", () => {
  test("a record is created, changed and deleted", async () => {
    const created = await collection().create({
      id: "abcdefghijklmno",
      title: "New",
      pages: "12",
      tags: "new",
    });
    expect(created).toMatchObject({
      id: "abcdefghijklmno",
      title: "New",
      pages: 12,
      tags: ["new"],
    });

    const changed = await collection().update(created.id, {
      "pages+": 5,
      "tags+": "sad",
      meta: [1, { a: null }],
    });
    expect(changed).toMatchObject({
      title: "New",
      pages: 17,
      tags: ["new", "sad"],
      meta: [1, { a: null }],
    });
    const less = await collection().update(created.id, { "tags-": "new" });
    expect(less["tags"]).toEqual(["sad"]);

    expect(await collection().delete(created.id)).toBe(true);
    expect((await refusalOf(collection().getOne(created.id))).status).toBe(404);
  });

  test("a change is refused if somebody else's came first and it says so", async () => {
    const client = serving.guest();
    let tag = "";
    client.afterSend = ({ headers }, data: unknown) => {
      tag = headers.get("ETag") ?? "";
      return data;
    };
    const mine = client.collection("books");
    const { id } = await mine.create({ title: "Once" });
    const headers = { "If-Match": tag };
    await mine.update(id, { title: "Twice" }, { headers });
    const late = mine.update(id, { title: "Thrice" }, { headers });
    expect((await refusalOf(late)).status).toBe(412);
    expect((await mine.getOne(id))["title"]).toBe("Twice");
    const tooLate = mine.delete(id, { headers });
    expect((await refusalOf(tooLate)).status).toBe(412);
    await mine.getOne(id, { fields: "id" });
    await mine.delete(id, { headers: { "If-Match": tag } });
  });

  test("a form is taken like JSON", async () => {
    const form = new FormData();
    form.set("title", "Sent as a form");
    form.set("pages", "7");
    form.set("@jsonPayload", JSON.stringify({ meta: { from: "form" } }));
    const created = await collection().create(form);
    expect(created).toMatchObject({
      title: "Sent as a form",
      pages: 7,
      meta: { from: "form" },
    });
    await collection().delete(created.id);
  });

  test.each([
    [{}, { title: "validation_required" }],
    [{ title: "x".repeat(41) }, { title: "validation_max_text_constraint" }],
    [{ title: "a", pages: 0.5 }, { pages: "validation_only_int_constraint" }],
    [{ title: "a", pages: -3 }, { pages: "validation_min_number_constraint" }],
    [{ title: "a", tags: ["odd"] }, { tags: "validation_invalid_value" }],
    [
      { title: "a", author: "nobody000000000" },
      { author: "validation_missing_rel_records" },
    ],
    [{ title: "a", site: "no url" }, { site: "validation_invalid_url" }],
    [{ title: "a", id: "short" }, { id: "validation_min_text_constraint" }],
    [
      { title: "a", id: "UPPERCASE000000" },
      { id: "validation_invalid_format" },
    ],
    [
      { title: "", pages: -1 },
      {
        title: "validation_required",
        pages: "validation_min_number_constraint",
      },
    ],
  ])("%j is refused with a code for each field", async (input, codes) => {
    const before = (await collection().getList(1, 1)).totalItems;
    const refused = await refusalOf(collection().create(input));
    expect(refused.status).toBe(400);
    expect(refused.response).toMatchObject({
      status: 400,
      message: "Failed to create record.",
    });
    expect(codesOf(refused)).toEqual(codes as Record<string, string>);
    expect((await collection().getList(1, 1)).totalItems).toBe(before);
  });

  test("a value that has to be unique is refused the second time", async () => {
    const refused = await refusalOf(
      serving.superuser.collection("authors").create({ name: "Austen" }),
    );
    expect(codesOf(refused)).toEqual({ name: "validation_not_unique" });
  });

  test("deleting an author lets go of the books", async () => {
    const author = await serving.superuser
      .collection("authors")
      .create({ name: "Brief" });
    const book = await collection().create({
      title: "Orphan",
      author: author.id,
    });
    await serving.superuser.collection("authors").delete(author.id);
    expect((await collection().getOne(book.id))["author"]).toBe("");
    await collection().delete(book.id);
  });
});
