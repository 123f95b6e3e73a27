import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import type { RecordJson } from "../../../src/core/records/records.ts";
import {
  as,
  asGuest,
  asSuperuser,
  onTheWire,
  openTestRecords,
  type TestRecords,
} from "./open-test-records.ts";

let world: TestRecords;
afterAll(() => world.close());
let root: StoredRecord;
let ann: StoredRecord;

const password = "1234567890";

beforeAll(async () => {
  world = await openTestRecords();
  const users = world.collection("users");
  await world.collections.update("users", {
    viewRule: "name != 'Hidden'",
    listRule: "",
  });
  const posts = await world.define({
    name: "posts",
    viewRule: "draft = false",
    fields: [
      { name: "title", type: "text" },
      { name: "draft", type: "bool" },
      { name: "author", type: "relation", collectionId: users.id },
      { name: "editor", type: "relation", collectionId: users.id },
      {
        name: "readers",
        type: "relation",
        collectionId: users.id,
        maxSelect: 9,
      },
      {
        name: "spy",
        type: "relation",
        collectionId: users.id,
        hidden: true,
      },
    ],
  });
  const comments = await world.define({
    name: "comments",
    fields: [
      { name: "text", type: "text" },
      { name: "post", type: "relation", collectionId: posts.id },
      { name: "spied", type: "relation", collectionId: posts.id, hidden: true },
    ],
  });
  await world.collections.update("comments", {
    fields: [
      ...comments.fields,
      { name: "parent", type: "relation", collectionId: comments.id },
    ],
  });
  await world.define({
    name: "summaries",
    fields: [{ name: "post", type: "relation", collectionId: posts.id }],
    indexes: ["create unique index idx_summaries_post on summaries (post)"],
  });
  await world.define({
    name: "vault",
    viewRule: null,
    fields: [{ name: "post", type: "relation", collectionId: posts.id }],
  });
  await world.define({
    name: "marks",
    fields: [
      { name: "posts", type: "relation", collectionId: posts.id, maxSelect: 9 },
    ],
  });

  await world.add("users", {
    id: "user00000000ann",
    email: "ann@example.com",
    name: "Ann",
    password,
  });
  await world.add("users", {
    id: "user00000000bob",
    email: "bob@example.com",
    name: "Bob",
    password,
    emailVisibility: true,
  });
  await world.add("users", {
    id: "user00000hidden",
    email: "hidden@example.com",
    name: "Hidden",
    password,
  });
  await world.add("posts", {
    id: "post00000000001",
    title: "one",
    author: "user00000000ann",
    editor: "user00000000ann",
    readers: ["user00000000bob", "user00000hidden", "user00000000ann"],
    spy: "user00000000bob",
  });
  await world.add("posts", {
    id: "post00000000002",
    title: "two",
    author: "user00000hidden",
  });
  await world.add("posts", { id: "postdraft000001", draft: true });
  for (let number = 1; number <= 3; number++) {
    await world.add("comments", {
      id: `comment0000000${number}`,
      text: `no ${number}`,
      post: "post00000000001",
      spied: "post00000000001",
      parent: number > 1 ? `comment0000000${number - 1}` : "",
    });
  }
  await world.add("comments", {
    id: "commentofdraft1",
    post: "postdraft000001",
  });
  await world.add("summaries", {
    id: "summary00000001",
    post: "post00000000001",
  });
  await world.add("vault", { post: "post00000000001" });
  await world.add("marks", {
    id: "mark00000000001",
    posts: ["post00000000002", "post00000000001"],
  });
  const superuser = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  root = await world.stored("_superusers", superuser.id);
  ann = await world.stored("users", "user00000000ann");
});

const view = (
  name: string,
  id: string,
  expand: string,
  request = asGuest(),
): Promise<RecordJson> =>
  world.records.view(world.collection(name), id, expand, request);

/** The expanded relations with the ids in them, nested ones too. */
function ids(record: unknown): unknown {
  const { id, expand } = record as { id: string; expand?: object };
  if (expand === undefined) return id;
  const inside = Object.entries(expand).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(ids) : ids(value),
  ]);
  return { [id]: Object.fromEntries(inside) };
}

describe("expands", () => {
  const post = "post00000000001";
  const cases: [string, string, string, unknown][] = [
    ["posts", post, "author", { [post]: { author: "user00000000ann" } }],
    [
      "posts",
      post,
      "author, editor",
      { [post]: { author: "user00000000ann", editor: "user00000000ann" } },
    ],
    [
      "posts",
      post,
      "readers",
      { [post]: { readers: ["user00000000bob", "user00000000ann"] } },
    ],
    [
      "posts",
      post,
      "comments_via_post",
      {
        [post]: {
          comments_via_post: [
            "comment00000001",
            "comment00000002",
            "comment00000003",
          ],
        },
      },
    ],
    [
      "posts",
      post,
      "comments(post)",
      {
        [post]: {
          "comments(post)": [
            "comment00000001",
            "comment00000002",
            "comment00000003",
          ],
        },
      },
    ],
    [
      "posts",
      post,
      "summaries_via_post",
      { [post]: { summaries_via_post: "summary00000001" } },
    ],
    [
      "posts",
      post,
      "marks_via_posts",
      { [post]: { marks_via_posts: ["mark00000000001"] } },
    ],
    [
      "marks",
      "mark00000000001",
      "posts.author,posts.comments_via_post.parent",
      {
        mark00000000001: {
          posts: [
            { post00000000002: {} },
            {
              [post]: {
                author: "user00000000ann",
                comments_via_post: [
                  { comment00000001: {} },
                  { comment00000002: { parent: "comment00000001" } },
                  { comment00000003: { parent: "comment00000002" } },
                ],
              },
            },
          ],
        },
      },
    ],
  ];
  for (const [name, id, expand, expected] of cases) {
    test(`${expand} of ${name}`, async () => {
      const record = await view(name, id, expand);
      expect(ids(onTheWire(record))).toEqual(expected);
    });
  }

  test("at most six levels", async () => {
    for (let number = 4; number <= 9; number++) {
      await world.add("comments", {
        id: `comment0000000${number}`,
        parent: `comment0000000${number - 1}`,
      });
    }
    const path = Array.from({ length: 8 }, () => "parent").join(".");
    const record = await view("comments", "comment00000009", path);
    let depth = 0;
    let at: unknown = onTheWire(record);
    for (;;) {
      const { expand } = at as { expand?: { parent?: unknown } };
      if (expand?.parent === undefined) break;
      at = expand.parent;
      depth++;
    }
    expect(depth).toBe(6);
  });

  test("for every record of a page with one query for each relation", async () => {
    const { items } = await world.records.list(
      world.collection("comments"),
      { expand: "post.author", sort: "id", perPage: 4 },
      asGuest(),
    );
    const [first, second] = items.map((item) => onTheWire(item));
    expect(ids(first)).toEqual({
      comment00000001: {
        post: { post00000000001: { author: "user00000000ann" } },
      },
    });
    expect(ids(second)).toMatchObject({
      comment00000002: { post: expect.anything() },
    });
  });
});

