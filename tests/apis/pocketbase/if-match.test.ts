import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type SendOptions,
  type TestApp,
} from "../../http/open-test-app.ts";

const path = "/api/collections/posts/records";

let api: TestApp;
afterAll(() => api.close());
beforeAll(async () => {
  api = await openTestApp();
  const open = {
    type: "base",
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
  };
  const define = async (json: object) => {
    const answer = await api.sudo("POST /api/collections", { json });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { id: string };
  };
  const tags = await define({
    ...open,
    name: "tags",
    fields: [{ name: "name", type: "text" }],
  });
  await define({
    ...open,
    name: "posts",
    fields: [
      { name: "title", type: "text" },
      { name: "views", type: "number" },
      { name: "data", type: "json" },
      { name: "due", type: "date" },
      { name: "place", type: "geoPoint" },
      { name: "cover", type: "file", maxSelect: 3 },
      { name: "secret", type: "text", hidden: true },
      { name: "password", type: "password" },
      { name: "tags", type: "relation", collectionId: tags.id, maxSelect: 9 },
    ],
  });
  await define({ ...open, name: "closed", updateRule: null, deleteRule: null });
  await define({
    name: "titles",
    type: "view",
    viewRule: "",
    viewQuery: "select id, title from posts",
  });
  await api.sudo("PATCH /api/settings", {
    json: { batch: { enabled: true, maxRequests: 50, timeout: 3 } },
  });
});

async function create(
  json: object = { title: "one" },
): Promise<{ id: string; tag: string }> {
  const answer = await api.send(`POST ${path}`, { json });
  const { id } = (await answer.json()) as { id: string };
  return { id, tag: answer.headers.get("etag") ?? "" };
}

async function tagOf(id: string, query = "", options: SendOptions = {}) {
  const answer = await api.send(`GET ${path}/${id}${query}`, options);
  return answer.headers.get("etag") ?? "";
}

const update = (id: string, ifMatch: string, json: object = { title: "new" }) =>
  api.send(`PATCH ${path}/${id}`, {
    json,
    headers: { "If-Match": ifMatch },
  });

describe("a record's tag", () => {
  test("comes with each answer that shows it alone, and is the same in all", async () => {
    const { id, tag } = await create({
      title: "Zoë",
      views: -0,
      data: { b: [1.0, "1"], a: null },
      due: "2026-01-01",
      place: { lon: 1.5, lat: 0 },
      password: "1234567890",
    });
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(await tagOf(id)).toBe(tag);
    const changed = await update(id, tag, { "views+": 1.5, data: '{"x":1}' });
    expect(changed.status).toBe(200);
    const next = changed.headers.get("etag")!;
    expect(next).not.toBe(tag);
    expect(await tagOf(id)).toBe(next);
  });

  test("can be read by pages of other origins", async () => {
    const { id } = await create();
    const answer = await api.send(`GET ${path}/${id}`);
    const exposed = answer.headers.get("access-control-expose-headers");
    expect(exposed).toBe("ETag");
  });

  test("does not depend on what of the record is asked for", async () => {
    const answer = await api.send("POST /api/collections/tags/records", {
      json: { name: "a" },
    });
    const { id: tagId } = (await answer.json()) as { id: string };
    const { id, tag } = await create({ tags: [tagId] });
    expect(await tagOf(id, "?fields=title")).toBe(tag);
    expect(await tagOf(id, "?fields=expand.tags.name&expand=tags")).toBe(tag);
    expect(await tagOf(id, "?expand=tags")).toBe(tag);
    const relations = `/api/collections/tags/records/${tagId}`;
    await api.send(`PATCH ${relations}`, { json: { name: "b" } });
    expect(await tagOf(id, "?expand=tags")).toBe(tag);
  });

  test("is the same when the answer is compressed", async () => {
    const { id, tag } = await create({ data: "x".repeat(5000) });
    const headers = { "Accept-Encoding": "gzip" };
    const answer = await api.send(`GET ${path}/${id}`, { headers });
    expect(answer.headers.get("content-encoding")).toBe("gzip");
    expect(answer.headers.get("etag")).toBe(tag);
  });

  test("tells nobody that something changed which they cannot see", async () => {
    const { id, tag } = await create();
    const seen = await tagOf(id, "", { token: api.token });
    for (const json of [{ secret: "s" }, { password: "0987654321" }]) {
      await api.sudo(`PATCH ${path}/${id}`, { json });
    }
    expect(await tagOf(id)).toBe(tag);
    expect(await tagOf(id, "", { token: api.token })).not.toBe(seen);
  });

  test("is not given where the rules let the caller change nothing", async () => {
    const closed = "/api/collections/closed/records";
    const made = await api.send(`POST ${closed}`, { json: {} });
    expect(made.headers.get("etag")).toBeNull();
    const { id } = (await made.json()) as { id: string };
    const bySuperuser = await api.sudo(`GET ${closed}/${id}`);
    expect(bySuperuser.headers.get("etag")).not.toBeNull();
    const { id: post } = await create();
    const view = `/api/collections/titles/records/${post}`;
    expect((await api.sudo(`GET ${view}`)).headers.get("etag")).toBeNull();
  });
});

