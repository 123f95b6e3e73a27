import { afterAll, beforeAll, expect, test } from "bun:test";
import * as fc from "fast-check";
import { openTestApp, type TestApp } from "./open-test-app.ts";

const knownId = "aaaaaaaaaaaaaaa";
let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  const created = await api.sudo("POST /api/collections", {
    json: {
      name: "posts",
      listRule: "",
      viewRule: "",
      createRule: "",
      updateRule: "",
      fields: [
        { name: "title", type: "text" },
        { name: "views", type: "number" },
        { name: "data", type: "json" },
        { name: "day", type: "date" },
        { name: "tags", type: "select", maxSelect: 2, values: ["a", "b"] },
        { name: "author", type: "relation", collectionId: "_pb_users_auth_" },
      ],
    },
  });
  expect(await created.json()).toMatchObject({ name: "posts" });
  const record = await api.send("POST /api/collections/posts/records", {
    json: { id: knownId },
  });
  expect(record.status).toBe(200);
});
afterAll(() => api.close());

const names = fc.oneof(
  fc.constantFrom("title", "views", "data", "day", "tags", "author", "id"),
  fc.constantFrom("expand", "collectionId", "__proto__", "constructor", "*"),
  fc.string({ maxLength: 6 }),
);
const modified = fc
  .tuple(
    fc.constantFrom("", "+", "-"),
    names,
    fc.constantFrom("", "+", "-", ":autogenerate"),
  )
  .map((parts) => parts.join(""));
const value = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.jsonValue(),
);
const escape = fc.constantFrom(
  "%",
  "%zz",
  "%00",
  "%ff",
  "%2f",
  "..",
  "'",
  '"',
  ";",
  "+",
  "\\",
);
const text = fc.oneof(
  fc.string().map(encodeURIComponent),
  fc.array(escape, { maxLength: 4 }).map((parts) => parts.join("")),
);

const paths = fc.oneof(
  { weight: 4, arbitrary: fc.constant("/api/collections/posts/records") },
  {
    weight: 4,
    arbitrary: fc.constant(`/api/collections/posts/records/${knownId}`),
  },
  {
    weight: 2,
    arbitrary: text.map((id) => `/api/collections/posts/records/${id}`),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "/api/collections/posts/records/export",
      "/api/collections/posts/records/import",
      "/api/collections/users/records/import",
    ),
  },
  fc
    .tuple(text, text)
    .map(([name, rest]) => `/api/collections/${name}/${rest}`),
  fc.constantFrom(
    "/api/collections/users/auth-with-password",
    "/api/collections/users/auth-refresh",
    "/api/collections/meta/dry-run-view",
    "/api/collections/meta/dry-run-change",
    "/api/batch",
    "/api/files/token",
    "/api/oauth2-redirect",
    "/api/settings",
    "/_",
    "/_/",
  ),
  text.map((rest) => `/${rest}`),
  text.map((rest) => `/_/${rest}`),
  text.map((name) => `/api/files/posts/${knownId}/${name}`),
);
const parameter = fc
  .tuple(
    fc.constantFrom(
      "page",
      "perPage",
      "sort",
      "filter",
      "expand",
      "fields",
      "skipTotal",
      "cursor",
      "format",
      "formulas",
      "bom",
      "mode",
      "key",
      "mapping",
      "delimiter",
      "dryRun",
      "atomic",
      "x",
    ),
    fc.oneof(text, names.map(encodeURIComponent), fc.integer().map(String)),
  )
  .map(([key, written]) => `${key}=${written}`);
const meaningful = fc.constantFrom(
  "cursor=",
  "sort=-title,data",
  "format=csv",
  "format=json",
  "format=ndjson",
  "mode=upsert",
  "mode=skip",
  "key=email",
  "dryRun=true",
  "atomic=false",
  `mapping=${encodeURIComponent('{"a":"title","b":"data"}')}`,
);
const queries = fc
  .array(fc.oneof(parameter, meaningful), { maxLength: 4 })
  .map((parts) => parts.join("&"));
const contents = fc.oneof(
  fc.tuple(
    fc.constant("application/json"),
    fc.oneof(
      fc.dictionary(modified, value).map((body) => JSON.stringify(body)),
      fc.json(),
      fc.string(),
    ),
  ),
  fc.tuple(
    fc.constant("application/x-www-form-urlencoded"),
    fc
      .array(fc.tuple(modified, text), { maxLength: 4 })
      .map((pairs) => pairs.map((pair) => pair.join("=")).join("&")),
  ),
  fc.tuple(
    fc.constantFrom("text/csv", "application/octet-stream"),
    fc
      .array(
        fc.array(fc.oneof(names, fc.string({ maxLength: 4 }), escape), {
          maxLength: 4,
        }),
        { maxLength: 4 },
      )
      .map((rows) =>
        [["a", "b", "id", "views", "day", "email"], ...rows]
          .map((row) => row.join(","))
          .join("\n"),
      ),
  ),
  fc.tuple(
    fc.constant("application/x-ndjson"),
    fc
      .array(fc.dictionary(modified, value), { maxLength: 3 })
      .map((rows) => rows.map((row) => JSON.stringify(row)).join("\n")),
  ),
  fc.tuple(
    fc.constantFrom(
      "multipart/form-data; boundary=b",
      "multipart/form-data",
      "text/plain",
      "",
    ),
    fc.oneof(
      fc.string(),
      fc
        .tuple(modified, fc.string())
        .map(
          ([key, body]) =>
            `--b\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${body}\r\n--b--\r\n`,
        ),
    ),
  ),
);
const authorizations = fc.oneof(
  fc.constantFrom("", "Bearer x", "a.b.c"),
  fc.stringMatching(
    /^[A-Za-z0-9_-]{0,20}\.[A-Za-z0-9_-]{0,40}\.[A-Za-z0-9_-]{0,20}$/,
  ),
);

test("no request at all is answered with a 500", async () => {
  const request = fc.record({
    method: fc.constantFrom(
      "GET",
      "POST",
      "PATCH",
      "PUT",
      "DELETE",
      "HEAD",
      "OPTIONS",
    ),
    path: paths,
    query: queries,
    content: contents,
    authorization: authorizations,
    ifMatch: fc.constantFrom("", "*", '"x"', 'W/"', ",,"),
    isSuperuser: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      request,
      async ({
        method,
        path,
        query,
        content,
        authorization,
        ifMatch,
        isSuperuser,
      }) => {
        const [type, body] = content;
        const bare = method === "GET" || method === "HEAD";
        const response = await api.send(`${method} ${path}?${query}`, {
          token: isSuperuser && method !== "DELETE" ? api.token : authorization,
          ...(bare
            ? {}
            : { body, headers: { "Content-Type": type, "If-Match": ifMatch } }),
        });
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400 && method !== "HEAD") {
          expect(await response.json()).toMatchObject({
            status: response.status,
          });
        }
      },
    ),
    { numRuns: 2000 },
  );
}, 60_000);
