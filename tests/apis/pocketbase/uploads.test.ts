import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import type { Server } from "bun";
import { createHandler } from "../../../src/http/create-handler.ts";
import { startServer } from "../../../src/http/server.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

const path = "/api/collections/docs/records";

let api: TestApp;
let storageFolder: string;

beforeAll(async () => {
  api = await openTestApp();
  storageFolder = join(api.dir, "pb_data", "storage");
  const open = {
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
  };
  const fields = [
    { type: "text", name: "title", max: 20 },
    { type: "file", name: "one", maxSize: 100 },
    { type: "file", name: "many", maxSelect: 3, maxSize: 1_000_000 },
    { type: "file", name: "picture", mimeTypes: ["image/png"] },
    { type: "file", name: "hidden", hidden: true },
  ];
  const { collections } = api.app;
  await collections.create({ name: "docs", type: "base", ...open, fields });
  await collections.create({ name: "closed", type: "base", fields });
  await collections.create({
    name: "seen",
    type: "view",
    viewQuery: "select id, title from docs",
  });
});

afterAll(() => api.close());

beforeEach(async () => {
  const docs = api.app.collections.find("docs");
  if (docs !== undefined) await api.app.records.truncate(docs);
  await api.app.recordFiles.finished();
});

function form(...parts: readonly [string, string | File][]): FormData {
  const data = new FormData();
  for (const [name, value] of parts) data.append(name, value);
  return data;
}

const file = (name: string, contents = "hello") => new File([contents], name);

interface Doc {
  readonly id: string;
  readonly title: string;
  readonly one: string;
  readonly many: readonly string[];
}

async function create(
  ...parts: readonly [string, string | File][]
): Promise<Doc> {
  const response = await api.send(`POST ${path}`, { body: form(...parts) });
  expect(response.status).toBe(200);
  return (await response.json()) as Doc;
}

