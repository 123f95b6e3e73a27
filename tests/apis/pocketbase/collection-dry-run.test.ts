import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

const route = "POST /api/collections/meta/dry-run-change";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await api.sudo("POST /api/collections", {
    json: {
      name: "posts",
      id: "posts_id",
      fields: [
        { type: "text", name: "title", id: "title" },
        { type: "number", name: "likes", id: "likes" },
      ],
    },
  });
  await api.app.database.run(
    sql`insert into posts (id, title) values ('a', 'x'), ('b', 'x')`,
  );
});
afterAll(() => api.close());

interface Answer {
  readonly error: unknown;
  readonly collections: readonly Record<string, unknown>[];
  readonly mentions: readonly unknown[];
  readonly statements: readonly string[];
}

async function tryOut(json: unknown, query = ""): Promise<Answer> {
  const response = await api.sudo(route + query, { json });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

test("only superusers may try a change", async () => {
  const person = { email: "ann@example.com", password: "long enough" };
  await api.sudo("POST /api/collections/users/records", {
    json: { ...person, passwordConfirm: person.password },
  });
  const users = api.app.collections.find("users")!;
  const user = await api.app.records.findBy(users, "email", person.email);
  const token = api.app.auth.issueToken(user!);
  const json = { delete: "posts" };
  expect((await api.send(route, { json })).status).toBe(401);
  expect((await api.send(route, { json, token })).status).toBe(403);
});

test("a change is told and not made", async () => {
  const answer = await tryOut({
    collection: "posts",
    change: { fields: [{ type: "text", name: "heading", id: "title" }] },
  });
  expect(answer).toMatchObject({
    error: null,
    collections: [
      {
        name: "posts",
        action: "update",
        records: 2,
        fields: [
          { action: "change", renamedFrom: "title", name: "heading" },
          { action: "remove", name: "likes", rows: 0 },
        ],
      },
    ],
    mentions: [],
  });
  expect(answer.statements).toContain(
    "alter table `posts` drop column `likes`",
  );
  const posts = await api.sudo("GET /api/collections/posts?fields=fields.name");
  expect(await posts.json()).toEqual({
    fields: [{ name: "id" }, { name: "title" }, { name: "likes" }],
  });
});

test("what is wrong comes as the change itself would answer", async () => {
  const change = { listRule: "nothing = 1", name: "" };
  const refused = await api.sudo("PATCH /api/collections/posts", {
    json: change,
  });
  expect(refused.status).toBe(400);
  const answer = await tryOut({ collection: "posts_id", change });
  expect(answer.error).toEqual(await refused.json());
  expect(answer.statements).toEqual([]);
  expect(answer.collections).toMatchObject([{ renamedFrom: "posts" }]);
});

test("records that stand against a unique index are counted, and refuse it", async () => {
  const index = "CREATE UNIQUE INDEX `one` ON `posts` (`title`)";
  const { error, collections } = await tryOut({
    collection: "posts",
    change: { indexes: [index] },
  });
  expect(error).toEqual({
    status: 400,
    message: "Failed to update collection.",
    data: {
      indexes: {
        0: {
          code: "validation_invalid_index_expression",
          message:
            "The index one cannot be made: 2 records have there what others have.",
        },
      },
    },
  });
  expect(collections[0]!["indexes"]).toMatchObject([{ duplicates: 2 }]);
});

test("fields of the answer may be picked", async () => {
  expect(
    await tryOut({ truncate: "posts" }, "?fields=collections.name"),
  ).toEqual({ collections: [{ name: "posts" }] } as unknown as Answer);
});

describe("a request that is none is refused:", () => {
  test.each([
    ["no change", {}, 400],
    ["two changes", { delete: "posts", truncate: "posts" }, 400],
    ["a change that is no object", { collection: "posts", change: [] }, 400],
    ["a name that is no text", { delete: 7 }, 400],
    ["an unknown collection to change", { collection: "no", change: {} }, 404],
    ["an unknown collection to delete", { delete: "no" }, 404],
    ["an unknown collection to empty", { truncate: "__proto__" }, 404],
  ])("%s", async (_, json, status) => {
    const error = await readError(await api.sudo(route, { json }));
    expect(error.status).toBe(status);
  });
});

test("SQL in an index or a view's query reaches nothing", async () => {
  for (const change of [
    {
      indexes: [
        "create index i on posts (title) where 1); drop table posts; --",
      ],
    },
    {
      indexes: [
        "create unique index i on posts (title) where 1) union select (",
      ],
    },
    { indexes: ["create unique index i on posts (load_extension('x'))"] },
  ])
    expect((await tryOut({ collection: "posts", change })).error).toMatchObject(
      {
        status: 400,
      },
    );
  const viewQuery = "select id from posts); drop table posts; --";
  expect(
    (await tryOut({ change: { name: "v", type: "view", viewQuery } })).error,
  ).toMatchObject({ status: 400 });
  expect(
    await api.app.database.all(sql`select id from posts order by id`),
  ).toHaveLength(2);
});

test("a giant change is told, and others are answered meanwhile", async () => {
  const collections = Array.from({ length: 150 }, (_, i) => ({
    name: `many${i}`,
    fields: Array.from({ length: 10 }, (__, n) => ({
      type: "text",
      name: `f${n}`,
    })),
    listRule: "f1 = f2 && f3 != ''",
  }));
  const progress = { isTold: false, writes: 0 };
  const told = tryOut({ collections }).finally(() => {
    progress.isTold = true;
  });
  for (; !progress.isTold; progress.writes++) {
    const written = await api.sudo("PATCH /api/collections/posts/records/a", {
      json: { likes: progress.writes },
    });
    expect(written.status).toBe(200);
    // As what comes over a network does.
    await setImmediate();
  }
  expect((await told).collections).toHaveLength(150);
  expect(progress.writes).toBeGreaterThan(3);
  expect(api.app.collections.find("many0")).toBeUndefined();
});

test("of many at once all are answered, or told to wait", async () => {
  const answers = await Promise.all(
    Array.from({ length: 25 }, () =>
      api.sudo(route, { json: { collection: "posts", change: { name: "p" } } }),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(17);
  expect(statuses.filter((status) => status === 429)).toHaveLength(8);
});

test("a change that is made meanwhile spoils nothing", async () => {
  const [preview] = await Promise.all([
    tryOut({ collection: "posts", change: { name: "articles" } }),
    api.sudo("PATCH /api/collections/posts", { json: { viewRule: "" } }),
  ]);
  expect(preview.error).toBeNull();
  const posts = await api.sudo("GET /api/collections/posts");
  expect(await posts.json()).toMatchObject({ name: "posts", viewRule: "" });
});
