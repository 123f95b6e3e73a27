import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createRealtime } from "../../../src/core/realtime/create-realtime.ts";
import { parseOptions } from "../../../src/core/realtime/subscription-options.ts";
import type { Bus, BusEvent } from "../../../src/engines/bus/bus.ts";
import type { App } from "../../../src/core/app.ts";
import {
  type Listening,
  openListening,
  requestBy,
  withOptions,
} from "./listening.ts";

let world: Listening;
beforeAll(async () => {
  world = await openListening();
});
afterAll(() => world.close());

describe("a message under a topic of its own", () => {
  test("reaches who has subscribed to it, with whatever options", async () => {
    const topics = ["news", withOptions("news", { a: 1 }), "news?x"];
    const listener = await world.listen([...topics, "new", "news/*", "News"]);
    world.realtime.broadcast("news", { a: [1, "line\nbreak"] });
    await world.settled();
    expect(listener.heard).toEqual(
      topics.map((event) => ({ event, a: [1, "line\nbreak"] })) as never,
    );
    listener.disconnect();
  });

  test("can be kept to some", async () => {
    const guest = await world.listen(["news"]);
    const user = await world.listen(["news"], await world.user("ann"));
    world.realtime.broadcast("news", {}, ({ kind }) => kind === "record");
    await world.settled();
    expect(guest.heard).toEqual([]);
    expect(user.heard).toHaveLength(1);
    guest.disconnect();
    user.disconnect();
  });

  test("cannot break out of its event, whatever the subscription is called", async () => {
    const breaking = ["news?\ndata: x", "news?\r", ""];
    const listener = await world.listen(["news", ...breaking]);
    world.realtime.broadcast("news", {});
    await world.settled();
    expect(listener.heard.map(({ event }) => event)).toEqual(["news"]);
    listener.disconnect();
  });
});

/** A bus that carries nothing but JSON, as one between nodes does. */
function wire(bus: Bus): Bus {
  const plain = (data: unknown) => JSON.parse(JSON.stringify(data)) as unknown;
  return {
    publish: ({ topic, data }: BusEvent) =>
      bus.publish({ topic, data: plain(data) }),
    subscribe: (topic, listener) =>
      bus.subscribe(topic, (data) => listener(plain(data))),
    close: () => bus.close(),
  };
}

test("what travels over the bus is plain data", async () => {
  const far = await openListening((app: App) =>
    createRealtime({ ...app, bus: wire(app.bus) }),
  );
  await far.define({
    name: "posts",
    fields: [
      { name: "title", type: "text" },
      { name: "extra", type: "json" },
    ],
    listRule: "title != 'hidden'",
  });
  const listener = await far.listen(["posts/*", "news"]);
  const post = await far.add("posts", { title: "a", extra: { b: [1] } });
  await far.change(post, { title: "hidden" });
  await far.change(post, { title: "c" });
  await far.remove(post);
  far.realtime.broadcast("news", { title: "n" });
  await far.settled();
  expect(listener.heard.map(({ event, action }) => [event, action])).toEqual([
    ["posts/*", "create"],
    ["posts/*", "update"],
    ["posts/*", "delete"],
    ["news", undefined],
  ] as never);
  expect(listener.heard[0]!.record["extra"]).toEqual({ b: [1] });
  await far.close();
});

