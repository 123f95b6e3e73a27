import { afterAll, beforeAll, expect, test } from "bun:test";
import { once } from "node:events";
import { connect } from "node:net";
import type { Server } from "bun";
import { createHandlers } from "../../src/http/create-handler.ts";
import { storeFiles } from "../support/stored-files.ts";
import { openTempApp, type TempApp } from "../support/temp-app.ts";

/** Bytes that no buffer between server and client holds. */
const size = 64 * 1024 * 1024;

/** Milliseconds for all of it. The server looks for silent clients every four seconds. */
const pace = 7_000;

let temp: TempApp;
let server: Server<unknown>;
let path: string;

beforeAll(async () => {
  temp = await openTempApp();
  await temp.app.collections.create({
    name: "films",
    type: "base",
    fields: [{ name: "film", type: "file" }],
  });
  const film = new Blob([new Uint8Array(size)], { type: "video/mp4" });
  const id = await storeFiles(temp.app, "films", {
    film: { "film.mp4": film },
  });
  path = `/api/files/films/${id}/film.mp4`;
  const { answer, routes, listenThrough } = createHandlers(temp.app, {
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
  await temp.close();
});

/** Downloads at an even pace. Resolves to the bytes that came, headers included, once the connection is closed. */
async function downloadSlowly(from: string, header: string): Promise<number> {
  const client = connect(server.port ?? 0, "127.0.0.1");
  client.write(
    `GET ${from} HTTP/1.1\r\nHost: localhost\r\n${header}Connection: close\r\n\r\n`,
  );
  const start = performance.now();
  let received = 0;
  client.on("data", (chunk) => {
    received += chunk.length;
    client.pause();
    const due = start + (received / size) * pace;
    setTimeout(() => client.resume(), Math.max(0, due - performance.now()));
  });
  await once(client, "close");
  return received;
}

test("a download that takes longer than a silent client is borne with is not cut off", async () => {
  const received = await Promise.all([
    downloadSlowly(path, ""),
    downloadSlowly(path.replace("films", "film%73"), ""),
    downloadSlowly(path, `Range: bytes=1-${size - 1}\r\n`),
    downloadSlowly(path, `Range: bytes=0-0,1-${size - 2}\r\n`),
  ]);
  for (const bytes of received) expect(bytes).toBeGreaterThan(size);
}, 20_000);
