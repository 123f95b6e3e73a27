import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import * as fc from "fast-check";
import {
  openTestApp,
  readError,
  type SendOptions,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await set({ enabled: true, maxRequests: 50, timeout: 3, maxBodySize: 0 });
  await define("posts", {
    fields: [
      { name: "title", type: "text", required: true },
      { name: "views", type: "number" },
      { name: "data", type: "json" },
    ],
  });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.sudo("DELETE /api/collections/posts/truncate");
});

const posts = "/api/collections/posts/records";
const open = {
  listRule: "",
  viewRule: "",
  createRule: "",
  updateRule: "",
  deleteRule: "",
};

interface Request {
  readonly method?: unknown;
  readonly url?: unknown;
  readonly body?: unknown;
  readonly headers?: unknown;
}

async function set(batch: object): Promise<void> {
  const answer = await api.sudo("PATCH /api/settings", { json: { batch } });
  expect(answer.status).toBe(200);
}

async function define(name: string, input: object): Promise<void> {
  const answer = await api.sudo("POST /api/collections", {
    json: { name, type: "base", ...open, ...input },
  });
  expect(answer.status).toBe(200);
}

const send = (requests: readonly Request[], options: SendOptions = {}) =>
  api.send("POST /api/batch", { json: { requests }, ...options });

const create = (body: object, query = ""): Request => ({
  method: "POST",
  url: posts + query,
  body,
});

async function count(collection = "posts"): Promise<number> {
  const answer = await api.sudo(`GET /api/collections/${collection}/records`);
  return ((await answer.json()) as { totalItems: number }).totalItems;
}

/** The answer of the one request that failed a batch, and which it was. */
async function failureOf(answer: Response) {
  const { status, message, data } = await readError(answer);
  expect([status, message]).toEqual([400, "Batch transaction failed."]);
  const requests = data["requests"] as Record<string, Failure>;
  const [[index, failure], ...others] = Object.entries(requests) as [
    [string, Failure],
  ];
  expect(others).toEqual([]);
  expect(failure).toMatchObject({
    code: "batch_request_failed",
    message: "Batch request failed.",
  });
  return { index: Number(index), ...failure.response };
}

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly response: {
    readonly status: number;
    readonly message: string;
    readonly data: object;
  };
}

describe("a batch", () => {
  test("answers each request with a status and a body", async () => {
    const id = "batchedpost0001";
    const answer = await send([
      create({ id, title: "one" }),
      { method: "PATCH", url: `${posts}/${id}`, body: { "views+": 2 } },
      { method: "PUT", url: posts, body: { id, title: "two" } },
      { method: "PUT", url: `${posts}?fields=title`, body: { title: "new" } },
      { method: "DELETE", url: `${posts}/${id}` },
    ]);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject([
      { status: 200, body: { id, title: "one", collectionName: "posts" } },
      { status: 200, body: { id, title: "one", views: 2 } },
      { status: 200, body: { id, title: "two", views: 2 } },
      { status: 200, body: { title: "new" } },
      { status: 204, body: null },
    ]);
    expect(await count()).toBe(1);
  });

  test("says which request failed, with the answer that it would have had by itself", async () => {
    const answer = await send([create({ title: "one" }), create({})]);
    expect(await failureOf(answer)).toEqual({
      index: 1,
      status: 400,
      message: "Failed to create record.",
      data: {
        title: {
          code: "validation_required",
          message: expect.any(String),
        },
      },
    });
    expect(await count()).toBe(0);
  });

  test("picks fields of its answer, and of each request's", async () => {
    const answer = await api.send("POST /api/batch?fields=status,body.title", {
      json: { requests: [create({ title: "a" }, "?fields=title,views")] },
    });
    expect(await answer.json()).toEqual([
      { status: 200, body: { title: "a" } },
    ]);
  });

  test("may be sent as a form, too", async () => {
    const payload = JSON.stringify({ requests: [create({ title: "a" })] });
    const form = new FormData();
    form.append("@jsonPayload", payload);
    const body = `@jsonPayload=${encodeURIComponent(payload)}`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    for (const options of [{ body: form }, { body, headers }]) {
      const answer = await api.send("POST /api/batch", options);
      expect(answer.status).toBe(200);
    }
    expect(await count()).toBe(2);
  });

  test("is its sender's: no request in it can be another's", async () => {
    const login = { headers: { Authorization: api.token } };
    const superusers = "/api/collections/_superusers/records";
    const body = { email: "x@example.com", password: "1234567890" };
    const request = { method: "POST", url: superusers, body, ...login };
    const answer = await send([request]);
    expect(await failureOf(answer)).toMatchObject({ index: 0, status: 403 });
    const elevated = await send(
      [{ ...request, body: { ...body, passwordConfirm: body.password } }],
      { token: api.token },
    );
    expect(elevated.status).toBe(200);
  });

  test("cannot delete the last superuser", async () => {
    const superusers = "/api/collections/_superusers/records";
    const list = await api.sudo(`GET ${superusers}`);
    const { items } = (await list.json()) as { items: { id: string }[] };
    const answer = await send(
      items.map(({ id }) => ({ method: "DELETE", url: `${superusers}/${id}` })),
      { token: api.token },
    );
    expect(await failureOf(answer)).toMatchObject({
      index: items.length - 1,
      status: 400,
    });
    expect(await count("_superusers")).toBe(items.length);
  });
});

