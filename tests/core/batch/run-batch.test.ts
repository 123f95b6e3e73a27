import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { Forbidden, Invalid } from "../../../src/core/errors.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { parseFields } from "../../../src/core/picking/parse-fields.ts";
import {
  type BatchWorld,
  confirmed,
  create,
  failureOf,
  openBatchWorld,
  remove,
  update,
  upsert,
} from "./open-batch-world.ts";

let world: BatchWorld;
beforeAll(async () => {
  world = await openBatchWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.app.records.truncate(world.collection("posts"));
  world.events.length = 0;
});

const titled = (length: number) =>
  Array.from({ length }, (_, index) => create("posts", { title: `${index}` }));

describe("a batch", () => {
  test("creates, changes, upserts and deletes in the order given, each on what was before", async () => {
    const { id } = await world.add("posts", { title: "old", views: 1 });
    const doomed = await world.add("posts", { title: "doomed" });
    world.events.length = 0;
    const results = await world.run([
      create("posts", { id: "newpost00000001", title: "new" }),
      update("posts", "newpost00000001", { views: 5 }),
      upsert("posts", { id: "newpost00000001", "views+": 2 }),
      upsert("posts", { id: "upserted0000001", title: "upserted" }),
      upsert("posts", { title: "without id" }),
      update("posts", id, { title: "changed" }),
      remove("posts", doomed.id),
    ]);
    expect(results).toMatchObject([
      { title: "new", views: 0 },
      { title: "new", views: 5 },
      { id: "newpost00000001", title: "new", views: 7 },
      { id: "upserted0000001", title: "upserted" },
      { title: "without id" },
      { id, title: "changed", views: 1 },
      undefined,
    ]);
    expect(await world.count("posts")).toBe(4);
    expect(world.events.map(({ action }) => action)).toEqual([
      "create",
      "update",
      "update",
      "create",
      "create",
      "update",
      "delete",
    ]);
  });

  test("of which one among fifty is refused leaves nothing behind", async () => {
    const kept = await world.add("posts", { title: "kept", views: 1 });
    world.events.length = 0;
    const operations = [
      update("posts", kept.id, { views: 2 }),
      ...titled(48),
      create("posts", { title: "" }),
    ];
    expect(await failureOf(world.run(operations))).toEqual({
      index: 49,
      error: "Invalid",
      codes: { title: "validation_required" },
    });
    expect(await world.count("posts")).toBe(1);
    const { values } = (await world.find("posts", kept.id))!;
    expect(values).toMatchObject({ views: 1 });
    expect(world.events).toEqual([]);
  });

  test("gives back a deleted record when a later request is refused", async () => {
    const { id } = await world.add("posts", { title: "one" });
    const batch = world.run([
      remove("posts", id),
      update("posts", id, { title: "gone" }),
    ]);
    expect(await failureOf(batch)).toMatchObject({
      index: 1,
      error: "NotFound",
    });
    expect(await world.find("posts", id)).toBeDefined();
  });

  test("answers with the relations and fields that each request asked for", async () => {
    await world.define({
      name: "replies",
      fields: [
        {
          name: "post",
          type: "relation",
          collectionId: world.collection("posts").id,
        },
        { name: "text", type: "text" },
      ],
    });
    const id = "expanded0000001";
    const [, full, part] = await world.run([
      create("posts", { id, title: "the post" }),
      create("replies", { post: id, text: "a" }, { expand: "post" }),
      create(
        "replies",
        { post: id, text: "b" },
        { expand: "post", fields: await parseFields("text,expand.post.title") },
      ),
    ]);
    expect(full).toMatchObject({ expand: { post: { id, title: "the post" } } });
    expect(JSON.parse(JSON.stringify(part))).toEqual({
      text: "b",
      expand: { post: { title: "the post" } },
    });
  });

  test("cannot use what only a later request creates", async () => {
    const batch = world.run([
      create("replies", { post: "toolate00000001" }),
      create("posts", { id: "toolate00000001", title: "late" }),
    ]);
    expect(await failureOf(batch)).toEqual({
      index: 0,
      error: "Invalid",
      codes: { post: "validation_missing_rel_records" },
    });
  });

  test.each([
    ["an unknown collection", create("nope", {}), "NotFound"],
    ["a collection by a trick", create("posts/../members", {}), "NotFound"],
    ["a prototype's property", create("__proto__", {}), "NotFound"],
    ["a record that is not there", update("posts", "nope", {}), "NotFound"],
    ["a superusers' collection", create("_superusers", {}), "Forbidden"],
    [
      "what cannot be done",
      { kind: "impossible", error: new Invalid() } as const,
      "Invalid",
    ],
  ])("with %s is refused when it is its turn", async (_what, wrong, error) => {
    const later = world.run([create("posts", { title: "a" }), wrong]);
    expect(await failureOf(later)).toMatchObject({ index: 1, error });
    const earlier = world.run([create("posts", {}), wrong]);
    expect(await failureOf(earlier)).toMatchObject({ index: 0 });
    expect(await world.count("posts")).toBe(0);
  });

  test("cannot write to a view", async () => {
    await world.app.collections.create({
      name: "titles",
      type: "view",
      viewQuery: "select id, title from posts",
    });
    const { id } = await world.add("posts", { title: "seen" });
    for (const operation of [
      create("titles", { title: "a" }),
      upsert("titles", { id, title: "a" }),
      update("titles", id, { title: "a" }),
      remove("titles", id),
    ]) {
      expect(await failureOf(world.run([operation]))).toMatchObject({
        index: 0,
        error: "Invalid",
      });
    }
  });

  test.each([
    [123456789012345, "123456789012345"],
    ["textid000000001", "textid000000001"],
    [null, undefined],
    ["", undefined],
    [[], undefined],
    [{ id: "x" }, undefined],
  ])("upserts by the id %p as if it were text", async (id, text) => {
    const [made] = await world.run([upsert("posts", { id, title: "first" })]);
    if (text !== undefined) expect(made).toMatchObject({ id: text });
    await world.run([upsert("posts", { id, title: "second" })]);
    expect(await world.count("posts")).toBe(text === undefined ? 2 : 1);
  });

  test("is not for a second record with an id of the same batch", async () => {
    const twin = create("posts", { id: "sametwice000001", title: "a" });
    const failure = await failureOf(world.run([twin, twin]));
    expect(failure).toMatchObject({ index: 1, error: "Invalid" });
    expect(await world.count("posts")).toBe(0);
  });
});

