import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

const path = "/api/collections/posts/records";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  const open = {
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
  };
  await api.sudo("POST /api/collections", {
    json: {
      name: "posts",
      type: "base",
      ...open,
      fields: [
        { name: "title", type: "text", required: true },
        { name: "views", type: "number" },
        { name: "data", type: "json", maxSize: 2_000_000 },
        { name: "cover", type: "file", maxSelect: 1, maxSize: 1000 },
      ],
    },
  });
  await api.sudo("POST /api/collections", {
    json: { name: "secrets", fields: [{ name: "a", type: "text" }] },
  });
  await api.sudo("POST /api/collections", {
    json: {
      name: "titles",
      type: "view",
      listRule: "",
      viewRule: "",
      viewQuery: "select id, title from posts",
    },
  });
});
afterAll(() => api.close());

async function create(values: object): Promise<{ id: string }> {
  const response = await api.send(`POST ${path}`, { json: values });
  expect(response.status).toBe(200);
  return (await response.json()) as { id: string };
}

describe("a record", () => {
  test("is created, viewed, changed and deleted", async () => {
    const { id } = await create({ title: "one", views: "5" });
    const viewed = await api.send(`GET ${path}/${id}`);
    expect(await viewed.json()).toMatchObject({
      id,
      collectionName: "posts",
      title: "one",
      views: 5,
    });
    const changed = await api.send(`PATCH ${path}/${id}`, {
      json: { "views+": 2 },
    });
    expect(await changed.json()).toMatchObject({ title: "one", views: 7 });
    const deleted = await api.send(`DELETE ${path}/${id}`);
    expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
    expect((await api.send(`GET ${path}/${id}`)).status).toBe(404);
  });

  test("may be sent as a form, whose texts are read as what they stand for", async () => {
    const form = new FormData();
    form.append("title", "from a form");
    form.append("views", "3");
    form.append("@jsonPayload", JSON.stringify({ data: { a: "1" } }));
    const response = await api.send(`POST ${path}`, { body: form });
    expect(await response.json()).toMatchObject({
      title: "from a form",
      views: 3,
      data: { a: "1" },
    });
  });

  test("comes with the fields that were asked for", async () => {
    const { id } = await create({ title: "<b>bold</b> words" });
    const response = await api.send(
      `GET ${path}/${id}?fields=id,title:excerpt(4,true)`,
    );
    expect(await response.json()).toEqual({ id, title: "bold..." });
  });

  test("is not created when the fields parameter makes no sense", async () => {
    const before = await total();
    const response = await api.send(`POST ${path}?fields=a:unknown`, {
      json: { title: "lost" },
    });
    expect(response.status).toBe(400);
    expect(await total()).toBe(before);
  });

  test("is found by a path whose parts are encoded", async () => {
    const { id } = await create({ title: "x" });
    const encoded = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
    const response = await api.send(
      `GET /api/collections/p%6Fsts/records/${encoded}`,
    );
    expect(response.status).toBe(200);
  });
});

async function total(): Promise<number> {
  const response = await api.sudo(`GET ${path}?perPage=1`);
  return ((await response.json()) as { totalItems: number }).totalItems;
}

describe("a list", () => {
  test("has pages", async () => {
    await create({ title: "a1" });
    await create({ title: "a2" });
    const response = await api.send(
      `GET ${path}?filter=${encodeURIComponent("title ~ 'a_' && title < 'a9'")}&sort=-title&perPage=1&page=2&fields=title`,
    );
    expect(await response.json()).toMatchObject({ page: 2, perPage: 1 });
    const skipped = await api.send(`GET ${path}?skipTotal=1&perPage=1`);
    expect(await skipped.json()).toMatchObject({
      totalItems: -1,
      totalPages: -1,
    });
  });

  const refused = [
    "page=x",
    "perPage=1.5",
    "page=1e3",
    "page=99999999999999999999",
    "perPage=%20",
    "skipTotal=maybe",
    "filter=(",
    "filter=nope=1",
    "sort=nope",
    "fields=(",
  ];
  test.each(refused)("with ?%s is refused", async (query) => {
    const response = await api.send(`GET ${path}?${query}`);
    expect((await readError(response)).status).toBe(400);
  });

  test.each(["page=x", "perPage=x", "skipTotal=x"])(
    "with ?%s is told which parameter is wrong",
    async (query) => {
      const error = await readError(await api.send(`GET ${path}?${query}`));
      expect(error.message).toContain(query.slice(0, -2));
    },
  );

  const clamped: [string, object][] = [
    ["page=0&perPage=0", { page: 1, perPage: 30 }],
    ["page=-5&perPage=-5", { page: 1, perPage: 30 }],
    ["perPage=5000", { page: 1, perPage: 1000 }],
    ["page=&perPage=&skipTotal=&filter=&sort=", { page: 1, perPage: 30 }],
    ["page=%zz", { page: 1, perPage: 30 }],
    ["page=8000000000000", { page: 8_000_000_000_000, items: [] }],
  ];
  test.each(clamped)("with ?%s is a sensible page", async (query, expected) => {
    const response = await api.send(`GET ${path}?${query}`);
    expect(await response.json()).toMatchObject(expected);
  });
});

