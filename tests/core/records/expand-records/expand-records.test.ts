import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { asGuest, onTheWire } from "../open-test-records.ts";
import {
  ids,
  openRelatedRecords,
  type RelatedRecords,
} from "./related-records.ts";

let related: RelatedRecords;
beforeAll(async () => {
  related = await openRelatedRecords();
});
afterAll(() => related.world.close());

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
      const record = await related.view(name, id, expand);
      expect(ids(onTheWire(record))).toEqual(expected);
    });
  }

  test("at most six levels", async () => {
    for (let number = 4; number <= 9; number++) {
      await related.world.add("comments", {
        id: `comment0000000${number}`,
        parent: `comment0000000${number - 1}`,
      });
    }
    const path = Array.from({ length: 8 }, () => "parent").join(".");
    const record = await related.view("comments", "comment00000009", path);
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
    const { items } = await related.world.records.list(
      related.world.collection("comments"),
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

test("paths that lead back and forth do not multiply without end", async () => {
  const hubs = await related.world.define({ name: "hubs", fields: [] });
  await related.world.define({
    name: "spokes",
    fields: [{ name: "hub", type: "relation", collectionId: hubs.id }],
  });
  const hub = await related.world.add("hubs", {});
  for (let number = 0; number < 300; number++) {
    await related.world.add("spokes", { hub: hub.id });
  }
  const back = "spokes_via_hub";
  const record = await related.view(
    "hubs",
    hub.id,
    [back, "hub", back, "hub", back, "hub"].join("."),
  );
  expect(JSON.stringify(record).length).toBeLessThan(100_000_000);
});

test("a record that was just created or changed comes with its expand", async () => {
  const posts = related.world.collection("posts");
  const created = await related.world.records.create(
    posts,
    "author",
    asGuest({ title: "new", author: "user00000000ann" }),
  );
  const id = String(created["id"]);
  expect(ids(onTheWire(created))).toEqual({
    [id]: { author: "user00000000ann" },
  });
  const changed = await related.world.records.update(
    posts,
    id,
    "author",
    asGuest({ author: "user00000000bob" }),
  );
  expect(ids(onTheWire(changed))).toEqual({
    [id]: { author: "user00000000bob" },
  });
});