async function update(
  id: string,
  ...parts: readonly [string, string | File][]
): Promise<Doc> {
  const response = await api.send(`PATCH ${path}/${id}`, {
    body: form(...parts),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Doc;
}

/** The names of all files of the collection, once nothing is on its way. */
async function stored(): Promise<readonly string[]> {
  await api.app.recordFiles.finished();
  const { id } = api.app.collections.find("docs")!;
  const folder = join(storageFolder, id);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.includes("/") && !name.endsWith(".attrs"))
    .map((name) => name.split("/").at(-1) ?? "")
    .sort();
}

async function temporary(): Promise<readonly string[]> {
  return readdir(api.app.recordFiles.temporaryFolder).catch(() => []);
}

async function contentsOf(id: string, name: string): Promise<string> {
  const { id: collectionId } = api.app.collections.find("docs")!;
  return Bun.file(join(storageFolder, collectionId, id, name)).text();
}

describe("a form", () => {
  test("brings values and files", async () => {
    const doc = await create(
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
    expect(await contentsOf(doc.id, doc.one)).toBe("hello");
    expect(await contentsOf(doc.id, doc.many[1]!)).toBe("second");
    expect(await stored()).toEqual([doc.one, ...doc.many].sort());
    expect(await temporary()).toEqual([]);
  });

  test("adds, keeps and removes files by the names of its parts", async () => {
    const { id, many } = await create(["many", file("a")], ["many", file("b")]);
    const [a, b] = [many[0]!, many[1]!];
    const added = await update(id, ["many+", file("c")]);
    expect(added.many.slice(0, 2)).toEqual([a, b]);
    const c = added.many[2]!;
    const reordered = await update(id, ["many", c], ["many", a]);
    expect(reordered.many).toEqual([c, a]);
    const mixed = await update(id, ["many", file("d")], ["many", a]);
    // The names come first, wherever they stand.
    expect(mixed.many).toEqual([a, expect.stringMatching(/^d/)]);
    const swapped = await update(id, ["many-", a], ["+many", file("e")]);
    expect(swapped.many).toEqual([expect.stringMatching(/^e/), mixed.many[1]!]);
    expect((await update(id, ["many", ""])).many).toEqual([]);
    expect(await stored()).toEqual([]);
    expect(b).not.toBe(c);
  });

  test("may hold the rest as JSON", async () => {
    const { id, many } = await create(["many", file("a")], ["many", file("b")]);
    const changes = { title: "0001", many: [many[1]] };
    const doc = await update(
      id,
      ["@jsonPayload", JSON.stringify(changes)],
      ["many", file("c")],
    );
    expect(doc.title).toBe("0001");
    expect(doc.many).toEqual([many[1]!, expect.stringMatching(/^c/)]);
  });

  test("with an empty file input removes the file, as any empty value does", async () => {
    const { id } = await create(["one", file("a")]);
    const response = await api.send(`PATCH ${path}/${id}`, {
      body: '--b\r\nContent-Disposition: form-data; name="one"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n',
      headers: { "Content-Type": "multipart/form-data; boundary=b" },
    });
    expect(await response.json()).toMatchObject({ one: "" });
    expect(await stored()).toEqual([]);
  });

  test("brings no file for fields that take none, or are hidden", async () => {
    const doc = await create(
      ["title", file("a")],
      ["nope", file("b")],
      ["many-", file("c")],
      ["many[]", file("d")],
      ["@jsonPayload", file("e", '{"title":"x"}')],
      ["hidden", file("f")],
    );
    expect(doc).toMatchObject({ title: "", many: [] });
    expect(await stored()).toEqual([]);
    expect(await temporary()).toEqual([]);
  });

  test("never makes a file where a name leads", async () => {
    const doc = await create(
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
    const { id, many } = await create(["many", file("a")], ["many", file("b")]);
    const json = { many: [many[1]] };
    const response = await api.send(`PATCH ${path}/${id}`, { json });
    expect(await response.json()).toMatchObject(json);
    expect(await stored()).toEqual([many[1]!]);
  });

  const forged: [string, unknown][] = [
    ["a name", "a.txt"],
    ["a path", "../../data.db"],
    ["an object", { name: "a.txt", path: "/etc/passwd", size: 1 }],
    ["a list with an object", [{ originalName: "a.txt" }]],
  ];
  test.each(forged)("cannot bring %s as a file", async (_, one) => {
    const { id, one: kept } = await create(["one", file("a")]);
    const response = await api.send(`PATCH ${path}/${id}`, { json: { one } });
    expect(await readError(response)).toMatchObject({
      status: 400,
      message: "Failed to update record.",
      data: { one: { code: "validation_invalid_file" } },
    });
    expect(await stored()).toEqual([kept]);
  });
});

describe("what is wrong with a file is said by its field", () => {
  const cases: [string, readonly [string, File][], object][] = [
    [
      "too large",
      [["one", file("big.txt", "x".repeat(101))]],
      {
        one: {
          code: "validation_file_size_limit",
          message:
            "Failed to upload big.txt - the maximum allowed file size is 100 bytes.",
          params: { file: "big.txt", maxSize: 100 },
        },
      },
    ],
    [
      "too many",
      ["a", "b", "c", "d"].map((name) => ["many", file(name)]),
      {
        many: {
          code: "validation_too_many_files",
          message: "The maximum allowed files is 3.",
          params: { maxSelect: 3 },
        },
      },
    ],
    [
      "of another type than its name says",
      [["picture", file("a.png", "<script>")]],
      {
        picture: {
          code: "validation_invalid_mime_type",
          message: expect.stringContaining("must be one of: image/png."),
        },
      },
    ],
  ];
  test.each(cases)("%s", async (_, parts, data) => {
    const response = await api.send(`POST ${path}`, { body: form(...parts) });
    expect(await readError(response)).toEqual({
      status: 400,
      message: "Failed to create record.",
      data: data as Record<string, unknown>,
    });
    expect(await stored()).toEqual([]);
    expect(await temporary()).toEqual([]);
  });
});

describe("before a body is read", () => {
  /** A body that says when it is read. */
  function untouched() {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled++;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    return { body, isRead: () => pulled > 0 };
  }

  const refusals: [string, string, number, Record<string, string>][] = [
    ["an unknown collection", "POST /api/collections/no/records", 404, {}],
    ["a view", "POST /api/collections/seen/records", 400, {}],
    ["a rule for superusers", "POST /api/collections/closed/records", 403, {}],
    ["another one", "PATCH /api/collections/closed/records/x", 403, {}],
    [
      "too large a one",
      `POST ${path}`,
      413,
      { "Content-Length": String(32 * 1024 * 1024 + 100_000_000) },
    ],
  ];
  test.each(refusals)("%s is refused", async (_, line, status, headers) => {
    const { body, isRead } = untouched();
    const response = await api.send(line, {
      body,
      headers: {
        "Content-Type": "multipart/form-data; boundary=b",
        ...headers,
      },
    });
    expect((await readError(response)).status).toBe(status);
    expect(isRead()).toBe(false);
  });
});

test("a form of more than the fields can need is refused when it gets there", async () => {
  const piece = new Uint8Array(1024 * 1024);
  let sent = 0;
  const head =
    '--b\r\nContent-Disposition: form-data; name="one"; filename="a"\r\n\r\n';
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(sent === 0 ? Buffer.from(head) : piece);
      if (++sent > 100) controller.close();
    },
  });
  const response = await api.send(`POST ${path}`, {
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=b" },
  });
  expect(await readError(response)).toEqual({
    status: 413,
    message: "Request entity too large.",
    data: {},
  });
  // 32 MB, the files' limits (5 MB where a field has none) and what is on its way.
  expect(sent).toBeLessThan(55);
  expect(await temporary()).toEqual([]);
});

