import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { as, asGuest, asSuperuser, onTheWire } from "../open-test-records.ts";
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
      const record = await related.view(name, id, expand);
      expect(ids(onTheWire(record))).toEqual(expected);
    });
  }

  test("nothing from superusers", async () => {
    const record = await related.view(
      "posts",
      post,
      "spy,vault_via_post,readers",
      asSuperuser(related.root),
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
      const record = await related.view(
        "posts",
        "post00000000001",
        "readers",
        request,
      );
      const { expand } = record as unknown as {
        expand: { readers: { email?: string }[] };
      };
      return expand.readers.map(({ email }) => email);
    };
    expect(await emails()).toEqual(["bob@example.com", undefined]);
    expect(await emails(as(related.ann))).toEqual([
      "bob@example.com",
      "ann@example.com",
    ]);
    expect(await emails(asSuperuser(related.root))).toHaveLength(3);
  });

  test("hidden fields and secrets stay hidden", async () => {
    const record = await related.view(
      "marks",
      "mark00000000001",
      "posts.author",
    );
    const text = JSON.stringify(record);
    expect(text).not.toContain("spy");
    expect(text).not.toContain("tokenKey");
    expect(text).not.toContain("password");
  });

  test("rules know that they judge an expand", async () => {
    await related.world.collections.update("posts", {
      viewRule: "@request.context = 'expand'",
    });
    const record = await related.view("marks", "mark00000000001", "posts");
    expect(ids(onTheWire(record))).toEqual({
      mark00000000001: { posts: ["post00000000002", "post00000000001"] },
    });
    await related.world.collections.update("posts", {
      viewRule: "draft = false",
    });
  });
});
