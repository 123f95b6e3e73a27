import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect } from "node:net";
import type { App } from "../../src/core/app.ts";
import { Refused } from "../../src/core/errors.ts";
import { createHandler } from "../../src/http/create-handler.ts";
import { startServer } from "../../src/http/server.ts";
import { exchangeRaw } from "./exchange-raw.ts";
import { openTestApp, readError, type TestApp } from "./open-test-app.ts";

const address = { hostname: "127.0.0.1", port: 0, origins: ["*"] };
const json = { "Content-Type": "application/json" };

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await api.sudo("POST /api/collections", {
    json: {
      name: "posts",
      listRule: "",
      viewRule: "",
      createRule: "",
      fields: [{ name: "title", type: "text" }],
    },
  });
});
afterAll(() => api.close());

/** The app with another `view`, to hold or to break a request. */
function withView(view: App["records"]["view"]): App {
  const records = Object.assign(Object.create(api.app.records), { view });
  return { ...api.app, records };
}

describe("starting", () => {
  test("on a port that is taken is refused in one sentence", async () => {
    const first = await startServer(api.app, address);
    const port = Number(new URL(first.url).port);
    const second = startServer(api.app, { ...address, port });
    await expect(second).rejects.toThrow(Refused);
    await expect(second).rejects.toThrow(`127.0.0.1:${port}`);
    await first.stop();
  });

  test("on an address that is not here is refused", async () => {
    const elsewhere = { ...address, hostname: "192.0.2.1" };
    await expect(startServer(api.app, elsewhere)).rejects.toThrow(Refused);
  });
});

describe("stopping", () => {
  test("lets running requests finish and accepts no others", async () => {
    const running = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const app = withView(async () => {
      running.resolve();
      await finish.promise;
      return { id: "late" };
    });
    const server = await startServer(app, address);
    const answer = fetch(`${server.url}/api/collections/posts/records/x`);
    await running.promise;
    const stopped = server.stop();
    await expect(
      fetch(`${server.url}/api/health`, { keepalive: false }),
    ).rejects.toThrow();
    finish.resolve();
    expect(await (await answer).json()).toEqual({ id: "late" });
    await stopped;
  });

  test("does not wait for connections that are kept open", async () => {
    const server = await startServer(api.app, address);
    const answered = Promise.withResolvers<void>();
    const closed = Promise.withResolvers<void>();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1")
      .on("data", () => answered.resolve())
      .on("close", () => closed.resolve());
    socket.write("GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n");
    await answered.promise;
    await server.stop();
    await closed.promise;
  });
});

describe("what goes wrong inside", () => {
  const secret = "no such table: _secret at /srv/data.db";

  test("is a 500 with an id; the cause is in the log alone", async () => {
    const logged: unknown[] = [];
    const app: App = {
      ...withView(() => Promise.reject(new Error(secret))),
      log: {
        ...api.app.log,
        error: (message, data) => logged.push({ message, ...data }),
      },
    };
    const handler = createHandler(app, { origins: ["*"] });
    const response = await handler(
      new Request(
        "http://127.0.0.1/api/collections/posts/records/x?token=private",
      ),
    );
    const { status, message, data } = await readError(response);
    expect([status, data]).toEqual([500, {}]);
    expect(message).not.toContain("secret");
    const [id] = /[0-9a-f-]{36}/.exec(message)!;
    expect(logged).toMatchObject([
      { request: id, path: "/api/collections/posts/records/x" },
    ]);
    expect((logged[0] as { error: Error }).error.message).toBe(secret);
  });
});

describe("over the wire", () => {
  test("any host name leads to the API", async () => {
    const server = await startServer(api.app, address);
    for (const host of ["x", "db", "example.com:8090", "[::1]:8090"]) {
      const text = `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
      expect(await exchangeRaw(server.url, text)).toStartWith("HTTP/1.1 200");
    }
    await server.stop();
  });

  test("a request without a host is answered like any other", async () => {
    const server = await startServer(api.app, address);
    const path = "/api/collections/posts/records";
    const body = '{"title":"1.0"}';
    const created = await exchangeRaw(
      server.url,
      `POST ${path} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(created).toContain('"title":"1.0"');
    const health = await exchangeRaw(
      server.url,
      `GET /api/health HTTP/1.0\r\nAuthorization: ${api.token}\r\n\r\n`,
    );
    expect(health).toContain('"realIP":"127.0.0.1"');
    await server.stop();
  });

  test("a host that is none is refused, wherever the path leads", async () => {
    const server = await startServer(api.app, address);
    for (const path of ["/api/health", "/", "/x/api/health"]) {
      const text = `GET ${path} HTTP/1.1\r\nHost: a b"\r\nConnection: close\r\n\r\n`;
      expect(await exchangeRaw(server.url, text)).toStartWith("HTTP/1.1 400");
    }
    await server.stop();
  });

  test("a body that is too large is refused in the API's words", async () => {
    const server = await startServer(api.app, address);
    const url = `${server.url}/api/collections/posts/records`;
    const large = new Uint8Array(33 * 1024 * 1024);
    const announced = await fetch(url, {
      method: "POST",
      headers: json,
      body: large,
    });
    expect((await readError(announced)).status).toBe(413);

    const chunked = await fetch(url, {
      method: "POST",
      headers: json,
      body: new Blob([large]).stream(),
    });
    expect((await readError(chunked)).status).toBe(413);
    await server.stop();
  });

  test("a body shorter than announced creates nothing", async () => {
    const server = await startServer(api.app, address);
    const { promise, resolve } = Promise.withResolvers<void>();
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.on("close", () => resolve()).on("error", () => undefined);
    socket.end(
      'POST /api/collections/posts/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"title":"half"}',
    );
    await promise;
    const list = await fetch(
      `${server.url}/api/collections/posts/records?filter=title='half'`,
    );
    expect(await list.json()).toMatchObject({ totalItems: 0 });
    await server.stop();
  });

  test("a body longer than announced is cut where it was announced", async () => {
    const server = await startServer(api.app, address);
    const body = '{"title":"cut"}';
    const answer = await exchangeRaw(
      server.url,
      `POST /api/collections/posts/records HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body},"x":1}`,
    );
    expect(answer).toStartWith("HTTP/1.1 200");
    await server.stop();
  });

  test("HEAD has the headers of GET and no body", async () => {
    const server = await startServer(api.app, address);
    const url = `${server.url}/api/collections/posts/records`;
    const [get, head] = [
      await fetch(url),
      await fetch(url, { method: "HEAD" }),
    ];
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(
      get.headers.get("content-length"),
    );
    expect(await head.text()).toBe("");
    await server.stop();
  });
});

describe("every answer", () => {
  test.each(["/api/health", "/api/nope", "/nope", "/api/docs"])(
    "has the security headers: %s",
    async (path) => {
      const { headers } = await api.send(`GET ${path}`);
      expect(headers.get("x-xss-protection")).toBe("1; mode=block");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    },
  );

  const unknown = [
    "GET /api",
    "GET /api/",
    "GET /api/nope",
    "GET /api/health/",
    "POST /api/health",
    "DELETE /api/collections",
    "GET /api/collections/",
    "GET /api/collections/posts/records/a/b",
    "POST /",
    "GET /apihealth",
  ];
  test.each(unknown)("to %s is a 404 of the API", async (line) => {
    expect(await readError(await api.send(line))).toMatchObject({
      status: 404,
      data: {},
    });
  });
});
