import { describe, expect, test } from "bun:test";
import { collectRows } from "../../../../../src/admin/pages/records/import/reader/collect-rows.ts";
import { readRows } from "../../../../../src/admin/pages/records/import/reader/read-rows.ts";
import { sampleFile } from "../../../../../src/admin/pages/records/import/reader/sample-file.ts";

/** A file that comes in pieces, which may end within a character. @param size bytes of a piece */
function inPieces(content: string, size = 1): Blob {
  const file = new Blob([content]);
  const stream = () =>
    new ReadableStream<Uint8Array>({
      async start(controller) {
        const bytes = await file.slice().bytes();
        for (let at = 0; at < bytes.length; at += size) {
          controller.enqueue(bytes.subarray(at, at + size));
        }
        controller.close();
      },
    });
  return Object.assign(file, { stream });
}

async function rowsOf(
  file: Blob,
  format: "csv" | "json" | "ndjson",
): Promise<readonly Record<string, string>[]> {
  const rows: Record<string, string>[] = [];
  for await (const piece of readRows(file, format)) {
    rows.push(...piece.rows.map((row) => Object.fromEntries(row)));
  }
  return rows;
}

const bothRows = [
  { name: 'Zoë "Z"', note: "two\nlines; and, signs 😀" },
  { name: "x", note: "" },
];

describe("rows are read from", () => {
  test.each([
    ["CSV", 'name,note\n"Zoë ""Z""","two\nlines; and, signs 😀"\nx,\n'],
    [
      "CSV with carriage returns and empty lines",
      'name,note\r\n"Zoë ""Z""","two\nlines; and, signs 😀"\r\n\r\nx,\r\n',
    ],
    [
      "CSV with semicolons and a byte order mark",
      '\uFEFFname;note\n"Zoë ""Z""";"two\nlines; and, signs 😀"\nx;',
    ],
  ])("%s", async (_kind, content) => {
    expect(await rowsOf(new Blob([content]), "csv")).toEqual(bothRows);
    expect(await rowsOf(inPieces(content), "csv")).toEqual(bothRows);
  });

  test("a long CSV file", async () => {
    const values = Array.from({ length: 10_000 }, (_, at) => ({
      name: `Zoë ${at}`,
      note: at % 3 === 0 ? 'two\r\n"lines"' : "",
    }));
    const lines = values.map(
      ({ name, note }) => `${name},"${note.replaceAll('"', '""')}"\r\n`,
    );
    const content = `name,note\r\n${lines.join("")}`;
    expect(content.length).toBeGreaterThan(2 * 64 * 1024);
    expect(await rowsOf(inPieces(content, 997), "csv")).toEqual(values);
  });

  test("UTF-16", async () => {
    const text = "\uFEFFname,note\nZoë,ok";
    const units = Uint16Array.from(text, (unit) => unit.charCodeAt(0));
    const file = new Blob([units]);
    expect(await rowsOf(file, "csv")).toEqual([{ name: "Zoë", note: "ok" }]);
  });

  test.each([
    ["json", JSON.stringify(bothRows)],
    ["json", JSON.stringify(bothRows, null, 2)],
    ["ndjson", bothRows.map((row) => `${JSON.stringify(row)}\n\n`).join("")],
  ] as const)("%s", async (format, content) => {
    expect(await rowsOf(new Blob([content]), format)).toEqual(bothRows);
    expect(await rowsOf(inPieces(content), format)).toEqual(bothRows);
  });

  test("JSON whose values are no texts", async () => {
    const file = new Blob(['[{"a": [{"b": "]"}], "n": 1.5, "no": null}]']);
    expect(await rowsOf(file, "json")).toEqual([
      { a: '[{"b":"]"}]', n: "1.5", no: "" },
    ]);
  });
});

describe("a sample", () => {
  test.each([
    ["a.csv", "a\tb\n1\t2", "csv", "\t"],
    ["a.txt", "a|b\n1|2", "csv", "|"],
    ["a.json", "[]", "json", undefined],
    ["pasted", ' \n[{"a": 1}]', "json", undefined],
    ["pasted", '{"a": 1}\n', "ndjson", undefined],
    ["old.jsonl", '{"a": 1}', "ndjson", undefined],
  ])("of %s with %j is %s", async (name, content, format, delimiter) => {
    const sample = await sampleFile(new File([content], name));
    expect(sample).toMatchObject({ format });
    expect(sample.delimiter).toBe(delimiter);
  });

  test("has each column with values that say something", async () => {
    const rows = ["a,b", "1,", "2,", ",", "3,", "4,x"].join("\n");
    const { columns } = await sampleFile(new File([rows], "a.csv"));
    expect(columns).toEqual([
      { name: "a", values: ["1", "2", "3"] },
      { name: "b", values: ["x"] },
    ]);
  });
});

test("rows that were refused are written as they are in the file, with what is wrong", async () => {
  const file = new Blob(['a;b\n1;one\n2;"t;wo"\n3;three\n']);
  const csv = await collectRows(file, "csv", ";", [
    { row: 2, problem: "b: Fill this in." },
  ]);
  const rows = await rowsOf(csv, "csv");
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ a: "2", b: "t;wo" });
  expect(Object.values(rows[0] ?? {})).toContain("b: Fill this in.");
});
