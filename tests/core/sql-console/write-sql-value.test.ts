import { expect, test } from "bun:test";
import { writeSqlValue } from "../../../src/core/sql-console/write-sql-value.ts";

test.each([
  [null, null],
  ["", ""],
  ["a\0b", "a\0b"],
  [9223372036854775807n, "9223372036854775807"],
  [-5n, "-5"],
  [1, "1"],
  [2.5, "2.5"],
  [-0, "-0"],
  [0.1 + 0.2, "0.30000000000000004"],
  [100000.5, "100000.5"],
  [1e6, "1e+06"],
  [1234567.5, "1.2345675e+06"],
  [-2.5e10, "-2.5e+10"],
  [1e21, "1e+21"],
  [1e100, "1e+100"],
  [0.0001, "0.0001"],
  [0.00012345, "0.00012345"],
  [0.00001, "1e-05"],
  [5e-324, "5e-324"],
  [Infinity, "+Inf"],
  [-Infinity, "-Inf"],
  [new Uint8Array([65, 66]), "AB"],
  [new Uint8Array([255, 65]), "\u{fffd}A"],
  [new Uint8Array(), ""],
] as const)("%p reads %p", (value, text) => {
  expect(writeSqlValue(value)).toBe(text);
});
