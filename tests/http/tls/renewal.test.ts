import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  expiredPair,
  renewedPair,
  type TestPair,
  wildcardPair,
} from "../../support/more-certificates.ts";
import { watchOutput } from "../../watch-output.ts";
import { openTestApp, type TestApp } from "../open-test-app.ts";
import {
  ask,
  base64Of,
  certificateOf,
  connectTo,
  firstPair,
  isKept,
  isUsed,
  receive,
  type SecureTestServer,
  startSecurely,
} from "./secure-test-server.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

/** Puts a pair into a folder of its own. */
async function fill(folder: string, { cert, key }: TestPair): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, "cert.pem"), cert);
  await writeFile(join(folder, "key.pem"), key);
}

/** Turns a symbolic link elsewhere at one stroke. */
async function turn(link: string, target: string): Promise<void> {
  await symlink(target, `${link}.new`);
  await rename(`${link}.new`, link);
}

describe("a new certificate is used as soon as the files hold it", () => {
  const ways: Record<
    string,
    {
      prepare?(dir: string): Promise<void>;
      replace(secure: SecureTestServer): Promise<void>;
    }
  > = {
    "renamed over": { replace: (secure) => secure.put(renewedPair) },
    "written in place, one after the other": {
      async replace({ files }) {
        await writeFile(files.cert, renewedPair.cert);
        await writeFile(files.key, renewedPair.key);
      },
    },
    "removed and made anew": {
      async replace({ files }) {
        await Promise.all([rm(files.cert), rm(files.key)]);
        await writeFile(files.key, renewedPair.key);
        await writeFile(files.cert, renewedPair.cert);
      },
    },
    "through links that are turned one by one": {
      async prepare(dir) {
        await fill(join(dir, "1"), firstPair);
        await fill(join(dir, "2"), renewedPair);
        await turn(join(dir, "cert.pem"), "1/cert.pem");
        await turn(join(dir, "key.pem"), "1/key.pem");
      },
      async replace({ dir }) {
        await turn(join(dir, "cert.pem"), "2/cert.pem");
        await turn(join(dir, "key.pem"), "2/key.pem");
      },
    },
    "through a link to their folder": {
      async prepare(dir) {
        await fill(join(dir, "1"), firstPair);
        await fill(join(dir, "2"), renewedPair);
        await symlink("1", join(dir, "data"));
        await turn(join(dir, "cert.pem"), "data/cert.pem");
        await turn(join(dir, "key.pem"), "data/key.pem");
      },
      async replace({ dir }) {
        await turn(join(dir, "data"), "2");
        await rm(join(dir, "1"), { recursive: true });
      },
    },
  };

  test.each(Object.keys(ways))("%s", async (name) => {
    const { prepare, replace } = ways[name]!;
    const secure = await startSecurely(api.app, prepare ? { prepare } : {});
    expect(await certificateOf(secure.port)).toBe(base64Of(firstPair));
    await replace(secure);
    await secure.said(isUsed);
    expect(await certificateOf(secure.port)).toBe(base64Of(renewedPair));
    await secure.stop();
  });
});

describe("the certificate from before stays", () => {
  const half = renewedPair.cert.slice(0, 200);
  const faults: Record<string, [pair: TestPair, reason: string]> = {
    "while one file is half written": [
      { ...renewedPair, cert: half },
      "holds no certificate",
    ],
    "while what leads to the authority is half written": [
      { ...renewedPair, cert: renewedPair.cert + half },
      "are damaged",
    ],
    "while the key is another's": [
      { ...renewedPair, key: wildcardPair.key },
      "is not that of the certificate",
    ],
    "while a file is empty": [{ ...renewedPair, key: "" }, "no private key"],
    "if the new one has expired": [expiredPair, "has expired"],
  };
  test.each(Object.keys(faults))("%s", async (name) => {
    const [pair, reason] = faults[name]!;
    const secure = await startSecurely(api.app);
    await secure.put(pair);
    await secure.said(isKept);
    expect(secure.logged.at(-1)).toContain(reason);
    expect(secure.logged.join()).not.toContain("PRIVATE");
    expect(await certificateOf(secure.port)).toBe(base64Of(firstPair));

    await secure.put(renewedPair);
    await secure.said(isUsed);
    expect(await certificateOf(secure.port)).toBe(base64Of(renewedPair));
    expect(secure.logged.filter((line) => line.includes(isKept))).toHaveLength(
      1,
    );
    await secure.stop();
  });

  test("while a file is gone", async () => {
    const secure = await startSecurely(api.app);
    await rm(secure.files.cert);
    await secure.said(isKept);
    expect(await certificateOf(secure.port)).toBe(base64Of(firstPair));
    await secure.stop();
  });
});

