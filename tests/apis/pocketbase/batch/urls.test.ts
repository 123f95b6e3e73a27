import { describe, expect, test } from "bun:test";
import { create, failureOf, posts, shareBatchApp } from "./batch-app.ts";

const { api, count, define, send } = await shareBatchApp();

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
