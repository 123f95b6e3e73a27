import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Libredms, openLibredms, type Person } from "./open-libredms.ts";

let library: Libredms;
let ann: Person;
beforeAll(async () => {
  library = await openLibredms();
  ann = await library.join("4");
  await library.write(ann, { title: "\\".repeat(255) });
});
afterAll(() => library.close());

const search = (text: string) =>
  library.ask(`GET /api/search/documents?q=${encodeURIComponent(text)}`, ann);

test.each([
  ["a character that ends texts", "\0"],
  ["more than a filter may have", "\\".repeat(801)],
])("%s is refused in this API's words", async (_, text) => {
  const { status, body } = await search(text);
  expect(status).toBe(400);
  expect(body).toEqual({
    message: "Please provide a valid query string for the search",
  });
});

test("a title of the longest is found by all of it", async () => {
  const { status, body } = await search("\\".repeat(255));
  expect(status).toBe(200);
  expect(body).toMatchObject({ metadata: { total: 1 } });
});

test.each(["\\", "%", "🦊"])(
  "the longest text of %p is searched for",
  async (character) => {
    const text = character.repeat(800 / character.length);
    expect((await search(text)).status).toBe(200);
  },
);
