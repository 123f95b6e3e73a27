import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import * as fc from "fast-check";
import type { ImportFormat } from "../../../../src/core/records/transfer/importing/import-options.ts";
import { openSource } from "../../../../src/core/records/transfer/importing/source/open-source.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

/** The rows of a file with these contents, as objects with the line that each begins in. */
async function read(
  format: ImportFormat,
  contents: string | Uint8Array,
  delimiter?: string,
): Promise<Record<string, unknown>[]> {
  const path = join(folder.path, crypto.randomUUID());
  const size = await Bun.write(path, contents);
  const rows: Record<string, unknown>[] = [];
  const source = openSource({ path, size }, format, delimiter);
  for await (const piece of source.read()) {
    for (const { line, columns, values } of piece.rows) {
      const cells = columns.map((name, at) => [name, values[at]]);
      rows.push({ ...Object.fromEntries(cells), line });
    }
  }
  return rows;
}

describe("CSV", () => {
  test.each([
    ["commas", "a,b\n1,2\n"],
    ["semicolons, and commas in values", "a;b\n1;2\n"],
    ["tabs", "a\tb\n1\t2"],
    ["bars", "a|b\r\n1|2\r\n"],
    ["line ends of another system", "a,b\r1,2\r"],
    ["a byte order mark", "\uFEFFa,b\n1,2\n"],
    ["quotes around everything", '"a","b"\n"1","2"\n'],
    ["empty lines", "\na,b\n\n1,2\n\n"],
  ])("may have %s", async (_name, text) => {
    const [row] = await read("csv", text);
    expect(row).toMatchObject({ a: "1", b: "2" });
  });

  test("goes by the delimiter that most of its lines agree on", async () => {
    const text = "name;price\nbread;1,20\nmilk;0,99\n";
    const rows = await read("csv", text);
    expect(rows).toMatchObject([
      { name: "bread", price: "1,20" },
      { name: "milk", price: "0,99" },
    ]);
  });

  test("tells the line that a row begins in, whatever its values hold", async () => {
    const text = 'a,b\r\n"1\r\n2","x\ny"\r\n\r\n3,"say ""hi"""\r\n';
    expect(await read("csv", text)).toEqual([
      { a: "1\r\n2", b: "x\ny", line: 2 },
      { a: "3", b: 'say "hi"', line: 6 },
    ]);
  });

  test("of UTF-16 is read as spreadsheets write it", async () => {
    const text = Buffer.from("\uFEFFname\tcity\nJosé\tŁódź 🏙\n", "utf16le");
    expect(await read("csv", text)).toMatchObject([
      { name: "José", city: "Łódź 🏙" },
    ]);
  });

  test("gives back any values that were written into it", async () => {
    const value = fc.string({ unit: "grapheme-composite", minLength: 1 });
    const record = fc.array(value, { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1 }), async (records) => {
        const cells = (values: readonly string[]) =>
          values.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
        const text = ["a,b", ...records.map(cells)].join("\r\n");
        const rows = await read("csv", text, ",");
        // Whole characters: a half of one cannot be written.
        const wanted = records.map(([a, b]) => ({
          a: a?.toWellFormed(),
          b: b?.toWellFormed(),
        }));
        expect(rows).toMatchObject(wanted);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ["a quote that is never closed", 'a,b\n1,"2\n', "line 2"],
    ["a quote within a value", 'a,b\n1,2\n1,2"3\n', "line 3"],
    ["text after a closing quote", 'a,b\n1,"2"3\n', "line 2"],
    ["nothing at all", "", "empty"],
  ])("with %s is refused, with its place", async (_name, text, place) => {
    await expect(read("csv", text)).rejects.toThrow(place);
  });
});

describe("JSON", () => {
  test("is read object by object, as large as it is", async () => {
    const rows = Array.from({ length: 40_000 }, (_, number) => ({
      number,
      text: `brackets ]}, quotes \\" and ${"é".repeat(number % 50)}`,
      nested: { list: [number, { deep: "}" }] },
    }));
    const found = await read("json", ` ${JSON.stringify(rows, null, 1)}\n`);
    expect(found).toHaveLength(rows.length);
    expect(found[39_999]).toEqual({ ...rows[39_999], line: undefined });
  });

  test("may be an empty array", async () => {
    expect(await read("json", "[ ]")).toEqual([]);
  });

  test.each([
    ["an object", "{}", "has to be an array"],
    ["nothing", "", "has to be an array"],
    ["an array of numbers", "[1]", "array of objects"],
    ["arrays in an array", "[[]]", "array of objects"],
    ["a comma too many", "[{},]", "array of objects"],
    ["a comma too few", "[{} {}]", "array of objects"],
    ["more after its end", "[{}] [{}]", "array of objects"],
    ["no end", '[{"a": 1}', "ends too early"],
    ["an object without an end", '[{"a": [1}', "ends too early"],
    ["an object that is none", '[{"a": 1}, {"b" 1}]', "Entry 2 is no valid"],
  ])("that is %s is refused", async (_name, text, message) => {
    await expect(read("json", text)).rejects.toThrow(message);
  });

  test("lines are objects, with their numbers", async () => {
    const text = '\uFEFF{"a":1}\r\n\n{"a":"x\\ny"}';
    expect(await read("ndjson", text)).toEqual([
      { a: 1, line: 1 },
      { a: "x\ny", line: 3 },
    ]);
  });

  test.each([
    ["no JSON", '{"a":1}\nnonsense', "Line 2 is no valid JSON"],
    ["no object", "[1]", "Line 1 is no JSON object"],
  ])("a line that is %s is refused", async (_name, text, message) => {
    await expect(read("ndjson", text)).rejects.toThrow(message);
  });
});

describe("a file that nobody means well with", () => {
  const huge = "x".repeat(17 * 1024 * 1024);
  const deep = "[".repeat(100_000);

  test.each<[string, ImportFormat, string, string]>([
    ["one long CSV line", "csv", `a,b\n${huge}`, "longer than 16 MB"],
    ["one long JSON line", "ndjson", `{"a":"${huge}"}`, "longer than 16 MB"],
    ["one long JSON object", "json", `[{"a":"${huge}"}]`, "longer than 16 MB"],
    ["very many columns", "csv", `${"a,".repeat(100_000)}\n`, "2000 columns"],
    ["a very wide row", "csv", `a\n${",".repeat(100_000)}\n`, "2000 columns"],
    ["a row without end", "csv", `a\n${",".repeat(100_000)}`, "2000 columns"],
    ["deep JSON", "json", `[{"a":${deep}`, "nested too deeply"],
    ["deep JSON in a line", "ndjson", `{"a":${deep}`, "nested too deeply"],
  ])("with %s is refused", async (_name, format, text, message) => {
    await expect(read(format, text)).rejects.toThrow(message);
  });

  test.each<[string, Uint8Array]>([
    ["of another encoding", Buffer.from("name\nJos\xe9\n", "latin1")],
    ["cut within a character", Buffer.from("name\nJosé").subarray(0, -1)],
    ["that is a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff])],
  ])("with text %s is refused", async (_name, bytes) => {
    await expect(read("csv", bytes)).rejects.toThrow("not UTF-8");
  });
});
