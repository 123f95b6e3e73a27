import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  spyOn,
  test,
} from "bun:test";
import { sql } from "drizzle-orm";
import { type RunningServer, startServer } from "../../../src/http/server.ts";
import { captureStderr } from "../../core/logs/capture-stderr.ts";
import { openTestApp, type TestApp } from "../open-test-app.ts";
import { takeEntries } from "./entries.ts";

let api: TestApp;
let server: RunningServer;
let userToken: string;

beforeAll(async () => {
  api = await openTestApp();
  await api.app.collections.create({
    name: "posts",
    viewRule: "",
    listRule: "",
    fields: [{ name: "title", type: "text", required: true }],
  });
  const users = api.app.collections.find("users")!;
  const person = { email: "ann@example.com", password: "long enough" };
  await api.sudo("POST /api/collections/users/records", {
    json: { ...person, passwordConfirm: person.password },
  });
  const user = await api.app.records.findBy(users, "email", person.email);
  userToken = api.app.auth.issueToken(user!);
  server = await startServer(api.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
  });
  await api.app.logs.clear();
});
afterEach(async () => {
  await api.app.settings.update({
    logs: { minLevel: 0, maxDays: 5, logIP: true, logAuthId: false },
  });
  await api.app.logs.clear();
});
afterAll(async () => {
  await server.stop();
  await api.close();
});

/** Asks the server, which finds plain routes by itself. */
const ask = async (line: string, init: RequestInit = {}) => {
  const [method, path] = line.split(" ");
  const answer = await fetch(`${server.url}${path}`, { ...init, method });
  await answer.arrayBuffer();
  return answer.status;
};
const authorized = (token: string) => ({ headers: { authorization: token } });
const taken = () => takeEntries(api.app);

test("a request is logged with what upstream logs of it", async () => {
  await ask("GET /api/collections/posts/records?page=1", {
    headers: {
      authorization: userToken,
      referer: "https://app.example/start",
      "user-agent": "A browser/1.0",
    },
  });
  expect(await taken()).toEqual([
    {
      id: expect.any(String),
      created: expect.any(String),
      level: 0,
      message: "GET /api/collections/posts/records?page=1",
      data: {
        type: "request",
        method: "GET",
        url: "/api/collections/posts/records?page=1",
        status: 200,
        auth: "users",
        execTime: expect.any(Number),
        referer: "https://app.example/start",
        remoteIP: "127.0.0.1",
        userAgent: "A browser/1.0",
        userIP: "127.0.0.1",
      },
    } as never,
  ]);
});

describe("whichever router finds it", () => {
  // The first of each pair goes through the server's own router, the second through the API's.
  test.each([
    [
      "GET /api/collections/posts/records",
      "GET /api/collections/pos%74s/records",
      200,
    ],
    [
      "GET /api/collections/posts/records/none",
      "HEAD /api/collections/posts/records/none",
      404,
    ],
    [
      "POST /api/collections/posts/records",
      "POST /api/collections/pos%74s/records",
      403,
    ],
  ])("%s", async (plain, unusual, status) => {
    expect([await ask(plain), await ask(unusual)]).toEqual([status, status]);
    const entries = await taken();
    expect(entries).toHaveLength(2);
    const [first, second] = entries.map(({ level, data }) => ({
      level,
      ...data,
      execTime: 0,
      url: "",
      method: "",
    }));
    expect(second).toEqual(first);
  });
});

describe("a failure", () => {
  test.each([
    ["GET /api/nothing", 404, "The requested resource wasn't found.", null],
    ["GET /nothing", 404, "The requested resource wasn't found.", null],
    ["GET /_/nothing.js", 404, "File not found.", null],
    [
      "GET /api/logs",
      401,
      expect.stringContaining("authorization token"),
      null,
    ],
    ["GET /api/realtime/x", 404, "The requested resource wasn't found.", null],
  ])("%s", async (line, status, error, details) => {
    expect(await ask(line)).toBe(status);
    expect(await taken()).toMatchObject([
      { level: 8, message: line, data: { status, error, details } },
    ]);
  });

  test("says which values were wrong", async () => {
    await ask("POST /api/collections/posts/records", {
      body: "{}",
      headers: { authorization: api.token, "content-type": "application/json" },
    });
    const [entry] = await taken();
    expect(entry).toMatchObject({
      level: 8,
      data: {
        auth: "_superusers",
        error: "Failed to create record.",
        details: { title: expect.any(String) },
      },
    });
  });

  test("of a batch says which request failed, and why", async () => {
    await api.app.settings.update({ batch: { enabled: true } });
    const url = "/api/collections/posts/records";
    const requests = [
      { method: "POST", url, body: { title: "a" } },
      { method: "POST", url, body: {} },
    ];
    await ask("POST /api/batch", {
      body: JSON.stringify({ requests }),
      headers: { authorization: api.token, "content-type": "application/json" },
    });
    const entries = await taken();
    // The requests within are not logged by themselves.
    expect(entries).toHaveLength(1);
    expect(entries).toMatchObject([
      {
        level: 8,
        message: "POST /api/batch",
        data: {
          error: "Batch transaction failed.",
          details: {
            requests: {
              1: {
                error: "Failed to create record.",
                details: { title: expect.any(String) },
              },
            },
          },
        },
      },
    ]);
  });

  test("that should not have happened has its cause in the log, under the id that its sender got", async () => {
    const broken = spyOn(api.app.records, "view").mockImplementation(() =>
      Promise.reject(new TypeError("a secret cause")),
    );
    const stderr = captureStderr();
    const answer = await fetch(`${server.url}/api/collections/posts/records/x`);
    const body = await answer.text();
    broken.mockRestore();
    stderr.release();
    expect(body).not.toContain("secret");
    const id = /\(([0-9a-f-]{36})\)/.exec(body)?.[1];
    const { items } = await api.app.logs.list({ sort: "@rowid" });
    expect(items).toMatchObject([
      {
        level: 8,
        message: "a request failed",
        data: { request: id, error: expect.stringContaining("a secret cause") },
      },
      {
        level: 8,
        message: "GET /api/collections/posts/records/x",
        data: {
          status: 500,
          error: "a secret cause",
          details: { request: id },
        },
      },
    ]);
  });
});