describe("rules", () => {
  test("see what the requests before did", async () => {
    await world.define({
      name: "projects",
      createRule: "owner = @request.auth.id",
      fields: [{ name: "owner", type: "text" }],
    });
    await world.define({
      name: "tasks",
      createRule: "project.owner = @request.auth.id",
      fields: [
        {
          name: "project",
          type: "relation",
          collectionId: world.collection("projects").id,
        },
      ],
    });
    const ann = await world.add("members", {
      email: "ann@example.com",
      ...confirmed,
    });
    const id = "project00000001";
    const operations = [
      create("projects", { id, owner: ann.id }),
      create("tasks", { project: id }),
    ];
    expect(await failureOf(world.run(operations))).toMatchObject({ index: 0 });
    expect(await failureOf(world.run(operations.slice(1)))).toMatchObject({
      index: 0,
    });
    expect(await world.run(operations, { by: ann })).toHaveLength(2);
  });

  test("see each request's own method, query, headers and body, and that it is in a batch", async () => {
    await world.define({
      name: "guarded",
      createRule:
        '@request.context = "batch" && @request.method = "POST" && @request.query.q = "own" && @request.headers.x_token = "own" && @request.headers.x_batch = "batch" && @request.body.a = "x"',
      updateRule: '@request.context = "batch" && @request.method = "PATCH"',
      deleteRule: '@request.method = "DELETE" && @request.body.a = "y"',
      fields: [{ name: "a", type: "text" }],
    });
    const request = {
      query: { q: "batch" },
      headers: { x_token: "batch", x_batch: "batch" },
    };
    const own = { query: { q: "own" }, headers: { x_token: "own" } };
    const id = "guarded00000001";
    const done = await world.run(
      [
        upsert("guarded", { id, a: "x" }, own),
        upsert("guarded", { id, a: "z" }),
        remove("guarded", id, { a: "y" }),
      ],
      { request },
    );
    expect(done).toHaveLength(3);
    for (const part of ["query", "headers"] as const) {
      const without = { ...own, [part]: {} };
      const batch = world.run([create("guarded", { id, a: "x" }, without)], {
        request,
      });
      expect(await failureOf(batch)).toMatchObject({ index: 0 });
    }
  });

  test("are judged for the batch's viewer, whatever a request's headers say", async () => {
    await world.define({
      name: "for_guests",
      createRule:
        '@request.auth.id = "" && @request.headers.authorization:isset = false',
      fields: [],
    });
    const headers = { authorization: "someone else's", content_type: "x" };
    expect(
      await world.run([create("for_guests", {}, { headers })]),
    ).toHaveLength(1);
  });

  test("show each viewer what it may see", async () => {
    await world.define({
      name: "half_hidden",
      fields: [
        { name: "open", type: "text" },
        { name: "secret", type: "text", hidden: true },
      ],
    });
    const root = await world.add("_superusers", {
      email: "root@example.com",
      ...confirmed,
    });
    const operations = [create("half_hidden", { open: "a", secret: "b" })];
    const [seen] = await world.run(operations);
    expect(seen).not.toHaveProperty("secret");
    const [all] = await world.run(operations, { by: root });
    expect(all).toMatchObject({ secret: "b" });
  });
});

