import { expect, test } from "bun:test";
import {
  findUnknownPlaceholders,
  placeholderBefore,
} from "../../../src/admin/code/template/placeholders.ts";

const placeholders = [{ value: "{APP_NAME}" }, { value: "{RECORD:email}" }];

test.each([
  ["{APP_NAME} and {RECORD:email}", ""],
  ["{APP_NAM}", "{APP_NAM}"],
  ["<a href='{URL}'>{APP_NAME}</a>", "{URL}"],
  ["a { color: red } .B {margin: 0}", ""],
])("what the server does not put in is found in %s", (text, unknown) => {
  const found = findUnknownPlaceholders(text, placeholders);
  expect(found.map(({ from, to }) => text.slice(from, to)).join()).toBe(
    unknown,
  );
});

test.each([
  ["Hello {AP", "{AP"],
  ["{record:e", "{record:e"],
  ["{APP_NAME}", undefined],
  ["p { c", undefined],
])("behind %s completion begins with %s", (text, begun) => {
  expect(placeholderBefore(text)).toBe(begun);
});
