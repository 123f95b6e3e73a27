import { expect, test } from "bun:test";
import { fitOf } from "../../../src/admin/shell/commands/fit-of.ts";

const names = [
  "posts",
  "blog_posts",
  "New record in posts",
  "Settings: crons",
  "Log out",
  "Logs",
];

test.each([
  ["post", ["posts", "blog_posts", "New record in posts"]],
  ["new post", ["New record in posts"]],
  ["LOG", ["Log out", "Logs", "blog_posts"]],
  ["crn", []],
  ["set cron", ["Settings: crons"]],
])("%j finds %j", (typed, found) => {
  const fitting = names
    .map((name) => ({ name, fit: fitOf(typed, [name]) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((one, other) => other.fit - one.fit);
  expect(fitting.map(({ name }) => name)).toEqual(found);
});

test("other words find it, too, but later", () => {
  const shown = fitOf("colour", ["Colours: dark", "theme"]);
  const other = fitOf("theme", ["Colours: dark", "theme"]);
  expect(shown).toBeGreaterThan(other);
  expect(other).toBeGreaterThan(0);
});
