import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { serverRequest } from "../../../src/core/request.ts";
import { type RunningServer, startServer } from "../../../src/http/server.ts";
import {
  openTestApp,
  readError,
  type SendOptions,
  type TestApp,
} from "../../http/open-test-app.ts";
import { openEvents } from "../../support/event-reader.ts";

let api: TestApp;
let server: RunningServer;
const address = { hostname: "127.0.0.1", port: 0, origins: ["*"] };

beforeAll(async () => {
  api = await openTestApp();
  server = await startServer(api.app, address);
  await api.app.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text", max: 3_000_000 },
      { name: "secret", type: "text", hidden: true },
    ],
    listRule: "",
    viewRule: "",
  });
});
afterAll(async () => {
  await server.stop();
  await api.close();
});

function post(body: unknown, options: SendOptions = {}): Promise<Response> {
  const { token, headers } = options;
  return fetch(`${server.url}/api/realtime`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: token }),
      ...headers,
    },
  });
}

async function addPost(title = "a"): Promise<string> {
  const posts = api.app.collections.find("posts")!;
  const body = { title, secret: "s" };
  const request = { ...serverRequest, body };
  const { id } = await api.app.records.create(posts, undefined, request);
  return String(id);
}

/** Resolves when there are so many clients. */
async function clientsAre(count: number): Promise<void> {
  while (api.app.realtime.clientCount !== count) await Bun.sleep(1);
}