describe("a body that is no good is refused", () => {
  const json = { "Content-Type": "application/json" };
  const bodies: [string, string, Record<string, string>][] = [
    ["malformed JSON", '{"title":', json],
    ["a list", '[{"title":"x"}]', json],
    ["nesting without end", `{"data":${"[".repeat(100_000)}`, json],
    ["a number that does not fit", '{"title":"x","views":1e999}', json],
    ["plain text", "title=x", { "Content-Type": "text/plain" }],
    ["a form without boundary", "x", { "Content-Type": "multipart/form-data" }],
  ];
  test.each(bodies)("%s", async (_, body, headers) => {
    const before = await total();
    const response = await api.send(`POST ${path}`, { body, headers });
    expect((await readError(response)).status).toBe(400);
    expect(await total()).toBe(before);
  });

  test("values that are wrong, with a code each", async () => {
    const response = await api.send(`POST ${path}`, { json: { views: 1 } });
    expect(await readError(response)).toMatchObject({
      status: 400,
      message: "Failed to create record.",
      data: { title: { code: "validation_required" } },
    });
  });

  test("more bytes than the collection's fields can need", async () => {
    const sized = (bytes: number, headers: Record<string, string> = json) =>
      api.send(`POST ${path}`, {
        headers: { ...headers, "Content-Length": String(bytes) },
        body: headers === json ? '{"title":"x"}' : form,
      });
    const form =
      '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--b--';
    const multipart = { "Content-Type": "multipart/form-data; boundary=b" };
    const allowed = 32 * 1024 * 1024 + 2_000_000;
    expect((await sized(allowed)).status).toBe(200);
    // Files come in forms alone.
    const withFiles = allowed + 1000;
    expect((await sized(withFiles, multipart)).status).toBe(200);
    expect((await sized(withFiles + 1, multipart)).status).toBe(413);
    expect(await readError(await sized(allowed + 1))).toEqual({
      status: 413,
      message: "Request entity too large.",
      data: {},
    });
  });
});

describe("refusals", () => {
  const json = { title: "x", a: "x" };
  const cases: [string, string, number][] = [
    ["an unknown collection", "GET /api/collections/nope/records", 404],
    ["an unknown record", `GET ${path}/nope`, 404],
    ["a list for superusers", "GET /api/collections/secrets/records", 403],
    ["a view for superusers", "GET /api/collections/secrets/records/x", 403],
    ["a create for superusers", "POST /api/collections/secrets/records", 403],
    [
      "an update for superusers",
      "PATCH /api/collections/secrets/records/x",
      403,
    ],
    [
      "a delete for superusers",
      "DELETE /api/collections/secrets/records/x",
      403,
    ],
    ["a create in a view", "POST /api/collections/titles/records", 400],
    ["an update in a view", "PATCH /api/collections/titles/records/x", 400],
    ["a delete in a view", "DELETE /api/collections/titles/records/x", 400],
    ["a broken path", "GET /api/collections/%zz/records", 400],
    ["a broken id", `GET ${path}/%`, 400],
    ["bytes that are no UTF-8", `GET ${path}/%ff%fe`, 400],
    ["an id with NUL", `GET ${path}/a%00b`, 404],
    ["an id that climbs", `GET ${path}/..%2f..%2fusers`, 404],
    ["an id with quotes", `GET ${path}/'%20or%201=1--`, 404],
    ["an id that is a property", `GET ${path}/__proto__`, 404],
    [
      "a collection that is a property",
      "GET /api/collections/constructor/records",
      404,
    ],
    ["a very long id", `GET ${path}/${"a".repeat(10_000)}`, 404],
    ["a slash at the end", `GET ${path}/`, 404],
    ["a wrong method", `PUT ${path}`, 404],
  ];
  test.each(cases)("%s: %s", async (_, line, status) => {
    const withBody = /^(POST|PATCH)/.test(line);
    const response = await api.send(line, withBody ? { json } : {});
    expect((await readError(response)).status).toBe(status);
  });
});

test("the pages of a view collection are lists like any other", async () => {
  await create({ title: "seen" });
  const response = await api.send(
    "GET /api/collections/titles/records?filter=title='seen'&fields=title",
  );
  expect(await response.json()).toMatchObject({ items: [{ title: "seen" }] });
});

test("a large answer is compressed for those who accept it", async () => {
  const { id } = await create({ title: "x".repeat(3000) });
  const compressed = await api.send(`GET ${path}/${id}`, {
    headers: { "Accept-Encoding": "br, gzip" },
  });
  expect(compressed.headers.get("content-encoding")).toBe("gzip");
  expect(compressed.headers.get("vary")).toContain("Accept-Encoding");
  const text = Buffer.from(
    Bun.gunzipSync(await compressed.arrayBuffer()),
  ).toString();
  expect(JSON.parse(text)).toMatchObject({ id });
  for (const accepted of ["", "br", "gzip;q=0"]) {
    const plain = await api.send(`GET ${path}/${id}`, {
      headers: { "Accept-Encoding": accepted },
    });
    expect(plain.headers.get("content-encoding")).toBeNull();
    expect(plain.headers.get("vary")).toContain("Accept-Encoding");
  }
});
