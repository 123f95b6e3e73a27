import { expect, test } from "bun:test";
import { setImmediate } from "node:timers/promises";
import { textStream } from "../../../src/http/shared/text-stream.ts";

test("a client that leaves while a piece is being made is no failure", async () => {
  const leaving = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const failures: unknown[] = [];
  async function* pieces() {
    try {
      yield "first";
      await leaving.promise;
      yield "second";
    } finally {
      over.resolve();
    }
  }
  await using server = Bun.serve({
    port: 0,
    fetch(request) {
      request.signal.addEventListener("abort", () => leaving.resolve());
      return new Response(
        textStream(pieces(), (error) => failures.push(error)),
      );
    },
  });
  const client = new AbortController();
  const answer = await fetch(server.url, { signal: client.signal });
  const first = await answer.body!.getReader().read();
  expect(new TextDecoder().decode(first.value)).toBe("first");
  client.abort();
  await over.promise;
  await setImmediate();
  expect(failures).toEqual([]);
});
