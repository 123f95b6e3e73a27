import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { once } from "node:events";
import {
  addSuperuser,
  logIn,
  openTestHost,
  type TestHost,
} from "../../http/open-test-host.ts";

const rows = 15_000;
const path = "/api/collections/notes/records";

let host: TestHost;
let token = "";
beforeAll(async () => {
  host = await openTestHost();
  const { app } = host.host;
  await addSuperuser(app, "root@example.com");
  token = (await logIn(host.server, "root@example.com")) ?? "";
  await app.collections.create({
    name: "notes",
    type: "base",
    fields: [{ name: "text", type: "text" }],
  });
});
afterAll(() => host[Symbol.asyncDispose]());

const note = "a note that is rather long as notes are. ".repeat(50);
const file = `${JSON.stringify({ text: note })}\n`.repeat(rows);

function importNotes(query: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${host.server.url}${path}/import${query}`, {
    method: "POST",
    body: file,
    ...init,
    headers: {
      Authorization: token,
      "Content-Type": "application/x-ndjson",
      Accept: "application/x-ndjson",
    },
  });
}

/** Reads lines until one has this text. */
async function readUntil(body: ReadableStream<Uint8Array>, text: string) {
  let read = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    read += decoder.decode(chunk, { stream: true });
    if (read.includes(text)) return;
  }
  throw new Error(`${text} was not told: ${read.slice(-500)}`);
}

async function countNotes(): Promise<number> {
  const answer = await fetch(`${host.server.url}${path}?perPage=1`, {
    headers: { Authorization: token },
  });
  const { totalItems } = (await answer.json()) as { totalItems: number };
  return totalItems;
}

test("a client that leaves while all or nothing is written leaves nothing", async () => {
  const leaving = new AbortController();
  const answer = await importNotes("", { signal: leaving.signal });
  await readUntil(answer.body!, '"phase":"write"');
  leaving.abort();
  // Its turn comes when the import's has ended.
  await host.host.app.database.transaction(() => Promise.resolve());
  expect(await countNotes()).toBe(0);
});

test("an import goes on beside other requests, is told of as it goes, and leaves no file", async () => {
  const answer = await importNotes("?atomic=false");
  const done = new AbortController();
  const reading = answer.text().then((lines) => {
    done.abort();
    return lines.trim().split("\n");
  });
  let health = 0;
  while (!done.signal.aborted) {
    expect((await fetch(`${host.server.url}/api/health`)).status).toBe(200);
    health++;
  }
  const lines = await reading;
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({
    type: "result",
    created: rows,
  });
  expect(lines.length).toBeGreaterThan(2);
  expect(health).toBeGreaterThan(10);
  // Nor did the one before it.
  const { temporaryFolder } = host.host.app.recordFiles;
  const left = existsSync(temporaryFolder) ? readdirSync(temporaryFolder) : [];
  expect(left).toEqual([]);
});

/** Asks for an export on a connection of its own, which reads nothing of it yet. */
async function askForExport(): Promise<Socket> {
  const { hostname, port } = new URL(host.server.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  socket.pause();
  socket.write(
    `GET ${path}/export?format=json HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${token}\r\n\r\n`,
  );
  return socket;
}

test("an export is read as fast as its client takes it, and no more when it goes", async () => {
  const { hooks } = host.host.app;
  let pages = 0;
  let looked = Promise.withResolvers<void>();
  const remove = hooks.onRecordsListRequest.add((_event, next) => {
    pages++;
    looked.resolve();
    return next();
  });
  const all = Math.ceil(rows / 500);

  const socket = await askForExport();
  await looked.promise;
  // As long as it would take to read everything.
  const whole = await fetch(`${host.server.url}${path}/export?format=json`, {
    headers: { Authorization: token },
  });
  expect((await whole.json()) as unknown[]).toHaveLength(rows);
  const whileWaiting = pages - all;
  expect(whileWaiting).toBeLessThan(all / 2);

  pages = 0;
  looked = Promise.withResolvers();
  let received = 0;
  socket.on("data", (data) => (received += data.length));
  socket.resume();
  await looked.promise;
  socket.destroy();
  await fetch(`${host.server.url}${path}/export?format=csv`, {
    headers: { Authorization: token },
  }).then((answer) => answer.text());
  remove();
  expect(received).toBeGreaterThan(0);
  expect(pages - all).toBeLessThan(all - whileWaiting);
});
