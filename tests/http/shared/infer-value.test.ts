import { expect, test } from "bun:test";
import { inferValue } from "../../../src/http/shared/body/infer-value.ts";

const numbers = [
  "0",
  "12",
  "-1",
  "0.5",
  "-0.25",
  "123456.789",
  "1000000000000000000000000",
  "0.0000001",
];
test.each(numbers)("%s is a number", (text) => {
  expect(inferValue(text)).toBe(Number(text));
});

const texts = [
  "",
  " 1",
  "01",
  "0001",
  "1.0",
  "0.0",
  ".5",
  "1.",
  "+1",
  "1e3",
  "1_000",
  "--1",
  "1-1",
  "Infinity",
  "NaN",
  "0x10",
  "True",
  "null",
  "9007199254740993",
  `1${"0".repeat(400)}`,
];
test.each(texts)("%j stays text", (text) => {
  expect(inferValue(text)).toBe(text);
});

test("true and false are what they say", () => {
  expect([inferValue("true"), inferValue("false")]).toEqual([true, false]);
});