describe("a renewal", () => {
  test("loses no request", async () => {
    const secure = await startSecurely(api.app, { tls: { farewell: 4_000 } });
    const client = Bun.spawn(
      [
        process.execPath,
        join(import.meta.dir, "load-client.ts"),
        `${secure.server.url}/api/health`,
      ],
      { stdin: "pipe", stdout: "pipe", stderr: "inherit" },
    );
    const output = watchOutput(client.stdout);
    await output.find(/^(begun)$/m);
    for (const [at, pair] of [renewedPair, firstPair].entries()) {
      await secure.put(pair);
      await secure.said(isUsed, at + 1);
    }
    await client.stdin.end();
    const report = JSON.parse((await output.find(/^(\{.*\})$/m)) ?? "");
    expect(report.failures).toEqual([]);
    expect(report.answered).toBeGreaterThan(100);
    await secure.stop();
  }, 60_000);

  test("lets an upload and a stream from before go on to their end", async () => {
    // A server that stops ends the app's streams for good.
    const own = await openTestApp();
    const secure = await startSecurely(own.app);
    const upload = await connectTo(secure.port);
    const body = JSON.stringify({ identity: "x".repeat(100), password: "y" });
    const half = body.length / 2;
    upload.write(
      `POST /api/collections/_superusers/auth-with-password HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, half)}`,
    );
    const stream = await connectTo(secure.port);
    expect(await ask(stream, "/api/realtime")).toContain("PB_CONNECT");

    await secure.put(renewedPair);
    await secure.said(isUsed);
    await secure.put(firstPair);
    // The first server's farewell is over by then.
    await secure.said(isUsed, 2);
    const answer = receive(upload);
    upload.write(body.slice(half));
    expect(await answer).toStartWith("HTTP/1.1 400");
    let isOpen = true;
    stream.on("close", () => (isOpen = false));
    expect((await health(secure)).status).toBe(200);
    expect(isOpen).toBe(true);
    stream.destroy();
    upload.destroy();
    await secure.stop();
    await own.close();
  });

  test("works where two cannot listen on one port", async () => {
    const { platform } = process;
    const secure = await startSecurely(api.app);
    Object.defineProperty(process, "platform", { value: "darwin" });
    try {
      await secure.put(renewedPair);
      await secure.said(isUsed);
      expect(await certificateOf(secure.port)).toBe(base64Of(renewedPair));
      expect((await health(secure)).status).toBe(200);
    } finally {
      Object.defineProperty(process, "platform", { value: platform });
    }
    await secure.stop();
  });

  test("moves clients over that keep their connection", async () => {
    const secure = await startSecurely(api.app, { tls: { farewell: 60_000 } });
    const socket = await connectTo(secure.port);
    const before = await ask(socket, "/api/health");
    expect(before).not.toMatch(/connection: close/i);
    await secure.put(renewedPair);
    await secure.said(isUsed);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    const after = await ask(socket, "/api/health");
    expect(after).toStartWith("HTTP/1.1 200");
    expect(after).toMatch(/connection: close/i);
    socket.end();
    await closed;
    await secure.stop();
  });

  test("holds while the server pauses and goes on with another app", async () => {
    const secure = await startSecurely(api.app, { tls: { farewell: 60_000 } });
    const early = await connectTo(secure.port);
    await ask(early, "/api/health");
    await secure.put(renewedPair);
    await secure.said(isUsed);
    await secure.server.pause();
    const waiting = ask(early, "/api/health");
    const other = await openTestApp();
    secure.server.resume({
      ...other.app,
      log: { ...other.app.log, info: () => undefined },
    });
    expect(await waiting).toStartWith("HTTP/1.1 200");
    expect((await health(secure, api.token)).status).toBe(200);
    expect(await (await health(secure, other.token)).json()).toMatchObject({
      data: { realIP: "127.0.0.1" },
    });
    early.destroy();
    await secure.stop();
    await other.close();
  });
});

function health(
  { server }: SecureTestServer,
  token?: string,
): Promise<Response> {
  return fetch(`${server.url}/api/health`, {
    headers: token === undefined ? {} : { Authorization: token },
    tls: { rejectUnauthorized: false },
  });
}
