import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  test,
} from "bun:test";
import { rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { S3Patience } from "../../../../src/engines/storage/s3/s3-options.ts";
import { createS3Storage } from "../../../../src/engines/storage/s3/s3-storage.ts";
import {
  type Storage,
  StorageFailed,
} from "../../../../src/engines/storage/storage.ts";
import type { S3Settings } from "../../../../src/core/settings/settings.ts";
import {
  type Misbehaviour,
  type S3Server,
  startS3Server,
} from "../../../support/s3-server.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";
import { listKeys, readAll, readText } from "../storage-behaviour.ts";

let server: S3Server;
beforeAll(async () => {
  server = await startS3Server();
});
afterEach(() => server.misbehave());
afterAll(() => server.stop());

const text = "text/plain; charset=utf-8";
/** Comes in three parts. */
const large = new Blob([new Uint8Array(17_000_000)]);

const open = (
  changes: Partial<S3Settings> = {},
  patience: S3Patience = {},
): Storage => createS3Storage({ ...server.settings, ...changes }, patience);

/** Each thing that a storage does. */
const operations: [string, (storage: Storage) => Promise<unknown>][] = [
  ["write", (storage) => storage.write("f/a", new Blob(["x"]), text)],
  ["write in parts", (storage) => storage.write("f/a", large, text)],
  ["stat", (storage) => storage.stat("f/a")],
  ["read", (storage) => storage.read("f/a")],
  ["remove", (storage) => storage.remove("f/a")],
  ["removeAll", (storage) => storage.removeAll("f/")],
  ["list", (storage) => listKeys(storage, "f/")],
];

async function failureOf(act: Promise<unknown>): Promise<StorageFailed> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StorageFailed);
  return error as StorageFailed;
}

describe.each(operations)("%s fails with a clear message", (name, act) => {
  test("when the secret is wrong", async () => {
    const secret = "not-the-secret";
    const { message } = await failureOf(act(open({ secret })));
    expect(message).toContain("check the access key, the secret");
    expect(message).not.toContain(secret);
  });

  test("when there is no such bucket", async () => {
    const storage = open({ bucket: "nowhere" });
    // An answer to HEAD cannot say what it is that is missing.
    if (name === "stat") {
      expect(await act(storage)).toBeUndefined();
    } else {
      const { message } = await failureOf(act(storage));
      expect(message).toContain("there is no such bucket");
    }
  });

  test("when nobody listens", async () => {
    const port = await freePort();
    const storage = open(
      { endpoint: `http://127.0.0.1:${port}` },
      { attempts: 1 },
    );
    const { message } = await failureOf(act(storage));
    expect(message).toContain("the connection was refused");
    expect(message).toContain(`127.0.0.1:${port}`);
  });

  test("when the name of the server leads nowhere", async () => {
    const storage = open({ endpoint: "http://s3.invalid" }, { attempts: 1 });
    const { message } = await failureOf(act(storage));
    expect(message).toContain("its address was not found");
  });

  test("when no answer comes", async () => {
    server.misbehave(() => "stall");
    const storage = open({}, { patience: 50, slowest: 1e9 });
    const { message } = await failureOf(act(storage));
    expect(message).toContain("does not answer");
  });

  test("when its time is up", async () => {
    server.misbehave(() => "stall");
    const signal = AbortSignal.timeout(50);
    const { message } = await failureOf(act(open({}, { signal })));
    expect(message).toContain("timed out");
  });

  test("when the connection is closed each time", async () => {
    server.misbehave(() => "cut");
    const { message } = await failureOf(act(open({}, { attempts: 2 })));
    expect(message).toContain("closed the connection");
  });

  test("when the server points elsewhere", async () => {
    server.misbehave(() => ({
      status: 301,
      code: "PermanentRedirect",
      message: "Use the endpoint of the region.",
    }));
    const { message } = await failureOf(act(open()));
    expect(message).toContain("check the endpoint and the region");
  });

  test("when the server repeats the secret", async () => {
    const secret = "S3RVER";
    server.misbehave(() => ({
      status: 400,
      code: "Odd",
      message: `${secret}\n${secret}`,
    }));
    const { message } = await failureOf(act(open()));
    expect(message).not.toContain(secret);
    expect(message).not.toContain("\n");
  });

  test("when what answers is no S3 server", async () => {
    await using other = Bun.serve({
      port: 0,
      fetch: () => new Response("<html>Hello <b>", { status: 418 }),
    });
    const storage = open({ endpoint: other.url.href });
    expect((await failureOf(act(storage))).message).toContain("418");
  });
});