describe("superusers", () => {
  test("remain: a batch cannot delete the last of them", async () => {
    const first = await world.add("_superusers", {
      email: "first@example.com",
      ...confirmed,
    });
    const { items } = await world.app.records.list(
      first.collection,
      {},
      serverRequest,
    );
    const batch = world.run(
      items.map(({ id }) => remove("_superusers", String(id))),
      { by: first },
    );
    expect(await failureOf(batch)).toMatchObject({
      index: items.length - 1,
      error: "Invalid",
    });
    expect(await world.count("_superusers")).toBe(items.length);
  });

  test("may delete themselves and go on, as whoever began the batch", async () => {
    const by = await world.add("_superusers", {
      email: "leaving@example.com",
      ...confirmed,
    });
    await world.define({ name: "locked", createRule: null, fields: [] });
    const done = await world.run(
      [remove("_superusers", by.id), create("locked", {})],
      { by },
    );
    expect(done).toHaveLength(2);
  });
});

describe("handlers", () => {
  test("see the batch before anything is done, may change it and what it answers", async () => {
    const seen: number[] = [];
    const stop = world.app.hooks.onBatchRequest.add(async (event, next) => {
      seen.push(event.operations.length);
      event.operations = event.operations.slice(0, 1);
      return [...(await next()), undefined];
    });
    const results = await world.run(titled(3));
    stop();
    expect(seen).toEqual([3]);
    expect(results).toMatchObject([{ title: "0" }, undefined]);
    expect(await world.count("posts")).toBe(1);
  });

  test("may refuse it", async () => {
    const stop = world.app.hooks.onBatchRequest.add(() =>
      Promise.reject(new Forbidden("Not today.")),
    );
    await expect(world.run(titled(1))).rejects.toThrow("Not today.");
    stop();
    expect(await world.count("posts")).toBe(0);
  });

  test("of each record's request run as for any other", async () => {
    const contexts: string[] = [];
    const stop = world.app.hooks.onRecordCreateRequest.add((event, next) => {
      contexts.push(`${event.request.method} ${event.request.context}`);
      return next();
    });
    await world.run(titled(2));
    stop();
    expect(contexts).toEqual(["POST batch", "POST batch"]);
  });

  test("that fail by accident are no refusal of a request", async () => {
    const accident = new TypeError("a bug");
    const stop = world.app.hooks.onRecordCreate.add(() =>
      Promise.reject(accident),
    );
    await expect(world.run(titled(2))).rejects.toBe(accident);
    stop();
    expect(await world.count("posts")).toBe(0);
  });
});
