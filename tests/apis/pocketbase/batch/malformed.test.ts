import { describe, expect, test } from "bun:test";
import * as fc from "fast-check";
import { readError } from "../../../http/open-test-app.ts";
import { create, posts, type Request, shareBatchApp } from "./batch-app.ts";

const { api, count, send } = await shareBatchApp();

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
