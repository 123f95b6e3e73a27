import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { generateKeyPairSync } from "node:crypto";
import { chmod } from "node:fs/promises";
import { connect } from "node:tls";
import { Refused } from "../../../src/core/errors.ts";
import {
  expiredPair,
  renewedPair,
  type TestPair,
} from "../../support/more-certificates.ts";
import { testCertificate } from "../../support/test-certificate.ts";
import { exchangeRaw } from "../exchange-raw.ts";
import { openTestApp, type TestApp } from "../open-test-app.ts";
import {
  ask,
  connectTo,
  firstPair,
  isUsed,
  startSecurely,
} from "./secure-test-server.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

describe("HTTPS", () => {
  test("is spoken in TLS 1.2 and 1.3, to clients that check the certificate", async () => {
    const secure = await startSecurely(api.app);
    for (const version of ["TLSv1.2", "TLSv1.3"] as const) {
      const socket = await connectTo(secure.port, {
        rejectUnauthorized: true,
        ca: testCertificate,
        servername: "localhost",
        minVersion: version,
        maxVersion: version,
      });
      expect(socket.getProtocol()).toBe(version);
      expect(await ask(socket, "/api/health")).toStartWith("HTTP/1.1 200");
      socket.destroy();
    }
    await secure.stop();
  });

  test.each(["TLSv1", "TLSv1.1"] as const)("is not spoken in %s", async (v) => {
    const secure = await startSecurely(api.app);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    connect(
      {
        host: "127.0.0.1",
        port: secure.port,
        rejectUnauthorized: false,
        minVersion: v,
        maxVersion: v,
      },
      resolve,
    ).on("error", reject);
    await expect(promise).rejects.toThrow(/version/i);
    await secure.stop();
  });

  test("is all that is spoken there", async () => {
    const secure = await startSecurely(api.app);
    const plain = "GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const answer = await exchangeRaw(
      secure.server.url.replace("https", "http"),
      plain,
    ).catch(() => "");
    expect(answer).not.toContain("HTTP/1.1 200");
    await secure.stop();
  });

  const paths = [
    "/api/health",
    "/api/collections/_superusers/records",
    "/api/collections/%5fsuperusers/records",
    "/api/docs",
    "/api/settings",
  ];
  test.each(paths)("leads to %s, by any host name", async (path) => {
    const secure = await startSecurely(api.app);
    for (const host of ["a", "db", "localhost", "[::1]:8443"]) {
      const socket = await connectTo(secure.port);
      const head = new Promise((resolve) => socket.once("data", resolve));
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${api.token}\r\n\r\n`,
      );
      expect(String(await head)).toStartWith("HTTP/1.1 200");
      socket.destroy();
    }
    await secure.stop();
  });

  test("knows the clients' addresses", async () => {
    const secure = await startSecurely(api.app);
    const response = await fetch(`${secure.server.url}/api/health`, {
      headers: { Authorization: api.token },
      tls: { rejectUnauthorized: false },
    });
    expect(await response.json()).toMatchObject({
      data: { realIP: "127.0.0.1" },
    });
    await secure.stop();
  });

  test("ends with the server, in the middle of a renewal, too", async () => {
    const secure = await startSecurely(api.app, { tls: { farewell: 60_000 } });
    const early = await connectTo(secure.port);
    await ask(early, "/api/health");
    const closed = new Promise((resolve) => early.once("close", resolve));
    await secure.put(renewedPair);
    await secure.said(isUsed);
    await secure.stop();
    await closed;
    await expect(connectTo(secure.port)).rejects.toThrow();
  });
});

describe("starting is refused", () => {
  const encrypted = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: {
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "secret",
    },
  }).privateKey;
  const cases: Record<string, [pair: TestPair, reason: string]> = {
    "with a key for a certificate": [
      { ...firstPair, cert: firstPair.key },
      "cert.pem holds no certificate",
    ],
    "with a certificate for a key": [
      { ...firstPair, key: firstPair.cert },
      "key.pem holds no private key",
    ],
    "with the key of another certificate": [
      { ...firstPair, key: renewedPair.key },
      "is not that of the certificate",
    ],
    "with a key behind a passphrase": [
      { ...firstPair, key: encrypted },
      "a passphrase",
    ],
  };
  test.each(Object.keys(cases))("%s", async (name) => {
    const [pair, reason] = cases[name]!;
    const started = startSecurely(api.app, { pair });
    await expect(started).rejects.toThrow(Refused);
    await expect(started).rejects.toThrow(reason);
  });

  test("without a file", async () => {
    const started = startSecurely(api.app, { tls: { key: "/nowhere/key" } });
    await expect(started).rejects.toThrow("cannot be read: /nowhere/key");
  });

  test("on a port that another server shares, or has for plain HTTP", async () => {
    const first = await startSecurely(api.app);
    const taken = { hostname: "127.0.0.1", port: first.port };
    const again = startSecurely(api.app, { tls: { redirectFrom: taken } });
    await expect(again).rejects.toThrow(Refused);
    const { startServer } = await import("../../../src/http/server.ts");
    const same = startServer(api.app, {
      ...taken,
      origins: ["*"],
      tls: first.files,
    });
    await expect(same).rejects.toThrow(`127.0.0.1:${first.port}`);
    await first.stop();
  });
});

describe("starting warns", () => {
  const open = "every user of this machine may read";

  test("of a key that everyone may read", async () => {
    const secure = await startSecurely(api.app, {
      prepare: (dir) => chmod(`${dir}/key.pem`, 0o644),
    });
    expect(secure.logged.join()).toContain(open);
    await secure.stop();
  });

  test.each([0o600, 0o640, 0o400])("not of one with mode %o", async (mode) => {
    const secure = await startSecurely(api.app, { mode });
    expect(secure.logged).toEqual([]);
    await secure.stop();
  });

  test("of a certificate that has expired, and serves with it", async () => {
    const secure = await startSecurely(api.app, { pair: expiredPair });
    expect(secure.logged.join()).toContain("has expired");
    expect(secure.logged.join()).toContain("2021-01-01");
    (await connectTo(secure.port)).destroy();
    await secure.stop();
  });
});