describe.each(operations)("%s succeeds", (_, act) => {
  test("when the server is busy, or the connection breaks, but once", async () => {
    await open().write("f/a", new Blob(["x"]), text);
    let times = 0;
    const oddities: Misbehaviour = () => {
      times++;
      if (times === 1) return "cut";
      return times === 2
        ? { status: 503, code: "SlowDown", message: "Slow down." }
        : undefined;
    };
    server.misbehave(oddities);
    await act(open());
    expect(times).toBeGreaterThan(2);
  });
});

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
      const storage = open({}, { patience: 400, slowest: 1e9, attempts: 2 });
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
      open().write("large/a.bin", large, text),
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
    const writing = open().write("large/a.bin", Bun.file(path), text);
    await expect(writing).rejects.toThrow();
    expect(await server.openUploads()).toBe(0);
  });

  test("and says so when it cannot clear up", async () => {
    server.misbehave((request) =>
      /partNumber=3&|^DELETE /.test(request) ? internal : undefined,
    );
    const { message } = await failureOf(
      open({}, { attempts: 1 }).write("large/a.bin", large, text),
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

describe("reading", () => {
  test("a body that stops coming ends with an error", async () => {
    await using stalling = await startBroken("stall");
    // Long enough for the beginning to come on a busy machine.
    const storage = open({ endpoint: stalling.url }, { patience: 500 });
    const reading = readAll(await storage.read("f/a"));
    expect((await failureOf(reading)).message).toContain("does not answer");
  });

  test("a body that is cut off ends with an error", async () => {
    await using cutting = await startBroken("cut");
    const storage = open({ endpoint: cutting.url });
    const reading = readAll(await storage.read("f/a"));
    expect((await failureOf(reading)).message).toContain(
      "closed the connection",
    );
  });

  test("whoever stops reading closes the connection", async () => {
    await using stalling = await startBroken("stall");
    const storage = open({ endpoint: stalling.url });
    const contents = (await storage.read("f/a")) as ReadableStream;
    await contents.cancel();
    await stalling.closed;
  });

  test("a reader may take its time", async () => {
    const storage = open({}, { patience: 20 });
    await open().write("f/slow", large, text);
    const contents = await storage.read("f/slow");
    // Longer than the server may take.
    await Bun.sleep(60);
    expect(await readAll(contents)).toHaveLength(large.size);
  });

  test("a server that knows no ranges is not believed", async () => {
    await using whole = Bun.serve({
      port: 0,
      fetch: () => new Response("some bytes"),
    });
    const storage = open({ endpoint: whole.url.href });
    const range = { start: 5, end: 8 };
    await failureOf(storage.read("f/a", range));
  });
});

test("lists of many files come page by page, and all of them can be removed", async () => {
  const storage = open();
  const keys = Array.from(
    { length: 1_050 },
    (_, at) => `many/${String(at).padStart(4, "0")}`,
  );
  await server.addFiles([...keys, "many-others/a"]);
  expect(await listKeys(storage, "many/")).toEqual(keys);
  await storage.removeAll("many/");
  expect(await listKeys(storage, "many/")).toEqual([]);
  expect(await readText(storage, "many-others/a")).toBe("many-others/a");
});

test("what consoles show as folders is no file, but is removed", async () => {
  const storage = open();
  await server.addFiles(["shown/", "shown/a"]);
  expect(await listKeys(storage, "shown/")).toEqual(["shown/a"]);
  await storage.removeAll("shown/");
  expect(await listKeys(storage, "shown/")).toEqual([]);
});

describe("where the bucket is", () => {
  const seen: string[] = [];
  const listener = Bun.serve({
    port: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      seen.push(`${request.headers.get("host")} ${pathname}`);
      return new Response();
    },
  });
  afterAll(() => listener.stop(true));
  const host = `localhost:${listener.port}`;
  test.each([
    [
      { endpoint: `http://${host}`, forcePathStyle: true },
      `${host} /files/f/%C3%BC`,
    ],
    [
      { endpoint: `http://${host}///`, forcePathStyle: true },
      `${host} /files/f/%C3%BC`,
    ],
    [
      { endpoint: `http://${host}/s3`, forcePathStyle: true },
      `${host} /s3/files/f/%C3%BC`,
    ],
    [
      { endpoint: `http://${host}`, forcePathStyle: false },
      `files.${host} /f/%C3%BC`,
    ],
  ])("%j", async (changes, expected) => {
    await open(changes).stat("f/ü");
    expect(seen.at(-1)).toBe(expected);
  });

  test("without a scheme, the connection is encrypted", async () => {
    const storage = open({ endpoint: host }, { attempts: 1 });
    const { message } = await failureOf(storage.stat("f/a"));
    expect(message).not.toContain("refused: it answered");
  });
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const listener = createServer();
  const { promise, resolve } = Promise.withResolvers<void>();
  listener.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = listener.address() as AddressInfo;
  await new Promise((done) => listener.close(done));
  return port;
}

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