describe("successes that are not logged", () => {
  test.each([
    ["GET /api/logs"],
    ["GET /api/logs/stats"],
    ["DELETE /api/logs"],
    ["GET /api/metrics"],
    ["GET /_/"],
    ["GET /api/docs"],
    ["OPTIONS /api/health"],
  ])("%s", async (line) => {
    expect(await ask(line, authorized(api.token))).toBeLessThan(400);
    expect(await taken()).toEqual([]);
  });

  test("GET /api/realtime, though what it subscribes to is", async () => {
    const leaving = new AbortController();
    const stream = await fetch(`${server.url}/api/realtime`, leaving);
    expect(stream.status).toBe(200);
    expect(await ask("POST /api/realtime", { body: "{}" })).toBe(400);
    leaving.abort();
    expect(await taken()).toMatchObject([{ message: "POST /api/realtime" }]);
  });
});

describe("the settings", () => {
  const change = (logs: Record<string, unknown>) =>
    api.app.settings.update({ logs });

  test("may keep addresses out", async () => {
    await change({ logIP: false });
    await ask("GET /api/health");
    const [entry] = await taken();
    expect(entry?.data).not.toContainKeys(["userIP", "remoteIP"]);
  });

  test("may name who was logged in", async () => {
    await change({ logAuthId: true });
    await ask("GET /api/health", authorized(userToken));
    await ask("GET /api/nothing", authorized(userToken));
    await ask("GET /api/health");
    const entries = await taken();
    const ids = entries.map(({ data }) => [data["auth"], data["authId"]]);
    const id = expect.stringMatching(/^[a-z0-9]{15}$/);
    expect(ids).toEqual([
      ["users", id],
      ["users", id],
      ["", undefined],
    ]);
  });

  test("may want failures alone, or nothing", async () => {
    await change({ minLevel: 8 });
    await ask("GET /api/health");
    await ask("GET /api/nothing");
    expect(await taken()).toMatchObject([{ message: "GET /api/nothing" }]);
    await change({ maxDays: 0 });
    await ask("GET /api/nothing");
    expect(await taken()).toEqual([]);
  });
});

describe("what strangers send", () => {
  test("is cut where it is too long", async () => {
    await ask(`GET /api/health?${"u".repeat(4000)}`, {
      headers: { "user-agent": "a".repeat(3000), referer: "r".repeat(3000) },
    });
    const [entry] = await taken();
    const { url, userAgent, referer } = entry!.data;
    expect(url).toHaveLength(3003);
    expect(userAgent).toHaveLength(2003);
    expect(referer).toHaveLength(2003);
    expect(String(url)).toEndWith("u...");
  });

  test("is readable in the message, and as it came in the URL", async () => {
    await ask("GET /api/health?q=a%20b%C3%A4");
    await ask("GET /api/health?q=%zz%20");
    expect(await taken()).toMatchObject([
      {
        message: "GET /api/health?q=a bä",
        data: { url: "/api/health?q=a%20b%C3%A4" },
      },
      { message: "GET /api/health?q=%zz%20" },
    ]);
  });

  test.each([
    [
      "/api/files/posts/x/y.txt?token=SECRET",
      "/api/files/posts/x/y.txt?token=***",
    ],
    [
      "/api/files/posts/x/y.txt?thumb=1x1&TOKEN=SECRET&download=1",
      "/api/files/posts/x/y.txt?thumb=1x1&TOKEN=***&download=1",
    ],
    ["/api/health?token=a&token=SECRET", "/api/health?token=***&token=***"],
    ["/api/health?access_token=SECRET", "/api/health?access_token=***"],
    [
      "/api/oauth2-redirect/?code=SECRET&state=SECRET",
      "/api/oauth2-redirect/?***",
    ],
  ])("secrets in %s are left out", async (path, shown) => {
    await ask(`GET ${path}`, {
      headers: { referer: `http://x.example${path}` },
    });
    const [entry] = await taken();
    expect(entry).toMatchObject({
      message: `GET ${shown}`,
      data: { url: shown, referer: `http://x.example${shown}` },
    });
    expect(JSON.stringify(entry)).not.toContain("SECRET");
  });
});

test("a log that cannot be written fails no request", async () => {
  const stderr = captureStderr();
  const { auxiliary, logs } = api.app;
  await auxiliary.run(sql`alter table _logs rename to elsewhere`);
  const before = logs.dropped;
  const statuses = [await ask("GET /api/health"), await ask("GET /api/none")];
  await logs.flush();
  await auxiliary.run(sql`alter table elsewhere rename to _logs`);
  stderr.release();
  expect(statuses).toEqual([200, 404]);
  expect(logs.dropped).toBe(before + 2);
  expect(stderr.text()).toContain("log entries could not be written");
});
