import { expect, test } from "bun:test";
import { readChunks } from "../../../../src/http/shared/body/read-bytes.ts";

/** A body that comes a byte at a time, for ever. */
function drip(milliseconds: number): Request {
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await Bun.sleep(milliseconds);
        controller.enqueue(new Uint8Array(1));
      },
    },
    { highWaterMark: 0 },
  );
  return new Request("http://localhost/", { method: "POST", body });
}

test("a body that comes a byte at a time is not waited for for ever", async () => {
  const read = async () => {
    // 64 milliseconds are worth 16 bytes at least, which take 80 here.
    for await (const _ of readChunks(drip(5), 1000, 64));
  };
  await expect(read()).rejects.toThrow("stalled");
});