test("a form may take its time: the server's own idea of idle does not end it", async () => {
  const set: number[] = [];
  const server = {
    timeout: (_: Request, seconds: number) => set.push(seconds),
    requestIP: () => null,
  } as unknown as Server<unknown>;
  const handler = createHandler(api.app, { origins: ["*"] });
  const url = `http://127.0.0.1:8090${path}`;
  const json = { "Content-Type": "application/json" };
  await handler(
    new Request(url, { method: "POST", headers: json, body: "{}" }),
    server,
  );
  expect(set).toEqual([]);
  const body = form(["one", file("a")]);
  await handler(new Request(url, { method: "POST", body }), server);
  expect(set).toEqual([0, 120]);
  const headers = { "Content-Type": "multipart/form-data; boundary=b" };
  const broken = { method: "POST", headers, body: "--b\r\n" };
  await handler(new Request(url, broken), server);
  expect(set).toEqual([0, 120, 0, 5]);
});

describe("over a connection", () => {
  test("a client that goes away leaves nothing", async () => {
    const server = await startServer(api.app, {
      hostname: "127.0.0.1",
      port: 0,
      origins: ["*"],
    });
    try {
      const { port } = new URL(server.url);
      const socket = connect(Number(port), "127.0.0.1");
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n--b\r\nContent-Disposition: form-data; name="many"; filename="a"\r\n\r\n`;
      socket.write(head + "x".repeat(300_000));
      const { temporaryFolder } = api.app.recordFiles;
      await appears(temporaryFolder);
      socket.destroy();
      await disappears(temporaryFolder);
      expect(await stored()).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test("many clients upload at once", async () => {
    const server = await startServer(api.app, {
      hostname: "127.0.0.1",
      port: 0,
      origins: ["*"],
    });
    try {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          fetch(server.url + path, {
            method: "POST",
            body: form([
              "many",
              file(`f${index}.txt`, String(index).repeat(99_999)),
            ]),
          }),
        ),
      );
      for (const [index, answer] of answers.entries()) {
        const { id, many } = (await answer.json()) as Doc;
        expect(await contentsOf(id, many[0]!)).toBe(
          String(index).repeat(99_999),
        );
      }
      expect(await stored()).toHaveLength(20);
      expect(await temporary()).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

/** Waits until there is a file in the folder. */
async function appears(folder: string): Promise<void> {
  while ((await readdir(folder).catch(() => [])).length === 0) await turn();
}

/** Waits until there is none. */
async function disappears(folder: string): Promise<void> {
  while ((await readdir(folder).catch(() => [])).length > 0) await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
