import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  test,
} from "bun:test";
import { type AddressInfo, createServer } from "node:net";
import type { Storage } from "../../../../src/engines/storage/storage.ts";
import {
  type Misbehaviour,
  type S3Server,
  startS3Server,
} from "../../../support/s3-server.ts";
import { listKeys } from "../storage-behaviour.ts";
import { failureOf, large, openS3, text } from "./failing-storage.ts";

let server: S3Server;

beforeAll(async () => {
  server = await startS3Server();
});

afterEach(() => server.misbehave());

afterAll(() => server.stop());

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

describe.each(operations)("%s fails with a clear message", (name, act) => {
  test("when the secret is wrong", async () => {
    const secret = "not-the-secret";
    const { message } = await failureOf(act(openS3(server, { secret })));
    expect(message).toContain("check the access key, the secret");
    expect(message).not.toContain(secret);
  });

  test("when there is no such bucket", async () => {
    const storage = openS3(server, { bucket: "nowhere" });
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
    const storage = openS3(
      server,
      { endpoint: `http://127.0.0.1:${port}` },
      { attempts: 1 },
    );
    const { message } = await failureOf(act(storage));
    expect(message).toContain("the connection was refused");
    expect(message).toContain(`127.0.0.1:${port}`);
  });

  test("when the name of the server leads nowhere", async () => {
    const storage = openS3(
      server,
      { endpoint: "http://s3.invalid" },
      { attempts: 1 },
    );
    const { message } = await failureOf(act(storage));
    expect(message).toContain("its address was not found");
  });

  test("when no answer comes", async () => {
    server.misbehave(() => "stall");
    const storage = openS3(server, {}, { patience: 50, slowest: 1e9 });
    const { message } = await failureOf(act(storage));
    expect(message).toContain("does not answer");
  });

  test("when its time is up", async () => {
    server.misbehave(() => "stall");
    const signal = AbortSignal.timeout(50);
    const { message } = await failureOf(act(openS3(server, {}, { signal })));
    expect(message).toContain("timed out");
  });

  test("when the connection is closed each time", async () => {
    server.misbehave(() => "cut");
    const { message } = await failureOf(
      act(openS3(server, {}, { attempts: 2 })),
    );
    expect(message).toContain("closed the connection");
  });

  test("when the server points elsewhere", async () => {
    server.misbehave(() => ({
      status: 301,
      code: "PermanentRedirect",
      message: "Use the endpoint of the region.",
    }));
    const { message } = await failureOf(act(openS3(server)));
    expect(message).toContain("check the endpoint and the region");
  });

  test("when the server repeats the secret", async () => {
    const secret = "S3RVER";
    server.misbehave(() => ({
      status: 400,
      code: "Odd",
      message: `${secret}\n${secret}`,
    }));
    const { message } = await failureOf(act(openS3(server)));
    expect(message).not.toContain(secret);
    expect(message).not.toContain("\n");
  });

  test("when what answers is no S3 server", async () => {
    await using other = Bun.serve({
      port: 0,
      fetch: () => new Response("<html>Hello <b>", { status: 418 }),
    });
    const storage = openS3(server, { endpoint: other.url.href });
    expect((await failureOf(act(storage))).message).toContain("418");
  });
});

describe.each(operations)("%s succeeds", (_, act) => {
  test("when the server is busy, or the connection breaks, but once", async () => {
    await openS3(server).write("f/a", new Blob(["x"]), text);
    let times = 0;
    const oddities: Misbehaviour = () => {
      times++;
      if (times === 1) return "cut";
      return times === 2
        ? { status: 503, code: "SlowDown", message: "Slow down." }
        : undefined;
    };
    server.misbehave(oddities);
    await act(openS3(server));
    expect(times).toBeGreaterThan(2);
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
