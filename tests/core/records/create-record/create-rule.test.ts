import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { serverRequest } from "../../../../src/core/request.ts";
import {
  as,
  asGuest,
  asSuperuser,
  type Body,
  refusal,
} from "../open-test-records.ts";
import { openThings, type Things } from "./things.ts";

let things: Things;
beforeAll(async () => {
  things = await openThings();
});
afterAll(() => things.world.close());

describe("the create rule", () => {
  const withRule = async (createRule: string | null) => {
    await things.world.collections.update("guarded", { createRule });
    return (request: ReturnType<typeof asGuest>) =>
      refusal(things.create("guarded", request));
  };
  beforeAll(async () => {
    await things.world.define({
      name: "guarded",
      fields: [
        { name: "title", type: "text", max: 5 },
        { name: "count", type: "number" },
        { name: "secret", type: "text", hidden: true },
        {
          name: "tags",
          type: "relation",
          collectionId: things.world.collection("tags").id,
          maxSelect: 5,
        },
        { name: "created", type: "autodate", onCreate: true },
      ],
    });
  });

  test("may name any collection, whatever that is called", async () => {
    await things.world.define({
      name: "proposed_record",
      fields: [{ name: "title", type: "text" }],
    });
    await things.world.add("proposed_record", { title: "stored" });
    const attempt = await withRule(
      "@collection.proposed_record.title ?= 'stored'",
    );
    expect((await attempt(asGuest())).error).toBe("none");
  });

  test("null is for superusers only", async () => {
    const attempt = await withRule(null);
    expect((await attempt(asGuest())).error).toBe("Forbidden");
    expect((await attempt(as(things.ann))).error).toBe("Forbidden");
    expect((await attempt(asSuperuser(things.root))).error).toBe("none");
    expect((await attempt(serverRequest)).error).toBe("none");
  });

  const refused = { error: "Invalid", fields: {} };
  const cases: [string, Body, boolean][] = [
    ["@request.auth.id != ''", {}, false],
    ["title = 'ok'", { title: "ok" }, true],
    ["title = 'ok'", { title: "no" }, false],
    ["title = 'ok' && @request.body.title = 'ok'", { title: "ok" }, true],
    ["count > 5", { "count+": 6 }, true],
    ["count > 5", { count: 9, "count-": 6 }, false],
    ["@request.body.count > 5", { "count+": 6 }, true],
    ["@request.body.count:isset = false", { "count+": 6 }, false],
    ["@request.body.count:isset = false", { title: "ok" }, true],
    ["tags.name ?= 'a'", { tags: ["tag000000000001"] }, true],
    ["tags.name ?= 'a'", { tags: ["tag000000000002"] }, false],
    ["tags:length = 2", { tags: ["tag000000000001"] }, false],
    ["id != ''", {}, true],
    ["created = ''", {}, true],
    ["secret = ''", { secret: "x" }, true],
    ["@request.body.secret:isset = false", { secret: "x" }, true],
    ["@collection.guarded.title ?= 'never'", { title: "never" }, false],
  ];
  for (const [rule, body, allowed] of cases) {
    test(`${rule} ${allowed ? "lets" : "does not let"} ${JSON.stringify(body)} pass`, async () => {
      const attempt = await withRule(rule);
      expect(await attempt(asGuest(body))).toEqual(
        allowed ? { error: "none" } : refused,
      );
    });
  }

  test("is judged before the values: who fails it learns nothing of them", async () => {
    const attempt = await withRule("count = 1");
    expect(await attempt(asGuest({ title: "too long" }))).toEqual(refused);
    expect(await attempt(asGuest({ title: "too long", count: 1 }))).toEqual({
      error: "Invalid",
      fields: { title: "validation_max_text_constraint" },
    });
  });

  test("does not see as verified what a body says is", async () => {
    await things.world.define({
      name: "members",
      type: "auth",
      createRule: "verified = true",
      fields: [],
    });
    const attempt = things.create(
      "members",
      asGuest({
        email: "x@example.com",
        password: "1234567890",
        passwordConfirm: "1234567890",
        verified: true,
      }),
    );
    expect(await refusal(attempt)).toEqual(refused);
  });
});