describe("leaves out without a word", () => {
  const post = "post00000000001";
  const cases: [string, string, string, string, unknown][] = [
    ["what is no field", "posts", post, "nothing", post],
    ["what is no relation", "posts", post, "title", post],
    ["a path whose end is nothing", "posts", post, "author.nothing", post],
    ["an empty step", "posts", post, "author..x", post],
    ["a collection that is not there", "posts", post, "none_via_post", post],
    ["a field that points elsewhere", "posts", post, "posts_via_author", post],
    ["what only superusers may view", "posts", post, "vault_via_post", post],
    ["a hidden relation", "posts", post, "spy", post],
    ["a hidden back-relation", "posts", post, "comments_via_spied", post],
    [
      "what the view rule hides",
      "posts",
      "post00000000002",
      "author",
      { post00000000002: {} },
    ],
    [
      "what the view rule hides at a deeper level",
      "comments",
      "commentofdraft1",
      "post.author",
      { commentofdraft1: {} },
    ],
    ["prototype names", "posts", post, "__proto__,constructor.x", post],
  ];
  for (const [what, name, id, expand, expected] of cases) {
    test(what, async () => {
      const record = await view(name, id, expand);
      expect(ids(onTheWire(record))).toEqual(expected);
    });
  }

  test("nothing from superusers", async () => {
    const record = await view(
      "posts",
      post,
      "spy,vault_via_post,readers",
      asSuperuser(root),
    );
    expect(ids(onTheWire(record))).toEqual({
      [post]: {
        readers: ["user00000000bob", "user00000hidden", "user00000000ann"],
        spy: "user00000000bob",
        vault_via_post: [expect.any(String)],
      },
    });
  });
});

describe("within expands", () => {
  test("emails are shown to whom their records show them", async () => {
    const emails = async (request = asGuest()) => {
      const record = await view("posts", "post00000000001", "readers", request);
      const { expand } = record as unknown as {
        expand: { readers: { email?: string }[] };
      };
      return expand.readers.map(({ email }) => email);
    };
    expect(await emails()).toEqual(["bob@example.com", undefined]);
    expect(await emails(as(ann))).toEqual([
      "bob@example.com",
      "ann@example.com",
    ]);
    expect(await emails(asSuperuser(root))).toHaveLength(3);
  });

  test("hidden fields and secrets stay hidden", async () => {
    const record = await view("marks", "mark00000000001", "posts.author");
    const text = JSON.stringify(record);
    expect(text).not.toContain("spy");
    expect(text).not.toContain("tokenKey");
    expect(text).not.toContain("password");
  });

  test("rules know that they judge an expand", async () => {
    await world.collections.update("posts", {
      viewRule: "@request.context = 'expand'",
    });
    const record = await view("marks", "mark00000000001", "posts");
    expect(ids(onTheWire(record))).toEqual({
      mark00000000001: { posts: ["post00000000002", "post00000000001"] },
    });
    await world.collections.update("posts", { viewRule: "draft = false" });
  });
});

test("paths that lead back and forth do not multiply without end", async () => {
  const hubs = await world.define({ name: "hubs", fields: [] });
  await world.define({
    name: "spokes",
    fields: [{ name: "hub", type: "relation", collectionId: hubs.id }],
  });
  const hub = await world.add("hubs", {});
  for (let number = 0; number < 300; number++) {
    await world.add("spokes", { hub: hub.id });
  }
  const back = "spokes_via_hub";
  const record = await view(
    "hubs",
    hub.id,
    [back, "hub", back, "hub", back, "hub"].join("."),
  );
  expect(JSON.stringify(record).length).toBeLessThan(100_000_000);
});

test("a record that was just created or changed comes with its expand", async () => {
  const posts = world.collection("posts");
  const created = await world.records.create(
    posts,
    "author",
    asGuest({ title: "new", author: "user00000000ann" }),
  );
  const id = String(created["id"]);
  expect(ids(onTheWire(created))).toEqual({
    [id]: { author: "user00000000ann" },
  });
  const changed = await world.records.update(
    posts,
    id,
    "author",
    asGuest({ author: "user00000000bob" }),
  );
  expect(ids(onTheWire(changed))).toEqual({
    [id]: { author: "user00000000bob" },
  });
});