describe("settings", () => {
  test("switch batches on: otherwise nobody may send one", async () => {
    await set({ enabled: false });
    for (const token of [undefined, api.token]) {
      const answer = await send([create({ title: "a" })], { token });
      expect(await readError(answer)).toEqual({
        status: 403,
        message: "Batch requests are not allowed.",
        data: {},
      });
    }
    await set({ enabled: true });
  });

  test("limit how many requests a batch may have", async () => {
    await set({ maxRequests: 2 });
    const request = create({ title: "a" });
    expect((await send([request, request])).status).toBe(200);
    const refused = await readError(await send([request, request, request]));
    expect(refused).toMatchObject({
      status: 400,
      data: {
        requests: {
          code: "validation_length_too_long",
          params: { max: 2, min: 0 },
        },
      },
    });
    await set({ maxRequests: 50 });
    expect(await count()).toBe(2);
  });

  test("limit its bytes, announced or not", async () => {
    await set({ maxBodySize: 200 });
    const json = JSON.stringify({
      requests: [create({ title: "a".repeat(200) })],
    });
    const headers = { "Content-Type": "application/json" };
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(json.slice(0, 100)));
        controller.enqueue(new TextEncoder().encode(json.slice(100)));
        controller.close();
      },
    });
    for (const body of [json, stream]) {
      const answer = await api.send("POST /api/batch", { body, headers });
      expect((await readError(answer)).status).toBe(413);
    }
    expect((await send([create({ title: "a" })])).status).toBe(200);
    await set({ maxBodySize: 0 });
    expect(await count()).toBe(1);
  });

  test("limit how long it may take", async () => {
    await set({ timeout: 1 });
    const gate = Promise.withResolvers<void>();
    const stop = api.app.hooks.onRecordCreateRequest.add(
      async (event, next) => {
        if (event.request.body["title"] === "slow") await gate.promise;
        return next();
      },
    );
    const answer = await send([
      create({ title: "quick" }),
      create({ title: "slow" }),
      create({ title: "quick" }),
    ]);
    expect(await readError(answer)).toEqual({
      status: 400,
      message: "Batch transaction failed.",
      data: {},
    });
    gate.resolve();
    stop();
    await set({ timeout: 3 });
    expect((await send([create({ title: "next" })])).status).toBe(200);
    expect(await count()).toBe(1);
  });
});

