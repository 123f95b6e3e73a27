import { expect, test } from "bun:test";
import { sortRows } from "../../../../src/admin/pages/sql/result/column-widths.ts";
import {
  tableToCsv,
  tableToJson,
} from "../../../../src/admin/pages/sql/result/result-file.ts";

const table = {
  columns: [
    { name: "id", type: "TEXT" },
    { name: "id", type: "" },
    { name: "a,b", type: "" },
  ],
  rows: [
    ["1", null, 'say "hi"'],
    ["2", "", "two\nlines"],
  ],
};

test("a result becomes CSV whose values come back as they were", () => {
  expect(tableToCsv(table)).toBe(
    'id,id,"a,b"\r\n1,,"say ""hi"""\r\n2,,"two\nlines"\r\n',
  );
});

test("a result becomes JSON that keeps NULL, and columns of the same name", () => {
  expect(JSON.parse(tableToJson(table))).toEqual([
    { id: "1", id_2: null, "a,b": 'say "hi"' },
    { id: "2", id_2: "", "a,b": "two\nlines" },
  ]);
});

test("rows are sorted by numbers as numbers, with nothing before everything", () => {
  const rows = [["10"], ["9"], [null], ["1.5e+06"]];
  const sorted = sortRows({ columns: table.columns, rows }, 0, false);
  expect(sorted.flat()).toEqual([null, "9", "10", "1.5e+06"]);
});