describe("GET /api/realtime", () => {
  test("opens a stream that no proxy holds back, and tells the client its id", async () => {
    const events = await openEvents(server.url, {
      headers: { "accept-encoding": "gzip", origin: "https://example.com" },
    });
    const { headers } = events.response;
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-accel-buffering")).toBe("no");
    expect(headers.get("content-encoding")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(events.clientId).toMatch(/^[A-Za-z0-9]{40}$/);
    events.close();
    await clientsAre(0);
  });

  test("sends events as they are, each with the client's id", async () => {
    const events = await openEvents(server.url);
    const { clientId } = events;
    const picking = `posts?options=${encodeURIComponent('{"query":{"fields":"title"}}')}`;
    const subscriptions = ["posts/*", picking];
    expect((await post({ clientId, subscriptions })).status).toBe(204);
    const id = await addPost("line\nbreak <b>");
    const { collectionId } = JSON.parse((await events.next())!.data).record;
    expect(await events.next()).toEqual({
      id: clientId,
      event: picking,
      data: '{"record":{"title":"line\\nbreak <b>"},"action":"create"}',
    });
    const path = `/api/collections/posts/records/${id}`;
    await api.sudo(`PATCH ${path}`, { json: { title: "b" } });
    expect(await events.next()).toEqual({
      id: clientId,
      event: "posts/*",
      data: JSON.stringify({
        record: { collectionId, collectionName: "posts", id, title: "b" },
        action: "update",
      }),
    });
    await events.next();
    await api.sudo(`DELETE ${path}`);
    expect((await events.next())!.data).toContain('"action":"delete"');
    events.close();
  });

  test("knows the login of the last POST, not one of the GET", async () => {
    const authorization = api.token;
    const events = await openEvents(server.url, { headers: { authorization } });
    const { clientId } = events;
    const body = { clientId, subscriptions: ["posts/*"] };
    await post(body);
    await addPost();
    expect((await events.next())!.data).not.toContain("secret");
    expect((await post(body, { token: api.token })).status).toBe(204);
    await addPost();
    expect((await events.next())!.data).toContain('"secret":"s"');
    const changed = await readError(await post(body));
    expect(changed).toEqual({
      status: 403,
      message:
        "The current and the previous request authorization don't match.",
      data: {},
    });
    events.close();
  });

  test("forgets a client that has vanished", async () => {
    await clientsAre(0);
    const many = await Promise.all(
      Array.from({ length: 50 }, () => openEvents(server.url)),
    );
    expect(api.app.realtime.clientCount).toBe(50);
    for (const events of many) events.close();
    await clientsAre(0);
    const clientId = many[0]!.clientId;
    expect((await post({ clientId })).status).toBe(404);
  });

  test("asked by HEAD, connects nobody", async () => {
    const before = api.app.realtime.clientCount;
    const url = `${server.url}/api/realtime`;
    const response = await fetch(url, { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(api.app.realtime.clientCount).toBe(before);
  });

  test("is a stream without a server, too", async () => {
    const response = await api.send("GET /api/realtime");
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toMatch(/^id:\w{40}\n$/);
    await reader.cancel();
    await clientsAre(0);
  });

  test("cuts off who does not read, while others are served", async () => {
    await clientsAre(0);
    const slow = await openSlowReader(server.url);
    const reading = await openEvents(server.url);
    for (const clientId of [slow.clientId, reading.clientId]) {
      await post({ clientId, subscriptions: ["posts/*"] });
    }
    const text = "x".repeat(1_000_000);
    let sent = 0;
    while (api.app.realtime.clientCount > 1) {
      await addPost(text);
      sent++;
      expect((await reading.next())!.data.length).toBeGreaterThan(text.length);
      expect(sent).toBeLessThan(50);
    }
    expect((await post({ clientId: slow.clientId })).status).toBe(404);
    await slow.closed();
    reading.close();
  }, 30_000);
});

describe("POST /api/realtime", () => {
  const tooLong = (max: number) => ({
    code: "validation_length_too_long",
    message: `The length must be no more than ${max}.`,
    params: { min: 0, max },
  });
  const required = {
    code: "validation_required",
    message: "Missing required value.",
  };

  test.each<[body: object, data: object]>([
    [{}, { clientId: required }],
    [{ clientId: "" }, { clientId: required }],
    [{ clientId: null }, { clientId: required }],
    [
      { clientId: "x".repeat(256) },
      {
        clientId: {
          code: "validation_length_out_of_range",
          message: "The length must be between 1 and 255.",
          params: { min: 1, max: 255 },
        },
      },
    ],
    [
      { clientId: "x", subscriptions: Array(1001).fill("a") },
      { subscriptions: tooLong(1000) },
    ],
    [
      { clientId: "x", subscriptions: ["a", "é".repeat(1251), "b"] },
      { subscriptions: { 1: tooLong(2500) } },
    ],
    [
      { subscriptions: ["x".repeat(2501)] },
      { clientId: required, subscriptions: { 0: tooLong(2500) } },
    ],
    [{ clientId: "x", subscriptions: { a: 1 } }, {}],
    [{ clientId: "x", subscriptions: [["a"]] }, {}],
    [{ clientId: {} }, {}],
  ])("refuses %#", async (body, data) => {
    expect(await readError(await post(body))).toEqual({
      status: 400,
      message: "Something went wrong while processing your request.",
      data: data as never,
    });
  });

  test("does not know a client that never was", async () => {
    expect(await readError(await post({ clientId: "x" }))).toEqual({
      status: 404,
      message: "Missing or invalid client id.",
      data: {},
    });
  });

  test("takes as much as is allowed, in JSON and in forms", async () => {
    const events = await openEvents(server.url);
    const { clientId } = events;
    const many = Array.from({ length: 999 }, (_, index) => `topic${index}`);
    const subscriptions = [...many, "é".repeat(1250)];
    expect((await post({ clientId, subscriptions })).status).toBe(204);
    expect((await post({ clientId, subscriptions: null })).status).toBe(204);
    const form = new FormData();
    form.set("clientId", clientId);
    for (const topic of ["posts/*", "5"]) form.append("subscriptions", topic);
    const pairs = `clientId=${clientId}&subscriptions=posts/*`;
    const types = { "content-type": "application/x-www-form-urlencoded" };
    for (const init of [{ body: form }, { body: pairs, headers: types }]) {
      const url = `${server.url}/api/realtime`;
      const response = await fetch(url, { method: "POST", ...init });
      expect(response.status).toBe(204);
      await addPost();
      expect((await events.next())!.event).toBe("posts/*");
    }
    events.close();
  });

  test("is for the address that connected", async () => {
    const events = await openEvents(server.url);
    const { clientId } = events;
    // Not through the server: from nowhere.
    const response = await api.send("POST /api/realtime", {
      json: { clientId, subscriptions: ["posts/*"] },
    });
    expect(await readError(response)).toEqual({
      status: 400,
      message: "Invalid realtime client.",
      data: {},
    });
    events.close();
  });

  test("with a token that is no good is a guest's", async () => {
    const events = await openEvents(server.url);
    const { clientId } = events;
    const body = { clientId, subscriptions: ["posts/*"] };
    expect((await post(body, { token: "nonsense" })).status).toBe(204);
    await addPost();
    expect((await events.next())!.data).not.toContain("secret");
    events.close();
  });
});

describe("a server that stops", () => {
  test("ends its streams at once", async () => {
    const other = await openTestApp();
    const stopping = await startServer(other.app, address);
    const many = await Promise.all(
      Array.from({ length: 20 }, () => openEvents(stopping.url)),
    );
    const start = performance.now();
    const ends = many.map((events) => events.next());
    await stopping.stop();
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(await Promise.all(ends)).toEqual(many.map(() => undefined));
    await other.close();
  });
});

test("a thousand clients all hear of one change, and leave nothing behind", async () => {
  await clientsAre(0);
  const many = await Promise.all(
    Array.from({ length: 1_000 }, () => openSocket(server.url)),
  );
  for (const { clientId } of many) {
    await post({ clientId, subscriptions: ["posts/*", "posts/x"] });
  }
  expect(api.app.realtime.clientCount).toBe(1_000);
  const told = many.map(({ hears }) => hears("to all"));
  await addPost("to all");
  await Promise.all(told);
  for (const { socket } of many) socket.end();
  await clientsAre(0);
}, 30_000);

/** A client without the limits of `fetch`. */
async function openSocket(url: string) {
  let text = "";
  let listeners: (() => void)[] = [];
  const closed = Promise.withResolvers<void>();
  const socket = await Bun.connect({
    hostname: "127.0.0.1",
    port: Number(new URL(url).port),
    socket: {
      open: (one) => {
        one.write("GET /api/realtime HTTP/1.1\r\nHost: localhost\r\n\r\n");
      },
      data(_, bytes) {
        text = text.slice(-1_000) + bytes.toString("latin1");
        for (const listener of listeners) listener();
      },
      close: () => closed.resolve(),
      error: () => closed.resolve(),
    },
  });
  const finds = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const [, found] = pattern.exec(text) ?? [];
        if (found === undefined) return;
        listeners = listeners.filter((other) => other !== look);
        resolve(found);
      };
      listeners.push(look);
      look();
    });
  return {
    socket,
    clientId: await finds(/"clientId":"(\w+)"/),
    hears: (words: string) => finds(new RegExp(`(${words})`)),
    closed: closed.promise,
  };
}

/** A client that reads its id and nothing more. */
async function openSlowReader(url: string) {
  const { socket, clientId, closed } = await openSocket(url);
  socket.pause();
  return {
    clientId,
    /** Resolves when the server has closed the connection, whatever it sent before. */
    closed: () => {
      socket.resume();
      return closed;
    },
  };
}
