import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  test,
} from "bun:test";
import { rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type S3Server, startS3Server } from "../../../support/s3-server.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";
import { listKeys } from "../storage-behaviour.ts";
import { failureOf, large, openS3, text } from "./failing-storage.ts";

let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
});

afterEach(() => server.misbehave());

afterAll(() => server.stop());

describe("a large file whose upload fails leaves nothing", () => {
  const internal = { status: 500, code: "InternalError", message: "Oh." };
  const faults: [string, (request: string) => boolean][] = [
    ["the first part", (request) => /^PUT .*partNumber=1&/.test(request)],
    ["the last part", (request) => /^PUT .*partNumber=3&/.test(request)],
    ["completing it", (request) => /^POST .*uploadId=/.test(request)],
  ];
  describe.each(faults)("at %s", (_, isMeant) => {
    test.each([
      ["refused", internal],
      ["cut off", "cut"],
      ["left without an answer", "stall"],
    ] as const)("which is %s", async (_how, how) => {
      const storage = openS3(
        server,
        {},
        { patience: 400, slowest: 1e9, attempts: 2 },
      );
      server.misbehave((request) => (isMeant(request) ? how : undefined));
      await failureOf(storage.write("large/a.bin", large, text));
      expect(await server.openUploads()).toBe(0);
      server.misbehave();
      expect(await storage.stat("large/a.bin")).toBeUndefined();
      expect(await listKeys(storage, "large/")).toEqual([]);
    });
  });

  test("when the server says only after a while that it cannot be completed", async () => {
    server.misbehave((request) =>
      /^POST .*uploadId=/.test(request)
        ? { ...internal, status: 200 }
        : undefined,
    );
    const { message } = await failureOf(
      openS3(server).write("large/a.bin", large, text),
    );
    expect(message).toContain("InternalError: Oh.");
    expect(await server.openUploads()).toBe(0);
  });

  test("when its file is gone half-way", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "source");
    await Bun.write(path, large);
    server.misbehave((request) =>
      /^POST .*uploads=/.test(request) ? rm(path) : undefined,
    );
    const writing = openS3(server).write("large/a.bin", Bun.file(path), text);
    await expect(writing).rejects.toThrow();
    expect(await server.openUploads()).toBe(0);
  });

  test("and says so when it cannot clear up", async () => {
    server.misbehave((request) =>
      /partNumber=3&|^DELETE /.test(request) ? internal : undefined,
    );
    const { message } = await failureOf(
      openS3(server, {}, { attempts: 1 }).write("large/a.bin", large, text),
    );
    expect(message).toContain("Parts of the upload may be left");
  });
});

describe("a large upload holds but a few parts in memory", () => {
  test.each([
    // Sent straight from the disk.
    ["file", 80_000_000],
    ["stream", 250_000_000],
  ])(
    "of a %s",
    async (kind, most) => {
      await using folder = await temporaryFolder();
      await using sink = startSink();
      const path = join(folder.path, "source");
      const size = 400_000_000;
      await writeFile(path, "");
      await truncate(path, size);
      const script = join(import.meta.dir, "measure-upload.ts");
      // In a process of its own, whose memory holds nothing of other tests, nor of the server.
      const uploading = Bun.spawn(
        [process.execPath, script, sink.url, path, kind],
        { stdout: "pipe", stderr: "inherit" },
      );
      const growth = Number(await new Response(uploading.stdout).text());
      expect(await uploading.exited).toBe(0);
      expect(sink.received()).toBe(size + 1);
      expect(growth).toBeGreaterThan(0);
      expect(growth).toBeLessThan(most);
    },
    60_000,
  );
});

/** A server that takes uploads in parts and forgets them. */
function startSink() {
  let received = 0;
  const listener = Bun.serve({
    port: 0,
    async fetch(request) {
      for await (const chunk of request.body ?? []) {
        if (request.method === "PUT") received += chunk.length;
      }
      return new Response(
        request.url.includes("?uploads=")
          ? "<R><UploadId>1</UploadId></R>"
          : "<R/>",
        { headers: { etag: '"1"' } },
      );
    },
  });
  return {
    url: listener.url.href,
    received: () => received,
    [Symbol.asyncDispose]: () => listener.stop(true),
  };
}
