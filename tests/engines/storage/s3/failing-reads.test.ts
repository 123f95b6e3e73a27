import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type AddressInfo, createServer } from "node:net";
import { type S3Server, startS3Server } from "../../../support/s3-server.ts";
import { readAll } from "../storage-behaviour.ts";
import { failureOf, large, openS3, text } from "./failing-storage.ts";

let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
});

afterAll(() => server.stop());

describe("reading", () => {
  test("a body that stops coming ends with an error", async () => {
    await using stalling = await startBroken("stall");
    // Long enough for the beginning to come on a busy machine.
    const storage = openS3(
      server,
      { endpoint: stalling.url },
      { patience: 500 },
    );
    const reading = readAll(await storage.read("f/a"));
    expect((await failureOf(reading)).message).toContain("does not answer");
  });

  test("a body that is cut off ends with an error", async () => {
    await using cutting = await startBroken("cut");
    const storage = openS3(server, { endpoint: cutting.url });
    const reading = readAll(await storage.read("f/a"));
    expect((await failureOf(reading)).message).toContain(
      "closed the connection",
    );
  });

  test("whoever stops reading closes the connection", async () => {
    await using stalling = await startBroken("stall");
    const storage = openS3(server, { endpoint: stalling.url });
    const contents = (await storage.read("f/a")) as ReadableStream;
    await contents.cancel();
    await stalling.closed;
  });

  test("a reader may take its time", async () => {
    const storage = openS3(server, {}, { patience: 500 });
    await openS3(server).write("f/slow", large, text);
    const contents = await storage.read("f/slow");
    // Longer than the server may take.
    await Bun.sleep(600);
    expect(await readAll(contents)).toHaveLength(large.size);
  });

  test("a server that knows no ranges is not believed", async () => {
    await using whole = Bun.serve({
      port: 0,
      fetch: () => new Response("some bytes"),
    });
    const storage = openS3(server, { endpoint: whole.url.href });
    const range = { start: 5, end: 8 };
    await failureOf(storage.read("f/a", range));
  });
});

/** A server that sends the beginning of a file, and then nothing more. */
async function startBroken(how: "stall" | "cut") {
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  const listener = createServer((socket) => {
    socket.on("close", () => close());
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin");
      if (how === "cut") socket.end();
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  listener.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = listener.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    closed,
    [Symbol.asyncDispose]: async () => {
      listener.close();
    },
  };
}