describe("a client that waits for an OAuth2 login", () => {
  test("hears of it once, and is not subscribed any more", async () => {
    const { oauth2Redirects } = world.app.auth;
    const listener = await world.listen(["@oauth2", "news"]);
    const answer = { state: listener.id, code: "c" };
    expect(oauth2Redirects.deliver("10.6.6.6", answer)).toBe(false);
    expect(oauth2Redirects.deliver("10.0.0.1", answer)).toBe(true);
    expect(oauth2Redirects.deliver("10.0.0.1", answer)).toBe(false);
    expect(listener.heard).toEqual([{ event: "@oauth2", ...answer }] as never);
    world.realtime.broadcast("news", {});
    await world.settled();
    expect(listener.heard).toHaveLength(2);
    listener.disconnect();
  });

  test("hears of a failure", async () => {
    const { oauth2Redirects } = world.app.auth;
    const listener = await world.listen(["@oauth2"]);
    const answer = { state: listener.id, code: "", error: "denied" };
    expect(oauth2Redirects.deliver("10.0.0.1", answer)).toBe(false);
    expect(listener.heard).toEqual([{ event: "@oauth2", ...answer }] as never);
    listener.disconnect();
  });

  test.each(["unsubscribed", "disconnected"])(
    "hears nothing when it has %s",
    async (how) => {
      const { oauth2Redirects } = world.app.auth;
      const listener = await world.listen(["@oauth2"]);
      if (how === "unsubscribed") await listener.subscribe(["news"]);
      else listener.disconnect();
      const answer = { state: listener.id, code: "c" };
      expect(oauth2Redirects.deliver("10.0.0.1", answer)).toBe(false);
      expect(listener.heard).toEqual([]);
      listener.disconnect();
    },
  );

  test("can wait for another one", async () => {
    const { oauth2Redirects } = world.app.auth;
    const listener = await world.listen(["@oauth2"]);
    const answer = { state: listener.id, code: "c" };
    oauth2Redirects.deliver("10.0.0.1", answer);
    await listener.subscribe(["@oauth2"]);
    expect(oauth2Redirects.deliver("10.0.0.1", answer)).toBe(true);
    listener.disconnect();
  });
});

describe("hooks", () => {
  test("may refuse a client, or change what it subscribes to", async () => {
    const { hooks } = world.app;
    const stops = [
      hooks.onRealtimeConnectRequest.add(async ({ request }, next) => {
        if (request.viewer.kind === "guest") return next();
        throw new Error("no");
      }),
      hooks.onRealtimeSubscribeRequest.add(async (event, next) => {
        event.subscriptions = [...event.subscriptions, "news"];
        return next();
      }),
    ];
    const listener = await world.listen(["other"]);
    world.realtime.broadcast("news", {});
    await world.settled();
    expect(listener.heard).toHaveLength(1);
    const count = world.realtime.clientCount;
    const request = requestBy(await world.user("refused"));
    expect(
      world.realtime.connect(
        request,
        () => true,
        () => {},
      ),
    ).rejects.toThrow("no");
    expect(world.realtime.clientCount).toBe(count);
    for (const stop of stops) stop();
    listener.disconnect();
  });
});

describe("the options of a subscription", () => {
  const options = (value: unknown) =>
    `posts/*?options=${encodeURIComponent(JSON.stringify(value))}`;
  const none = { query: {}, headers: {} };
  test.each<[text: string, query: object, headers: object]>([
    ["posts/*", {}, {}],
    ["posts/*?options=", {}, {}],
    ["posts/*?options={", {}, {}],
    ["posts/*?options=[1]", {}, {}],
    ["posts/*?options=null", {}, {}],
    [options({ query: "x", headers: [1] }), {}, {}],
    ['posts/*?options={"query":{"a":"b"}}', { a: "b" }, {}],
    ['posts/*?x=1&options={"query":{"a":"b"}}&y', { a: "b" }, {}],
    ['posts/*#?options={"query":{"a":"b"}}', {}, {}],
    [
      options({
        query: { a: 1, b: true, c: null, d: [1], e: { f: 1 }, g: "" },
      }),
      { a: "1", b: "true", c: "", d: "", e: "", g: "" },
      {},
    ],
    [
      options({ headers: { "X-Token": "A", xToken2: 2, "a--B": 3, ABC: 4 } }),
      {},
      { x_token: "A", x_token2: "2", a_b: "3", abc: "4" },
    ],
  ])("%s", (text, query, headers) => {
    const parsed = parseOptions(text);
    expect({ ...parsed.query }).toEqual({ ...none.query, ...query });
    expect({ ...parsed.headers }).toEqual({ ...none.headers, ...headers });
  });

  test("are only themselves, whatever they are called", () => {
    const text = '{"query":{"__proto__":"p","constructor":"c"}}';
    const { query } = parseOptions(`posts/*?options=${text}`);
    expect(Object.entries(query)).toEqual([
      ["__proto__", "p"],
      ["constructor", "c"],
    ]);
    expect(parseOptions("posts/*").query["constructor"]).toBeUndefined();
  });
});