describe("If-Match", () => {
  test("lets a change through while the record is in that state", async () => {
    const { id, tag } = await create();
    const answer = await update(id, tag, { title: "two" });
    expect(await answer.json()).toMatchObject({ title: "two" });
  });

  test("refuses it once the record has changed", async () => {
    const { id, tag } = await create();
    await api.send(`PATCH ${path}/${id}`, { json: { views: 1 } });
    const answer = await update(id, tag, { title: "two" });
    expect(await readError(answer)).toEqual({
      status: 412,
      message: "The record has changed meanwhile.",
      data: {},
    });
    const now = await api.send(`GET ${path}/${id}`);
    expect(await now.json()).toMatchObject({ title: "one", views: 1 });
  });

  test("is content again when the record is as it was", async () => {
    const { id, tag } = await create();
    for (const title of ["two", "one"]) {
      await api.send(`PATCH ${path}/${id}`, { json: { title } });
    }
    expect((await update(id, tag)).status).toBe(200);
  });

  test("is judged where changes are made: of many at once, one is", async () => {
    const { id, tag } = await create({ views: 0 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => update(id, tag, { "views+": 1 })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(19);
    const now = await api.send(`GET ${path}/${id}`);
    expect(await now.json()).toMatchObject({ views: 1 });
  });

  test("of many at once with files and passwords, one is made too", async () => {
    const { id, tag } = await create();
    const change = (number: number) => {
      const body = new FormData();
      body.append("cover+", new File([`${number}`], `${number}.txt`));
      body.append("password", "1234567890");
      const headers = { "If-Match": tag };
      return api.send(`PATCH ${path}/${id}`, { body, headers });
    };
    const answers = await Promise.all([1, 2, 3].map(change));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(2);
    const now = await api.send(`GET ${path}/${id}`);
    const { cover } = (await now.json()) as { cover: string[] };
    expect(cover).toHaveLength(1);
  });

  const lists: [string, (tag: string) => string, number][] = [
    ["any state", () => "*", 200],
    ["one of several states", (tag) => `"a", ${tag},"b"`, 200],
    ["a state that a proxy made weak", (tag) => `W/${tag}`, 200],
    ["another state", () => '"abcdefghijklmnopqrstuv"', 412],
    ["something else", () => "yes", 412],
    ["the state without quotes", (tag) => tag.slice(1, -1), 412],
    ["the beginning of the state", (tag) => `${tag.slice(0, -2)}"`, 412],
  ];
  test.each(lists)("of %s", async (_, write, status) => {
    const { id, tag } = await create();
    expect((await update(id, write(tag))).status).toBe(status);
  });

  test("spares what was to be deleted", async () => {
    const { id, tag } = await create();
    const remove = (ifMatch: string) =>
      api.send(`DELETE ${path}/${id}`, { headers: { "If-Match": ifMatch } });
    await api.send(`PATCH ${path}/${id}`, { json: { title: "two" } });
    expect((await readError(await remove(tag))).status).toBe(412);
    expect((await remove(await tagOf(id))).status).toBe(204);
    expect((await remove("*")).status).toBe(404);
  });

  test("is about what the caller can see", async () => {
    const { id, tag } = await create();
    await api.sudo(`PATCH ${path}/${id}`, { json: { secret: "s" } });
    expect((await update(id, tag)).status).toBe(200);
    const seen = await tagOf(id, "", { token: api.token });
    expect((await update(id, seen)).status).toBe(412);
    await api.sudo(`PATCH ${path}/${id}`, { json: { secret: "t" } });
    const headers = { "If-Match": seen };
    const json = { title: "three" };
    const answer = await api.sudo(`PATCH ${path}/${id}`, { json, headers });
    expect(answer.status).toBe(412);
  });

  test("comes after the rule and before the values", async () => {
    const { id } = await create();
    const wrong = await update(id, '"x"', { password: "short" });
    expect(wrong.status).toBe(412);
    const nobody = await update("nobody000000000", "*");
    expect(nobody.status).toBe(404);
    const closed = await api.send("PATCH /api/collections/closed/records/x", {
      json: {},
      headers: { "If-Match": '"x"' },
    });
    expect(closed.status).toBe(403);
  });

  test("knows emails that only their owner sees", async () => {
    const users = "/api/collections/users/records";
    const password = "1234567890";
    const body = {
      email: "ann@example.com",
      password,
      passwordConfirm: password,
    };
    const made = await api.send(`POST ${users}`, { json: body });
    const { id } = (await made.json()) as { id: string };
    const login = await api.send(
      "POST /api/collections/users/auth-with-password",
      {
        json: { identity: body.email, password },
      },
    );
    const { token } = (await login.json()) as { token: string };
    const viewed = await api.send(`GET ${users}/${id}`, { token });
    const headers = { "If-Match": viewed.headers.get("etag")! };
    const json = { name: "Ann" };
    const options = { token, json, headers };
    const first = await api.send(`PATCH ${users}/${id}`, options);
    expect(first.status).toBe(200);
    const second = await api.send(`PATCH ${users}/${id}`, options);
    expect(second.status).toBe(412);
  });
});

describe("If-Match in a batch", () => {
  const send = (requests: object[], headers: Record<string, string> = {}) =>
    api.send("POST /api/batch", { json: { requests }, headers });
  const failure = (answer: Response) =>
    readError(answer).then(({ data }) => data["requests"]);

  test("is each request's own", async () => {
    const { id, tag } = await create();
    const change = (ifMatch: string, title: string) => ({
      method: "PATCH",
      url: `${path}/${id}`,
      headers: { "If-Match": ifMatch },
      body: { title },
    });
    const twice = [change(tag, "two"), change(tag, "three")];
    expect(await failure(await send(twice))).toMatchObject({
      1: { response: { status: 412 } },
    });
    expect(await tagOf(id)).toBe(tag);
    const other = { "If-Match": '"x"' };
    expect((await send([change(tag, "two")], other)).status).toBe(200);
    const removal = {
      method: "DELETE",
      url: `${path}/${id}`,
      headers: { "if-match": tag },
    };
    expect(await failure(await send([removal]))).toMatchObject({
      0: { response: { status: 412 } },
    });
  });

  test("lets an upsert change, and not create", async () => {
    const { id, tag } = await create();
    const upsert = (body: object, ifMatch: string) => ({
      method: "PUT",
      url: path,
      headers: { "If-Match": ifMatch },
      body,
    });
    const change = upsert({ id, title: "two" }, tag);
    expect((await send([change])).status).toBe(200);
    expect(await failure(await send([change]))).toMatchObject({
      0: { response: { status: 412 } },
    });
    const creation = upsert({ title: "new" }, "*");
    expect(await failure(await send([creation]))).toMatchObject({
      0: { response: { status: 412 } },
    });
  });
});
