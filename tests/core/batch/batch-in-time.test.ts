import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import {
  type BatchWorld,
  create,
  failureOf,
  openBatchWorld,
  update,
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

/** Stops batches at a point until `release` is called; `reached` settles when the first has come there. */
function stopAt(
  hook: "onRecordCreateRequest" | "onRecordCreate",
  ordinal: number,
) {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let count = 0;
  const handle = async <T>(next: () => Promise<T>): Promise<T> => {
    if (++count === ordinal) {
      reached.resolve();
      await gate.promise;
    }
    return next();
  };
  const { hooks } = world.app;
  const remove =
    hook === "onRecordCreate"
      ? hooks.onRecordCreate.add((_event, next) => handle(next))
      : hooks.onRecordCreateRequest.add((_event, next) => handle(next));
  return {
    reached: reached.promise,
    release: gate.resolve,
    [Symbol.dispose]: remove,
  };
}

describe("others", () => {
  test("see nothing of a batch until all of it is done", async () => {
    using stop = stopAt("onRecordCreateRequest", 3);
    const batch = world.run(titled(3));
    await stop.reached;
    expect(await world.count("posts")).toBe(0);
    expect(world.events).toEqual([]);
    stop.release();
    await batch;
    expect(await world.count("posts")).toBe(3);
    expect(world.events).toHaveLength(3);
  });

  test("that write wait for it, batches too, and none sees half of another", async () => {
    const { id } = await world.add("posts", { title: "counter", views: 0 });
    using stop = stopAt("onRecordCreate", 1);
    const slow = world.run([
      update("posts", id, { "views+": 1 }),
      create("posts", { title: "slow" }),
      update("posts", id, { "views+": 1 }),
    ]);
    await stop.reached;
    const others = Array.from({ length: 10 }, () =>
      world.run([
        update("posts", id, { "views+": 1 }),
        update("posts", id, { "views+": 1 }),
      ]),
    );
    const broken = world.run([
      update("posts", id, { "views+": 100 }),
      create("posts", {}),
    ]);
    broken.catch(() => undefined);
    stop.release();
    const seen = (await Promise.all([slow, ...others])).map(
      (results) => results.at(-1)?.["views"],
    );
    expect(seen).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
    expect(await failureOf(broken)).toMatchObject({ index: 1 });
    const { values } = (await world.find("posts", id))!;
    expect(values).toMatchObject({ views: 22 });
  });
});

// Long enough for a slow machine to get where a batch is stopped.
describe("a batch that takes too long", () => {
  test.each(["onRecordCreateRequest", "onRecordCreate"] as const)(
    "in %s is rolled back, holds up nobody and does nothing afterwards",
    async (hook) => {
      using stop = stopAt(hook, 3);
      const batch = failureOf(world.run(titled(5), { timeout: 1 }));
      await stop.reached;
      const other = world.add("posts", { title: "another's" });
      expect(await batch).toMatchObject({ index: undefined, error: "Error" });
      await other;
      stop.release();
      await world.run(titled(1));
      expect(await world.count("posts")).toBe(2);
      expect(world.events).toHaveLength(2);
    },
  );

  test("without ever waiting for anything is ended, too, and lets others read meanwhile", async () => {
    const seen = { end: false, reads: 0 };
    const batch = failureOf(
      world.run(titled(100_000), { timeout: 0.5 }),
    ).finally(() => (seen.end = true));
    while (!seen.end) {
      expect(await world.count("posts")).toBe(0);
      seen.reads++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await batch).toMatchObject({ index: undefined });
    expect(seen.reads).toBeGreaterThan(3);
    expect(await world.count("posts")).toBe(0);
  });

  test("only counts the time since it got its turn", async () => {
    using stop = stopAt("onRecordCreate", 1);
    const first = failureOf(world.run(titled(1), { timeout: 1.2 }));
    await stop.reached;
    const second = world.run(titled(2), { timeout: 1 });
    expect(await first).toMatchObject({ index: undefined });
    expect(await second).toHaveLength(2);
    stop.release();
    expect(await world.count("posts")).toBe(2);
  });
});

describe("a batch whose client goes away", () => {
  test("while it runs is rolled back", async () => {
    using stop = stopAt("onRecordCreateRequest", 2);
    const client = new AbortController();
    const batch = failureOf(world.run(titled(3), { signal: client.signal }));
    await stop.reached;
    client.abort();
    expect(await batch).toMatchObject({ index: undefined });
    stop.release();
    await world.run(titled(1));
    expect(await world.count("posts")).toBe(1);
  });

  test("before it is its turn does nothing", async () => {
    const batch = world.run(titled(3), { signal: AbortSignal.abort() });
    expect(await failureOf(batch)).toMatchObject({ index: undefined });
    expect(await world.count("posts")).toBe(0);
  });

  test("after it was done has it done", async () => {
    const client = new AbortController();
    await world.run(titled(2), { signal: client.signal });
    client.abort();
    expect(await world.count("posts")).toBe(2);
  });
});
