import { expect, test } from "bun:test";
import * as fc from "fast-check";
import { highlightFilter } from "../../../src/admin/code/highlight/highlight-filter.ts";

/** Every coloured piece with what it is. */
function coloured(text: string): string {
  return highlightFilter(text)
    .map(({ from, to, kind }) => `${text.slice(from, to)}:${kind}`)
    .join(" ");
}

test.each([
  ["a.b = 'x'", "a.b:name =:operator 'x':text"],
  ["(a:lower>1)", "a:name :lower:modifier >:operator 1:number"],
  ["@request.auth.id", "@request:keyword .auth.id:name"],
  ["@now || TRUE", "@now:keyword ||:operator TRUE:keyword"],
  ["geoDistance(a, 1)", "geoDistance:function a:name 1:number"],
  ["a // b", "a:name // b:comment"],
])("%s is coloured", (text, pieces) => {
  expect(coloured(text)).toBe(pieces);
});

test.each([
  ["a = 'x", "a:name =:operator 'x:text"],
  ["a. = 1", "a.:name =:operator 1:number"],
  ["a $ b = 1", "a:name b:name =:operator 1:number"],
  ["a == 1 & b", "a:name 1:number b:name"],
])("what is not finished is coloured, too: %s", (text, pieces) => {
  expect(coloured(text)).toBe(pieces);
});

test("colours are in order and apart, whatever one writes", () => {
  const piece = fc.constantFrom(
    ..."a .b :x @ # ' \" \\ ( ) , = ?= && & // - 1 1. 🐎".split(" "),
    "\n",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      let last = 0;
      for (const { from, to } of highlightFilter(text)) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});