describe("a batch that makes no sense", () => {
  test.each<[string, unknown, object]>([
    ["no requests", {}, { requests: { code: "validation_required" } }],
    [
      "empty ones",
      { requests: [] },
      { requests: { code: "validation_required" } },
    ],
    ["null", { requests: null }, { requests: { code: "validation_required" } }],
    [
      "methods and URLs that cannot be any",
      {
        requests: [
          {},
          { method: "GET", url: "/valid" },
          { method: "post", url: "/valid" },
          { method: "POST", url: "a".repeat(2001) },
          { method: "POST", url: "ä".repeat(1001) },
        ],
      },
      {
        requests: {
          0: {
            method: { code: "validation_required" },
            url: { code: "validation_required" },
          },
          2: { method: { code: "validation_in_invalid" } },
          3: {
            url: {
              code: "validation_length_too_long",
              params: { min: 0, max: 2000 },
            },
          },
          4: { url: { code: "validation_length_too_long" } },
        },
      },
    ],
  ])("has its errors by request: %s", async (_what, json, data) => {
    const refused = await readError(
      await api.send("POST /api/batch", { json }),
    );
    expect(refused).toMatchObject({
      status: 400,
      message: "Invalid batch request data.",
      data,
    });
    expect(Object.keys(refused.data["requests"] as object)).not.toContain("1");
  });

  test.each<[string, unknown]>([
    ["a list", []],
    ["text as requests", { requests: "x" }],
    ["an object as requests", { requests: { 0: create({ title: "a" }) } }],
    ["nothing as a request", { requests: [null] }],
    ["text as a request", { requests: ["POST"] }],
    ["a list as a request", { requests: [[]] }],
    ["a number as method", { requests: [{ method: 5, url: posts }] }],
    ["a list as URL", { requests: [{ method: "POST", url: [posts] }] }],
    ["text as body", { requests: [{ ...create({}), body: "x" }] }],
    ["a list as body", { requests: [{ ...create({}), body: [] }] }],
    ["text as headers", { requests: [{ ...create({}), headers: "x" }] }],
    [
      "numbers as headers",
      { requests: [{ ...create({}), headers: { a: 1 } }] },
    ],
  ])("is refused as a whole: %s", async (_what, json) => {
    const answer = await api.send("POST /api/batch", { json });
    expect(await readError(answer)).toMatchObject({ status: 400, data: {} });
  });

  test.each<[string, string, string]>([
    ["broken JSON", '{"requests":[', "application/json"],
    ["another content type", '{"requests":[]}', "text/plain"],
    ["a form without a boundary", "x", "multipart/form-data"],
    [
      "half a form",
      '--x\r\nContent-Disposition: form-data; name="@jsonPayload"\r\n\r\n{"requests":[',
      "multipart/form-data; boundary=x",
    ],
    [
      "a payload that is no JSON",
      "@jsonPayload=nope",
      "application/x-www-form-urlencoded",
    ],
    ["requests as text", "requests=x", "application/x-www-form-urlencoded"],
    [
      "ten thousand levels",
      `{"requests":[{"method":"POST","url":"${posts}","body":{"data":${"[".repeat(1e4)}${"]".repeat(1e4)}}}]}`,
      "application/json",
    ],
  ])("is refused: %s", async (_what, body, type) => {
    const headers = { "Content-Type": type };
    const answer = await api.send("POST /api/batch", { body, headers });
    expect((await readError(answer)).status).toBe(400);
  });

  test("is counted before it is looked at: ten thousand requests, or a million", async () => {
    const one = JSON.stringify(create({ title: "a" }));
    const headers = { "Content-Type": "application/json" };
    for (const entries of [
      Array.from({ length: 10_000 }, () => one),
      Array.from({ length: 1_000_000 }, () => "0"),
    ]) {
      const body = `{"requests":[${entries.join()}]}`;
      const answer = await api.send("POST /api/batch", { body, headers });
      expect((await readError(answer)).data).toMatchObject({
        requests: { code: "validation_length_too_long" },
      });
    }
    expect(await count()).toBe(0);
  });
});

