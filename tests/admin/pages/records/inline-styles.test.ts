import { expect, test } from "bun:test";
import {
  hideStyles,
  showStyles,
} from "../../../../src/admin/pages/records/inputs/rich-text/inline-styles.ts";

test.each([
  ['<p style="color: red">a</p>', '<p data-kept-style="color: red">a</p>'],
  [
    "<p class='x' STYLE = 'a: \">\"'>",
    "<p class='x' data-kept-style = 'a: \">\"'>",
  ],
  ['<img alt="style=1" src=x>', '<img alt="style=1" src=x>'],
  ['<p data-style="x">', '<p data-style="x">'],
  ["style=1 <b>style=2</b>", "style=1 <b>style=2</b>"],
])("inline styles of %p get another name", (html, hidden) => {
  expect(hideStyles(html)).toBe(hidden);
});

test("what the editor writes has the styles as they were written", () => {
  const written =
    '<p data-kept-style="color:RED" style="color: red;">a</p><hr style="margin: 0px;">';
  expect(showStyles(written)).toBe('<p style="color:RED">a</p><hr>');
});
