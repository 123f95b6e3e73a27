import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;
let userToken: string;
beforeAll(async () => {
  api = await openTestApp();
  const person = { email: "ann@example.com", password: "long enough" };
  await api.sudo("POST /api/collections/users/records", {
    json: { ...person, passwordConfirm: person.password },
  });
  const users = api.app.collections.find("users")!;
  const user = await api.app.records.findBy(users, "email", person.email);
  userToken = api.app.auth.issueToken(user!);
});
afterAll(() => api.close());

describe("every route is for superusers", () => {
  const routes = [
    "GET /api/collections",
    "POST /api/collections",
    "GET /api/collections/users",
    "GET /api/collections/nope",
    "PATCH /api/collections/users",
    "DELETE /api/collections/users",
    "DELETE /api/collections/users/truncate",
    "PUT /api/collections/import",
    "GET /api/collections/meta/scaffolds",
    "GET /api/collections/meta/oauth2-providers",
    "POST /api/collections/meta/dry-run-view",
  ];
  test.each(routes)("%s", async (line) => {
    const guest = await readError(await api.send(line));
    expect(guest).toEqual({
      status: 401,
      message: "The request requires valid record authorization token.",
      data: {},
    });
    const user = await readError(await api.send(line, { token: userToken }));
    expect(user).toEqual({
      status: 403,
      message: "The authorized record is not allowed to perform this action.",
      data: {},
    });
  });
});

test("a collection is created, viewed, changed, emptied and deleted", async () => {
  const created = await api.sudo("POST /api/collections", {
    json: { name: "notes", fields: [{ name: "text", type: "text" }] },
  });
  expect(created.status).toBe(200);
  const { id } = (await created.json()) as { id: string };

  await api.sudo("POST /api/collections/notes/records", {
    json: { text: "x" },
  });
  const changed = await api.sudo(`PATCH /api/collections/${id}`, {
    json: { name: "remarks", listRule: "" },
  });
  expect(await changed.json()).toMatchObject({ id, name: "remarks" });

  const viewed = await api.sudo("GET /api/collections/remarks?fields=id,type");
  expect(await viewed.json()).toEqual({ id, type: "base" });

  const records = () => api.send("GET /api/collections/remarks/records");
  expect(await (await records()).json()).toMatchObject({ totalItems: 1 });
  const emptied = await api.sudo("DELETE /api/collections/remarks/truncate");
  expect(emptied.status).toBe(204);
  expect(await (await records()).json()).toMatchObject({ totalItems: 0 });

  const deleted = await api.sudo("DELETE /api/collections/remarks");
  expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
  expect((await records()).status).toBe(404);
});

test("collections are listed in pages, filtered and sorted", async () => {
  const response = await api.sudo(
    `GET /api/collections?filter=${encodeURIComponent("system=true && type='auth'")}&sort=-name&fields=name`,
  );
  expect(await response.json()).toEqual({
    page: 1,
    perPage: 30,
    totalItems: 1,
    totalPages: 1,
    items: [{ name: "_superusers" }],
  });
});

test("collections are imported all at once", async () => {
  const collections = [{ name: "first" }, { name: "second", type: "auth" }];
  const imported = await api.sudo("PUT /api/collections/import", {
    json: { collections },
  });
  expect([imported.status, await imported.text()]).toEqual([204, ""]);
  expect((await api.sudo("GET /api/collections/second")).status).toBe(200);

  const failed = await api.sudo("PUT /api/collections/import", {
    json: { collections: [{ name: "third" }, { name: "not a name!" }] },
  });
  expect((await readError(failed)).status).toBe(400);
  expect((await api.sudo("GET /api/collections/third")).status).toBe(404);
});

test("scaffolds are one of each type", async () => {
  const response = await api.sudo("GET /api/collections/meta/scaffolds");
  const scaffolds = (await response.json()) as Record<string, unknown>;
  expect(Object.keys(scaffolds).toSorted()).toEqual(["auth", "base", "view"]);
});

test("OAuth2 providers are listed with what they are called and their logo", async () => {
  const response = await api.sudo("GET /api/collections/meta/oauth2-providers");
  const providers = (await response.json()) as Record<string, unknown>[];
  expect(providers).toHaveLength(32);
  expect(providers.at(11)).toEqual({
    name: "discord",
    displayName: "Discord",
    logo: expect.stringMatching(/^<svg .+<\/svg>$/),
  });
  const names = await api.sudo(
    "GET /api/collections/meta/oauth2-providers?fields=name",
  );
  expect(await names.json()).toContainEqual({ name: "github" });
});

test("a view's query can be tried", async () => {
  const response = await api.sudo("POST /api/collections/meta/dry-run-view", {
    json: { query: "select id, email from users" },
  });
  expect(await response.json()).toMatchObject({
    fields: expect.any(Array),
    sample: expect.any(Array),
  });
});

describe("refusals", () => {
  const cases: [string, string, unknown, number][] = [
    ["no name", "POST /api/collections", {}, 400],
    ["a name that is no text", "POST /api/collections", { name: 5 }, 400],
    [
      "fields that are no list",
      "POST /api/collections",
      { name: "x", fields: {} },
      400,
    ],
    ["an unknown type", "POST /api/collections", { name: "x", type: "y" }, 400],
    ["a change of nothing known", "PATCH /api/collections/nope", {}, 404],
    ["a broken path", "PATCH /api/collections/%zz", {}, 400],
    [
      "deleting a system collection",
      "DELETE /api/collections/_mfas",
      undefined,
      400,
    ],
    ["deleting nothing known", "DELETE /api/collections/nope", undefined, 404],
    [
      "emptying nothing known",
      "DELETE /api/collections/nope/truncate",
      undefined,
      404,
    ],
    ["importing nothing", "PUT /api/collections/import", {}, 400],
    [
      "importing no list",
      "PUT /api/collections/import",
      { collections: 1 },
      400,
    ],
    [
      "a query that writes",
      "POST /api/collections/meta/dry-run-view",
      { query: "delete from users" },
      400,
    ],
    ["no query", "POST /api/collections/meta/dry-run-view", {}, 400],
    [
      "a filter on what is not there",
      "GET /api/collections?filter=nope=1",
      undefined,
      400,
    ],
    ["a page that is no number", "GET /api/collections?page=x", undefined, 400],
  ];
  test.each(cases)("%s", async (_, line, json, status) => {
    const response = await api.sudo(line, { json });
    expect((await readError(response)).status).toBe(status);
  });
});
