import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Handler } from "../../../src/http/create-handler.ts";
import { parseCertificate } from "../../../src/http/tls/certificate.ts";
import { listenSecurely } from "../../../src/http/tls/listen-securely.ts";
import { createRedirect } from "../../../src/http/tls/redirect.ts";
import { createHandlers } from "../../../src/http/create-handler.ts";
import { wildcardPair } from "../../support/more-certificates.ts";
import { exchangeRaw } from "../exchange-raw.ts";
import { openTestApp, readError, type TestApp } from "../open-test-app.ts";
import { firstPair, startSecurely } from "./secure-test-server.ts";

const paths = { cert: "cert.pem", key: "key.pem" };
const answered: Handler = () => new Response("a challenge's answer");

/** Where a request is sent, if it is. */
async function send(
  pair: typeof firstPair,
  port: number,
  url: string,
  method = "GET",
): Promise<Response> {
  const { covers } = parseCertificate(pair, paths);
  const redirect = createRedirect({ port, covers, answer: answered });
  return redirect(new Request(url, { method }));
}

describe("plain HTTP", () => {
  const moved: [string, port: number, string][] = [
    ["http://localhost/", 443, "https://localhost/"],
    ["http://localhost:8090/", 443, "https://localhost/"],
    ["http://localhost/", 8443, "https://localhost:8443/"],
    [
      "http://localhost/api/x%20y?a=1&b=%2F#c",
      443,
      "https://localhost/api/x%20y?a=1&b=%2F",
    ],
    ["http://LOCALHOST/_/", 443, "https://localhost/_/"],
    ["http://127.0.0.1:80/", 443, "https://127.0.0.1/"],
    ["http://localhost//evil.test/", 443, "https://localhost//evil.test/"],
    ["http://localhost/\\evil.test", 443, "https://localhost//evil.test"],
    ["http://user:pw@localhost/", 443, "https://localhost/"],
  ];
  test.each(moved)("%s goes to port %d: %s", async (url, port, target) => {
    for (const method of ["GET", "HEAD"]) {
      const response = await send(firstPair, port, url, method);
      expect(response.status).toBe(302);
      expect(response.headers.get("location")).toBe(target);
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  const wild: [string, string][] = [
    ["http://hutch.test/", "https://hutch.test/"],
    ["http://app.hutch.test/", "https://app.hutch.test/"],
    ["http://[::1]:80/", "https://[::1]/"],
  ];
  test.each(wild)("%s goes to %s", async (url, target) => {
    const response = await send(wildcardPair, 443, url);
    expect(response.headers.get("location")).toBe(target);
  });

  const elsewhere = [
    "http://evil.test/",
    "http://localhost.evil.test/",
    "http://evil.test:443/?localhost",
    "http://localhost@evil.test/",
    "http://1.2.3.4/",
    "http://[::1]/",
    "http://mail.test.evil/",
  ];
  test.each(elsewhere)("%s goes nowhere", async (url) => {
    const response = await send(firstPair, 443, url);
    expect(response.headers.get("location")).toBeNull();
    expect(await readError(response)).toMatchObject({
      status: 400,
      message: "Use HTTPS.",
    });
  });

  const deeper = ["http://a.b.hutch.test/", "http://xhutch.test/"];
  test.each(deeper)("%s is not what *.hutch.test covers", async (url) => {
    expect((await send(wildcardPair, 443, url)).status).toBe(400);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "%s is refused: what it sends was not secret",
    async (method) => {
      const response = await send(firstPair, 443, "http://localhost/", method);
      expect(response.status).toBe(400);
      expect(response.headers.get("location")).toBeNull();
    },
  );

  test("an authority's challenge is answered, whatever the host", async () => {
    const url = "http://new.example.com/.well-known/acme-challenge/a_B-9";
    expect((await send(firstPair, 443, url)).status).toBe(200);
    for (const other of [`${url}/x`, `${url}%2e%2e`, url.slice(0, -5)]) {
      expect((await send(firstPair, 443, other)).status).toBe(400);
    }
    expect((await send(firstPair, 443, url, "POST")).status).toBe(400);
  });
});

describe("the server for plain HTTP", () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await openTestApp();
  });
  afterAll(() => api.close());

  test("sends on, answers challenges with files, and nothing else", async () => {
    const secure = await startSecurely(api.app);
    const folder = join(secure.dir, ".well-known/acme-challenge");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "token-1"), "token-1.thumbprint");
    const handlers = createHandlers(api.app, {
      origins: ["*"],
      publicDir: secure.dir,
    });
    const plain = { hostname: "127.0.0.1", port: 0 };
    const tls = { ...secure.files, redirectFrom: plain };
    const both = listenSecurely({ ...plain, tls }, handlers, api.app.log);
    const url = both.redirectUrl!;
    const { port } = new URL(both.url);

    const moved = await fetch(`${url}/api/health?a=b`, { redirect: "manual" });
    expect(moved.headers.get("location")).toBe(
      `https://127.0.0.1:${port}/api/health?a=b`,
    );
    const challenge = await fetch(`${url}/.well-known/acme-challenge/token-1`);
    expect(await challenge.text()).toBe("token-1.thumbprint");
    const posted = await fetch(
      `${url}/api/collections/_superusers/auth-with-password`,
      { method: "POST", body: "{}" },
    );
    expect((await readError(posted)).message).toBe("Use HTTPS.");

    const raw = (target: string, host: string) =>
      exchangeRaw(
        url,
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      );
    const hostile: [string, string][] = [
      ["/", "evil.test"],
      ["/", "127.0.0.1.evil.test"],
      ["/", "a b"],
      ["/", "evil.test/x?"],
      ["/", "127.0.0.1@evil.test"],
      ["//evil.test/%2e%2e", "evil.test"],
      ["http://evil.test/", "evil.test"],
      ["/.well-known/acme-challenge/../../key.pem", "127.0.0.1"],
      ["/.well-known/acme-challenge/..%2f..%2fkey.pem", "127.0.0.1"],
    ];
    for (const [target, host] of hostile) {
      const answer = await raw(target, host);
      expect(answer).not.toMatch(/location: \S*evil/i);
      expect(answer).not.toContain("PRIVATE KEY");
      expect(answer).toMatch(/^HTTP\/1\.1 (302|400)/);
    }

    both.refuse();
    await both.close();
    await expect(fetch(url)).rejects.toThrow();
    await secure.stop();
  });
});