describe("a URL in a batch leads to records and nowhere else", () => {
  const impossible = [
    "http://127.0.0.1:8090/api/collections/posts/records",
    "//api/collections/posts/records",
    "api/collections/posts/records",
    " /api/collections/posts/records",
    "/API/collections/posts/records",
    "/api/collections/../settings",
    "/api/collections/posts/../posts/records",
    "/api/collections//records",
    "/api/collections/posts/records/",
    "/api/collections/posts/records//x",
    "/api/collections/posts/records;x",
    "/api/collections/posts/records#x",
    "/api/collections/posts/truncate",
    "/api/collections/posts",
    "/api/collections/users/auth-with-password",
    "/api/settings",
    "/api/batch",
    "/",
    "?",
    "/api/collections/posts/records\n",
    "/api/collections/posts\0/records",
    "/api/collections/posts/records?a=\r\nX: y",
    "/api/collections/%zz/records",
    "/api/collections/%ff/records",
  ];
  const unknown = [
    "/api/collections/../records",
    "/api/collections/./records",
    "/api/collections/posts%2F..%2Fusers/records",
    "/api/collections/posts%00/records",
    "/api/collections/posts'--/records",
    "/api/collections/posts /records",
    "/api/collections/posts#/records",
    "/api/collections/__proto__/records",
    "/api/collections/constructor/records",
    "/api/collections/toString/records",
  ];
  for (const [status, urls] of [
    [400, impossible],
    [404, unknown],
  ] as const) {
    for (const url of urls) {
      test(`${JSON.stringify(url)}: ${status}`, async () => {
        for (const method of ["POST", "PUT"]) {
          const body = { title: "a" };
          const answer = await send([
            create({ title: "first" }),
            { method, url, body },
          ]);
          expect(await failureOf(answer)).toMatchObject({ index: 1, status });
        }
        expect(await count()).toBe(0);
      });
    }
  }

  test.each([
    "nope",
    "..",
    "%2e%2e",
    "a%2Fb",
    "%00",
    "a b",
    "a#b",
    "' or 1=1 --",
    "x".repeat(1900),
    "__proto__",
  ])("to the record %p there is none", async (id) => {
    for (const method of ["PATCH", "DELETE"]) {
      const url = `${posts}/${id}`;
      const answer = await send([{ method, url, body: { title: "a" } }]);
      expect(await failureOf(answer)).toMatchObject({ index: 0, status: 404 });
    }
  });

  test.each<[string, string]>([
    ["GET", posts],
    ["GET", `${posts}/x`],
    ["DELETE", posts],
    ["PATCH", posts],
    ["POST", `${posts}/x`],
    ["PUT", `${posts}/x`],
    ["POST", "/api/batch"],
  ])("%s %s is no request for a batch", async (method, url) => {
    const answer = await send([{ method, url, body: { requests: [] } }]);
    expect(await failureOf(answer)).toMatchObject({
      index: 0,
      status: 400,
      data: {},
    });
  });

  test("as clients write it, with what they encode", async () => {
    const collection = encodeURIComponent("posts");
    const id = "batchedpost0001";
    const url = `/api/collections/${collection}/records`;
    const answer = await send([
      { method: "POST", url: `${url}?`, body: { id, title: "a" } },
      {
        method: "PATCH",
        url: `${url}/${encodeURIComponent(id)}?expand=nope&fields=id,%20title&filter=x`,
        body: {},
      },
    ]);
    expect(await answer.json()).toMatchObject([
      { body: { id } },
      { body: { id, title: "a" } },
    ]);
  });

  test("with fields that cannot be read is refused when it is its turn", async () => {
    const wrong = create({ title: "a" }, "?fields=title:excerpt(");
    const answer = await send([create({ title: "a" }), wrong]);
    expect(await failureOf(answer)).toMatchObject({ index: 1, status: 400 });
  });

  test("has a query of its own, which the batch's is not", async () => {
    await define("asked", {
      createRule: '@request.query.q = "own"',
      fields: [],
    });
    const url = "/api/collections/asked/records";
    const outer = await api.send("POST /api/batch?q=own", {
      json: { requests: [{ method: "POST", url }] },
    });
    expect(await failureOf(outer)).toMatchObject({ index: 0, status: 400 });
    const inner = await send([
      { method: "POST", url: `${url}?q=own&q=other#?q=third` },
    ]);
    expect(inner.status).toBe(200);
  });
});

describe("keys of prototypes", () => {
  test("are keys like any other, in bodies and headers", async () => {
    const answer = await api.send("POST /api/batch", {
      body: `{"__proto__":{"requests":[]},"requests":[{"method":"POST","url":"${posts}","headers":{"__proto__":"x","constructor":"y"},"body":{"title":"a","__proto__":{"views":5},"constructor":{"prototype":{"polluted":true}}}}]}`,
      headers: { "Content-Type": "application/json" },
    });
    expect(await answer.json()).toMatchObject([
      { status: 200, body: { title: "a", views: 0 } },
    ]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("do not stand for requests", async () => {
    const answer = await api.send("POST /api/batch", {
      body: `{"__proto__":{"requests":[{"method":"POST","url":"${posts}","body":{"title":"a"}}]}}`,
      headers: { "Content-Type": "application/json" },
    });
    expect((await readError(answer)).status).toBe(400);
    expect(await count()).toBe(0);
  });
});

test("whatever JSON comes, a batch is done or refused, and never breaks", async () => {
  const method = fc.constantFrom("POST", "PUT", "PATCH", "DELETE", "GET");
  const url = fc.oneof(
    fc.constantFrom(posts, `${posts}/x`, `${posts}?expand=a&fields=*`),
    fc.webPath(),
    fc.string(),
  );
  const key = fc.constantFrom(
    "title",
    "views",
    "views+",
    "id",
    "data",
    "title:autogenerate",
    "__proto__",
    "expand",
  );
  const body = fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true });
  const request = fc.oneof(
    fc.record({ method, url, body, headers: fc.jsonValue() }),
    fc.record({ method, url, body }),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 4 }), async (requests) => {
      const answer = await send(requests as Request[], { token: api.token });
      expect([200, 400]).toContain(answer.status);
    }),
    { numRuns: 300 },
  );
});
