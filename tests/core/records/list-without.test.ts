import { afterAll, beforeAll, expect, test } from "bun:test";
import { guest, serverRequest } from "../../../src/core/request.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
beforeAll(async () => {
  temp = await openTempApp();
  const collection = await temp.app.collections.create({
    name: "texts",
    type: "base",
    listRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "content", type: "text" },
    ],
  });
  await temp.app.records.create(collection, undefined, {
    ...serverRequest,
    body: { title: "A title", content: "Long" },
  });
});
afterAll(() => temp.close());

const list = async (query: {
  without?: readonly string[];
  filter?: string;
}) => {
  const texts = temp.app.collections.find("texts")!;
  const asGuest = { ...serverRequest, viewer: guest };
  const { items } = await temp.app.records.list(texts, query, asGuest);
  return items[0];
};

test("records come without the fields that are left out, and with them to who asks next", async () => {
  expect(await list({ without: ["content"] })).not.toHaveProperty("content");
  expect(await list({})).toMatchObject({ title: "A title", content: "Long" });
  expect(await list({ without: ["content"] })).toMatchObject({
    title: "A title",
  });
});

test("what is left out can be filtered by", async () => {
  const found = await list({
    without: ["content"],
    filter: `content = "Long"`,
  });
  expect(found).toMatchObject({ title: "A title" });
  expect(found).not.toHaveProperty("content");
});
