import { expect, test } from "bun:test";
import { Schema } from "@tiptap/pm/model";
import { countWords } from "../../../../src/admin/pages/records/inputs/rich-text/count-words.ts";

const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    quote: { group: "block", content: "block+" },
    paragraph: { group: "block", content: "inline*" },
    picture: { group: "block" },
    text: { group: "inline" },
    lineBreak: { group: "inline", inline: true },
  },
  marks: { strong: {} },
});

const { doc, quote, paragraph, picture, lineBreak } = schema.nodes;
const block = (...content: Parameters<typeof paragraph.create>[1][]) =>
  paragraph.create(null, content.flat() as never);
const strong = (text: string) => schema.text(text, [schema.mark("strong")]);

test.each([
  ["", 0],
  ["one", 1],
  ["It's one — of 3, I think!", 6],
  ["  two\twords ", 2],
  ["我喜欢喝茶", 3],
  ["Grüße aus Köln", 3],
])("%p has %p words", (text, count) => {
  const content = text === "" ? [] : [schema.text(text)];
  expect(countWords(doc.create(null, [block(...content)]))).toBe(count);
});

test("a word that is half bold is one, and blocks and breaks part words", () => {
  const document = doc.create(null, [
    block(strong("wo"), schema.text("rd")),
    picture.create(),
    quote.create(null, [
      block(schema.text("two"), lineBreak.create(), schema.text("three")),
      block(schema.text("four")),
    ]),
  ]);
  expect(countWords(document)).toBe(4);
});
