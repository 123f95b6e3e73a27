import { afterEach, describe, expect, spyOn, test } from "bun:test";
import { setImmediate } from "node:timers/promises";
import type { App } from "../../../src/core/app.ts";
import { TooMany } from "../../../src/core/errors.ts";
import { createRealtime } from "../../../src/core/realtime/create-realtime.ts";
import {
  defaultLimits,
  type RealtimeLimits,
} from "../../../src/core/realtime/limits.ts";
import { serverRequest } from "../../../src/core/request.ts";
import {
  collectionOf,
  type Listener,
  type Listening,
  openListening,
  requestBy,
} from "./listening.ts";

const opened: Listening[] = [];
afterEach(async () => {
  for (const world of opened.splice(0)) await world.close();
});

async function open(limits: Partial<RealtimeLimits>): Promise<Listening> {
  const world = await openListening((app: App) =>
    createRealtime(app, { ...defaultLimits, ...limits }),
  );
  opened.push(world);
  await world.define({
    name: "posts",
    fields: [{ name: "title", type: "text" }],
  });
  return world;
}

/** Adds posts until a connection has ended. */
async function keepBusy(world: Listening, { ended }: Listener): Promise<void> {
  const state = { hasEnded: false };
  void ended.then(() => {
    state.hasEnded = true;
  });
  while (!state.hasEnded) {
    await world.add("posts", {});
    await setImmediate();
  }
}

describe("a connection ends", () => {
  test("when nothing has come for a while", async () => {
    const world = await open({ idle: 60, sweep: 5 });
    const idle = await world.listen(["posts/*"]);
    const start = performance.now();
    await idle.ended;
    expect(performance.now() - start).toBeGreaterThan(50);
  });

  test("when it is old, whatever comes", async () => {
    const world = await open({ age: 600, sweep: 5 });
    const listener = await world.listen(["posts/*"]);
    await keepBusy(world, listener);
    expect(listener.heard.length).toBeGreaterThan(0);
  });

  test("not while events come", async () => {
    const world = await open({ idle: 100, sweep: 5 });
    let time = performance.now();
    // A machine that stands still for a moment is not silence.
    using clock = spyOn(performance, "now").mockImplementation(() => time);
    const listener = await world.listen(["posts/*"]);
    for (let quiet = 1; quiet <= 3; quiet++) {
      const idle = await world.listen([]);
      time += 60;
      await world.add("posts", {});
      await world.settled();
      time += 60;
      await idle.ended;
      expect(listener.heard).toHaveLength(quiet);
    }
    expect(clock).toHaveBeenCalled();
    // The listener, and the tests' own.
    expect(world.realtime.clientCount).toBe(2);
    await world.add("posts", {});
    await world.settled();
    expect(listener.heard).toHaveLength(4);
  });

  test("when its reader does not keep up, and nobody else's does", async () => {
    const world = await open({});
    const other = await world.listen(["posts/*"]);
    const ended = Promise.withResolvers<void>();
    const got: string[] = [];
    const slow = await world.realtime.connect(
      requestBy(undefined),
      ({ event }) => got.push(event) < 3,
      ended.resolve,
    );
    await world.realtime.subscribe(
      requestBy(undefined, { clientId: slow.id, subscriptions: ["posts/*"] }),
    );
    for (let count = 0; count < 5; count++) await world.add("posts", {});
    await world.settled();
    await ended.promise;
    expect(got).toHaveLength(3);
    expect(other.heard).toHaveLength(5);
    other.disconnect();
  });

  test("for everyone when realtime closes, which nobody can connect to then", async () => {
    const world = await open({});
    const listeners = [await world.listen(["posts/*"]), await world.listen([])];
    world.realtime.close();
    for (const { ended } of listeners) await ended;
    expect(world.realtime.clientCount).toBe(0);
    expect(world.listen([])).rejects.toThrow(TooMany);
  });

  test("for everyone when more changes are waiting than can be told", async () => {
    const world = await open({ waiting: 10 });
    const listener = await world.listen(["posts/*"]);
    await world.app.records.transaction(async (records) => {
      for (let count = 0; count < 12; count++) {
        const posts = collectionOf(world.app, "posts");
        await records.create(posts, undefined, serverRequest);
      }
    });
    await listener.ended;
    expect(world.realtime.clientCount).toBe(0);
  });
});

describe("too many", () => {
  const from = (address: string) => ({ ...requestBy(undefined), address });

  test("connections are refused, of one address and of all", async () => {
    // One is the tests' own.
    const world = await open({ clients: 4, clientsPerAddress: 2 });
    const connect = (address: string) =>
      world.realtime.connect(
        from(address),
        () => true,
        () => {},
      );
    const first = await connect("10.1.1.1");
    await connect("10.1.1.1");
    expect(connect("10.1.1.1")).rejects.toThrow(TooMany);
    await connect("10.1.1.2");
    expect(connect("10.1.1.3")).rejects.toThrow(TooMany);
    first.disconnect();
    await connect("10.1.1.3");
    expect(world.realtime.clientCount).toBe(4);
  });

  test("subscriptions are refused, and what was subscribed to stays", async () => {
    const world = await open({ subscribedPerAddress: 3_000 });
    const listener = await world.listen(["posts/*"]);
    const flood = Array.from({ length: 20 }, (_, index) => `flood${index}`);
    expect(listener.subscribe(flood)).rejects.toThrow(TooMany);
    await world.add("posts", { title: "a" });
    await world.settled();
    expect(listener.told()).toEqual(["create a"]);
    // What is given back can be taken again, as often as one likes.
    for (let count = 0; count < 5; count++) {
      await listener.subscribe(flood.slice(0, 10));
      await listener.subscribe(["posts/*"]);
    }
    for (let count = 0; count < 5; count++) {
      (await world.listen(flood.slice(0, 10))).disconnect();
    }
    listener.disconnect();
  });
});
