import { describe, expect, test } from "bun:test";
import { Invalid } from "../../../src/core/errors.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { parseFields } from "../../../src/core/picking/parse-fields.ts";
import {
  pickFields,
  pickFieldsOfEach,
} from "../../../src/core/picking/pick-fields.ts";

const flat = { a: 1, b: 2, c: "test" };
const nested = {
  id: "123",
  title: "lorem",
  rel: {
    id: "456",
    title: "<p>rel_title</p>",
    sub: { id: "789", title: "sub_title" },
  },
};
const lists = {
  objects: [{ A: [1], C: "x", D: { DA: 1, DB: 2 } }, { A: "y" }, 5],
  texts: ["a", "b"],
  mixed: ["a", { A: 1 }],
};

describe("fields", () => {
  const cases: [string, JsonObject, unknown][] = [
    ["missing", flat, {}],
    ["a,  c  ,missing", flat, { a: 1, c: "test" }],
    [",", flat, flat],
    ["*", flat, flat],
    ["*,rel.id", nested, { id: "123", title: "lorem", rel: { id: "456" } }],
    ["id,rel.*", nested, { id: "123", rel: nested.rel }],
    [
      "id,rel.*,rel.sub.id",
      nested,
      {
        id: "123",
        rel: { id: "456", title: "<p>rel_title</p>", sub: { id: "789" } },
      },
    ],
    ["rel,rel.id", nested, { rel: nested.rel }],
    ["title.deeper", nested, { title: "lorem" }],
    [
      "objects.A,objects.D.DA",
      lists,
      { objects: [{ A: [1], D: { DA: 1 } }, { A: "y" }, 5] },
    ],
    ["texts.A,mixed.A", lists, { texts: ["a", "b"], mixed: ["a", { A: 1 }] }],
    [
      "*:excerpt(2),rel.title:excerpt(3, true)",
      nested,
      { id: "12", title: "lo", rel: { title: "rel..." } },
    ],
    ["a:excerpt(1)", flat, { a: 1 }],
    ["__proto__,constructor", flat, {}],
  ];
  test.each(cases)("%s", async (text, value, expected) => {
    expect({
      ...pickFields(value, await parseFields(text)),
    } as unknown).toEqual(expected);
  });

  test("are picked from each object of a list", async () => {
    const tree = await parseFields("a");
    expect(pickFieldsOfEach([flat, flat], tree)).toEqual([{ a: 1 }, { a: 1 }]);
    expect(pickFieldsOfEach(["a", 1], tree)).toEqual(["a", 1]);
    expect(pickFieldsOfEach([], tree)).toEqual([]);
  });

  const refused = [
    "a:unknown",
    "a:excerpt",
    "a:excerpt()",
    "a:excerpt(0)",
    "a:excerpt(-1)",
    "a:excerpt(x)",
    "a:excerpt(1,true,2)",
    "a:",
    "a:excerpt(1",
    "'a",
  ];
  test.each(refused)("%s is refused", async (text) => {
    await expect(parseFields(text)).rejects.toThrow(Invalid);
  });
});

describe("an excerpt", () => {
  const cases: [string, string, string][] = [
    ["plain text", "text:excerpt(5)", "plain"],
    ["plain text", "text:excerpt(100,true)", "plain text"],
    ["plain text", "text:excerpt(6,true)", "plain..."],
    ["<p>one</p><p>two <b>th</b>ree</p>", "text:excerpt(50)", "one two three"],
    ["a<br>b<hr>c", "text:excerpt(50)", "ab c"],
    [
      "<style>x</style>a<script>alert(1)</script><img src=x>b",
      "text:excerpt(50)",
      "ab",
    ],
    ["<button>no<p>deep</p></button>yes", "text:excerpt(50)", "yes"],
    ["  many \n\t spaces  ", "text:excerpt(50)", "many spaces"],
    ["&lt;b&gt; &amp; &eacute;", "text:excerpt(50)", "<b> & é"],
    ["日本語テキスト", "text:excerpt(3,true)", "日本語..."],
    ["👍🏻👍🏻", "text:excerpt(2)", "👍🏻"],
    ["", "text:excerpt(5,true)", ""],
  ];
  test.each(cases)("of %j by %s", async (text, fields, expected) => {
    expect({ ...pickFields({ text }, await parseFields(fields)) }).toEqual({
      text: expected,
    });
  });
});
