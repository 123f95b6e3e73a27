import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { serverRequest } from "../../../src/core/request.ts";
import { collectionOf, type Listening, openListening } from "./listening.ts";

let world: Listening;
beforeAll(async () => {
  world = await openListening();
  const { id } = await world.define({
    name: "posts",
    fields: [{ name: "title", type: "text", max: 20 }],
  });
  await world.define({
    name: "comments",
    fields: [
      { name: "title", type: "text" },
      {
        name: "post",
        type: "relation",
        collectionId: id,
        cascadeDelete: true,
      },
      { name: "mentions", type: "relation", collectionId: id, maxSelect: 9 },
    ],
  });
});
afterAll(() => world.close());
let number = 0;
beforeEach(() => {
  number++;
});

describe("a change of a record", () => {
  test("reaches who subscribed to the collection or the record, by the collection's name or id", async () => {
    const post = await world.add("posts", { title: "a" });
    const posts = collectionOf(world.app, "posts");
    const topics = [
      "posts/*",
      "posts",
      `posts/${post.id}`,
      `${posts.id}/*`,
      posts.id,
      `${posts.id}/${post.id}`,
      "posts/*?",
      "posts/*?options=nonsense",
    ];
    const others = ["posts/", "post/*", "Posts/*", "posts/other", "comments/*"];
    const listener = await world.listen([...topics, ...others]);
    await world.change(post, { title: "b" });
    await world.settled();
    expect(listener.heard.map(({ event }) => event).sort()).toEqual(
      topics.sort(),
    );
    for (const { action, record } of listener.heard) {
      expect(action).toBe("update");
      expect(record).toMatchObject({ id: post.id, title: "b" });
    }
    listener.disconnect();
  });

  test("is told as create, update and delete, in order", async () => {
    const listener = await world.listen(["posts/*"]);
    const post = await world.add("posts", { title: "a" });
    await world.change(post, { title: "b" });
    await world.change(post, { title: "b" });
    await world.remove(post);
    await world.settled();
    expect(listener.told()).toEqual([
      "create a",
      "update b",
      "update b",
      "delete b",
    ]);
    listener.disconnect();
  });

  test("is not told when it was undone, and not before it is committed", async () => {
    const listener = await world.listen(["posts/*"]);
    const posts = collectionOf(world.app, "posts");
    const body = { title: "never" };
    const attempt = world.app.records.transaction(async (records) => {
      const { id } = await records.create(posts, undefined, {
        ...serverRequest,
        body,
      });
      await records.remove(posts, String(id), serverRequest);
      await records.create(posts, undefined, { ...serverRequest, body });
      await world.settled();
      throw new Error("no");
    });
    expect(attempt).rejects.toThrow("no");
    await attempt.catch(() => {});
    await world.settled();
    expect(listener.heard).toEqual([]);
    listener.disconnect();
  });

  test("is told for records that go with another, and for relations that are unset", async () => {
    const post = await world.add("posts", { title: "post" });
    await world.add("comments", { title: "reply", post: post.id });
    await world.add("comments", { title: "mention", mentions: [post.id] });
    const listener = await world.listen(["comments/*", "posts/*"]);
    await world.remove(post);
    await world.settled();
    expect([...listener.told()].sort()).toEqual([
      "delete post",
      "delete reply",
      "update mention",
    ]);
    const mention = listener.heard.find(({ action }) => action === "update");
    expect(mention?.record["mentions"]).toEqual([]);
    listener.disconnect();
  });

  test("is not told to who subscribes after the commit, or has unsubscribed by then", async () => {
    const early = await world.listen(["posts/*"]);
    const creating = world.add("posts", { title: "a" });
    await creating;
    const late = await world.listen(["posts/*"]);
    await early.subscribe([]);
    await world.settled();
    expect(late.heard).toEqual([]);
    expect(early.heard).toEqual([]);
    early.disconnect();
    late.disconnect();
  });

  test("is told once although the subscriptions are set again and again", async () => {
    const listener = await world.listen(["posts/*"]);
    await world.add("posts", { title: "a" });
    await listener.subscribe(["posts/*", "posts/*", "comments/*"]);
    await world.settled();
    expect(listener.told()).toEqual(["create a"]);
    listener.disconnect();
  });

  test("is told to nobody who has disconnected", async () => {
    const listener = await world.listen(["posts/*"]);
    await world.add("posts", { title: "a" });
    listener.disconnect();
    await world.settled();
    expect(listener.heard).toEqual([]);
    await listener.ended;
  });

  test("that was refused is not told", async () => {
    const listener = await world.listen(["posts/*"]);
    const title = "t".repeat(21);
    expect(world.add("posts", { title })).rejects.toThrow();
    await world.settled();
    expect(listener.heard).toEqual([]);
    listener.disconnect();
  });

  test("goes on to be told when the collection has got another name", async () => {
    const { id } = await world.define({
      name: `old${number}`,
      fields: [{ name: "title", type: "text" }],
    });
    const names = [`old${number}/*`, `new${number}/*`, `${id}/*`];
    const listener = await world.listen(names);
    await world.app.collections.update(id, { name: `new${number}` });
    await world.add(id, { title: "a" });
    await world.settled();
    expect(listener.heard.map(({ event }) => event)).toEqual(names.slice(1));
    listener.disconnect();
  });

  test("comes in the order of a transaction with thousands of them", async () => {
    const listener = await world.listen(["posts/*"]);
    const posts = collectionOf(world.app, "posts");
    await world.app.records.transaction(async (records) => {
      for (let count = 0; count < 3_000; count++) {
        const body = { title: `t${count}` };
        await records.create(posts, undefined, { ...serverRequest, body });
      }
    });
    await world.settled();
    expect(listener.told()).toEqual(
      Array.from({ length: 3_000 }, (_, index) => `create t${index}`),
    );
    listener.disconnect();
  });
});
