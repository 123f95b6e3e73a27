import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";
import type { Server } from "bun";
import { createHandlers } from "../../../src/http/create-handler.ts";
import { storeFiles } from "../../support/stored-files.ts";
import { type LimitedApp, openLimitedApp } from "./open-limited-app.ts";

let limited: LimitedApp;
let server: Server<unknown>;

beforeAll(async () => {
  limited = await openLimitedApp();
  const { answer, routes, listenThrough } = createHandlers(limited.app, {
    origins: ["*"],
  });
  server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 1,
    routes,
    fetch: answer,
  });
  listenThrough(server);
});
afterAll(async () => {
  await server.stop(true);
  await limited.close();
});

/** Sends a text, and then so many bytes a second for ever. Resolves to what was answered once the server has hung up. */
async function hangOn(text: string, bytesPerSecond = 0): Promise<string> {
  const socket = connect(server.port ?? 0, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk.toString();
  });
  // The server may hang up while there is more to send.
  socket.on("error", () => undefined);
  socket.write(text);
  const drip =
    bytesPerSecond === 0
      ? undefined
      : setInterval(() => socket.write("a"), 1000 / bytesPerSecond);
  await once(socket, "close");
  clearInterval(drip);
  return answer;
}

const post = "POST /api/collections/posts/records HTTP/1.1\r\nHost: a\r\n";
const json = `${post}Content-Type: application/json\r\n`;

/** None of them may keep its connection for ever. */
const slow: [what: string, text: string, bytesPerSecond: number][] = [
  ["says nothing", "", 0],
  ["stops in its headers", "GET /api/health HTTP/1.1\r\nHo", 0],
  ["draws its headers out", "GET /api/health HTTP/1.1\r\nX: ", 5],
  [
    "keeps a body back that it announced",
    `${json}Content-Length: 9\r\n\r\n`,
    0,
  ],
  ["draws a body out", `${json}Content-Length: 1000000\r\n\r\n`, 5],
  [
    "stops in a body in chunks",
    `${json}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a`,
    0,
  ],
  [
    "has all it asked for",
    "GET /api/collections/posts/records HTTP/1.1\r\nHost: a\r\n\r\n",
    0,
  ],
];

describe("a client that", () => {
  test.concurrent.each(slow)(
    "%s is hung up on",
    async (_, text, bytesPerSecond) => {
      const before = await countPosts();
      await hangOn(text, bytesPerSecond);
      expect(await countPosts()).toBe(before);
    },
    60_000,
  );

  const floods: [what: string, headers: string][] = [
    ["20 kB", `X: ${"a".repeat(20_000)}\r\n`],
    ["a megabyte", `X: ${"a".repeat(1_000_000)}\r\n`],
    ["10,000 lines", "A: b\r\n".repeat(10_000)],
  ];
  test.each(floods)("sends headers of %s is refused", async (_, headers) => {
    const answer = await hangOn(
      `GET /api/health HTTP/1.1\r\nHost: a\r\n${headers}\r\n`,
    );
    // Who is still sending may not get to read it.
    expect(["HTTP/1.1 431 R", ""]).toContain(answer.slice(0, 14));
  });
});

async function countPosts(): Promise<number> {
  const response = await limited.sudo("GET /api/collections/posts/records");
  const { totalItems } = (await response.json()) as { totalItems: number };
  return totalItems;
}

test("a thousand connections that say nothing hold nobody up", async () => {
  const sockets = await Promise.all(
    Array.from({ length: 1000 }, async () => {
      const socket = connect(server.port ?? 0, "127.0.0.1");
      socket.on("error", () => undefined);
      await once(socket, "connect");
      return socket;
    }),
  );
  const response = await fetch(`${server.url.href}api/health`);
  expect(response.status).toBe(200);
  for (const socket of sockets) socket.destroy();
});

test("a download that its client does not take ends some day", async () => {
  const { app } = limited;
  const fields = [{ name: "film", type: "file" }];
  await app.collections.create({ name: "films", type: "base", fields });
  const film = new Blob([new Uint8Array(1024 * 1024)]);
  const id = await storeFiles(app, "films", { film: { "film.mp4": film } });
  const timeouts: number[] = [];
  const { answer } = createHandlers(app, { origins: ["*"] });
  const through = {
    requestIP: () => null,
    timeout: (_: Request, seconds: number) => timeouts.push(seconds),
  };
  const path = `/api/files/films/${id}/film.mp4`;
  const response = await answer(
    new Request(`http://localhost${path}`),
    through as unknown as Server<unknown>,
  );
  await new Promise((resolve) => setImmediate(resolve));
  await response.body?.cancel();
  expect(timeouts.at(-1)).toBeWithin(60, 600);
});
