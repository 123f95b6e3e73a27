import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import { file, openUploadsApp, path, type UploadsApp } from "./uploads-app.ts";

let uploads: UploadsApp;
beforeAll(async () => {
  uploads = await openUploadsApp();
});
beforeEach(() => uploads.clear());
afterAll(() => uploads.api.close());

describe("a form", () => {
  test("brings values and files", async () => {
    const doc = await uploads.create(
      ["title", "x"],
      ["one", file("My File.TXT")],
      ["many", file("a", "first")],
      ["many", file("b.tar.gz", "second")],
    );
    expect(doc.title).toBe("x");
    expect(doc.one).toMatch(/^my_file_[a-z0-9]{10}\.TXT$/);
    expect(doc.many).toEqual([
      expect.stringMatching(/^a\w{10}_\w{10}\.txt$/),
      expect.stringMatching(/^b\w{10}_\w{10}\.tar\.gz$/),
    ]);
    expect(await uploads.contentsOf(doc.id, doc.one)).toBe("hello");
    expect(await uploads.contentsOf(doc.id, doc.many[1]!)).toBe("second");
    expect(await uploads.stored()).toEqual([doc.one, ...doc.many].sort());
    expect(await uploads.temporary()).toEqual([]);
  });

  test("adds, keeps and removes files by the names of its parts", async () => {
    const { id, many } = await uploads.create(
      ["many", file("a")],
      ["many", file("b")],
    );
    const [a, b] = [many[0]!, many[1]!];
    const added = await uploads.update(id, ["many+", file("c")]);
    expect(added.many.slice(0, 2)).toEqual([a, b]);
    const c = added.many[2]!;
    const reordered = await uploads.update(id, ["many", c], ["many", a]);
    expect(reordered.many).toEqual([c, a]);
    const mixed = await uploads.update(id, ["many", file("d")], ["many", a]);
    // The names come first, wherever they stand.
    expect(mixed.many).toEqual([a, expect.stringMatching(/^d/)]);
    const swapped = await uploads.update(
      id,
      ["many-", a],
      ["+many", file("e")],
    );
    expect(swapped.many).toEqual([expect.stringMatching(/^e/), mixed.many[1]!]);
    expect((await uploads.update(id, ["many", ""])).many).toEqual([]);
    expect(await uploads.stored()).toEqual([]);
    expect(b).not.toBe(c);
  });

  test("may hold the rest as JSON", async () => {
    const { id, many } = await uploads.create(
      ["many", file("a")],
      ["many", file("b")],
    );
    const changes = { title: "0001", many: [many[1]] };
    const doc = await uploads.update(
      id,
      ["@jsonPayload", JSON.stringify(changes)],
      ["many", file("c")],
    );
    expect(doc.title).toBe("0001");
    expect(doc.many).toEqual([many[1]!, expect.stringMatching(/^c/)]);
  });

  test("with an empty file input removes the file, as any empty value does", async () => {
    const { id } = await uploads.create(["one", file("a")]);
    const response = await uploads.api.send(`PATCH ${path}/${id}`, {
      body: '--b\r\nContent-Disposition: form-data; name="one"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n',
      headers: { "Content-Type": "multipart/form-data; boundary=b" },
    });
    expect(await response.json()).toMatchObject({ one: "" });
    expect(await uploads.stored()).toEqual([]);
  });

  test("brings no file for fields that take none, or are hidden", async () => {
    const doc = await uploads.create(
      ["title", file("a")],
      ["nope", file("b")],
      ["many-", file("c")],
      ["many[]", file("d")],
      ["@jsonPayload", file("e", '{"title":"x"}')],
      ["hidden", file("f")],
    );
    expect(doc).toMatchObject({ title: "", many: [] });
    expect(await uploads.stored()).toEqual([]);
    expect(await uploads.temporary()).toEqual([]);
  });

  test("never makes a file where a name leads", async () => {
    const doc = await uploads.create(
      ["many", file("../../../../tmp/evil.sh")],
      ["many", file("a\u202egnp.exe")],
      ["many", file("x.attrs")],
    );
    for (const name of doc.many) expect(name).toMatch(/^\w+(\.[\w.]+)?$/);
    expect(doc.many[2]).toMatch(/\.attr$/);
  });
});

describe("JSON", () => {
  test("keeps the files that it names", async () => {
    const { id, many } = await uploads.create(
      ["many", file("a")],
      ["many", file("b")],
    );
    const json = { many: [many[1]] };
    const response = await uploads.api.send(`PATCH ${path}/${id}`, { json });
    expect(await response.json()).toMatchObject(json);
    expect(await uploads.stored()).toEqual([many[1]!]);
  });

  const forged: [string, unknown][] = [
    ["a name", "a.txt"],
    ["a path", "../../data.db"],
    ["an object", { name: "a.txt", path: "/etc/passwd", size: 1 }],
    ["a list with an object", [{ originalName: "a.txt" }]],
  ];
  test.each(forged)("cannot bring %s as a file", async (_, one) => {
    const { id, one: kept } = await uploads.create(["one", file("a")]);
    const response = await uploads.api.send(`PATCH ${path}/${id}`, {
      json: { one },
    });
    expect(await readError(response)).toMatchObject({
      status: 400,
      message: "Failed to update record.",
      data: { one: { code: "validation_invalid_file" } },
    });
    expect(await uploads.stored()).toEqual([kept]);
  });
});
