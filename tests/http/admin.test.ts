import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { type RunningServer, startServer } from "../../src/http/server.ts";
import { exchangeRaw } from "./exchange-raw.ts";
import { openTestApp, type TestApp } from "./open-test-app.ts";

let folder: string;
let api: TestApp;
let server: RunningServer;
/** The names of the page's files, as the page gives them. */
let names: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hutch-public-"));
  await Bun.write(join(folder, "_/index.html"), "shadow");
  await Bun.write(join(folder, "_/own.txt"), "shadow");
  await Bun.write(join(folder, "index.html"), "root");
  api = await openTestApp({ publicDir: folder });
  server = await startServer(api.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
    publicDir: folder,
  });
  const page = await (await api.send("GET /_/")).text();
  names = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(
    ([, name]) => name!,
  );
});
afterAll(async () => {
  await server.stop();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

describe("the page", () => {
  test("is another one with each load, whose styles only its own nonce allows", async () => {
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load++) {
      const page = await api.send("GET /_/");
      expect(page.status).toBe(200);
      expect(page.headers.get("content-type")).toMatch(/^text\/html; ?charset/);
      expect(page.headers.get("cache-control")).toBe("no-store");
      expect(page.headers.get("etag")).toBeNull();
      const [, nonce = ""] = /nonce="([^"]*)"/.exec(await page.text())!;
      expect(nonce).toMatch(/^[\w+/]{24}$/);
      expect(page.headers.get("content-security-policy")).toContain(
        `style-src 'self' 'nonce-${nonce}';`,
      );
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test("takes everything from beside itself, and has no script or style of its own", async () => {
    const page = await (await api.send("GET /_/")).text();
    const sources = [...page.matchAll(/\b(?:src|href)="([^"]*)"/g)];
    expect(sources.length).toBeGreaterThan(1);
    for (const [, source] of sources) expect(source).toMatch(/^\.\/[\w.-]+$/);
    expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  test("is what /_ leads to, wherever a proxy has put it", async () => {
    for (const path of ["/_", "/_?next=//evil.example"]) {
      const response = await api.send(`GET ${path}`);
      expect(response.status).toBe(301);
      const location = response.headers.get("location")!;
      expect(new URL(location, "http://proxied/app/_").pathname).toBe(
        "/app/_/",
      );
    }
  });
});

test("its other files are kept for ever, as their names change with them", async () => {
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    const response = await api.send(`GET /_/${name}`);
    expect(response.status).toBe(200);
    expect(name).toMatch(/-[a-z\d]{8,}\.(js|css)$/);
    expect(response.headers.get("cache-control")).toBe(
      "public, max-age=31536000, immutable",
    );
  }
});

describe("every answer", () => {
  const lines = ["GET /_/", "HEAD /_/", "GET /_", "GET /_/nope", "POST /_/"];

  test("lets nothing in that the server does not send itself, and nobody frame it", async () => {
    for (const line of [...lines, `GET /_/${names[0]}`]) {
      const { headers } = await api.send(line);
      const policy = headers.get("content-security-policy")!;
      for (const directive of [
        "default-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]) {
        expect(policy.split("; ")).toContain(directive);
      }
      expect(policy).toMatch(/; style-src 'self'(?: 'nonce-[\w+/]{24}')?;/);
      expect(policy).not.toMatch(/unsafe|http|\*/);
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
  });
});

describe("compressed", () => {
  const script = () => names.find((name) => name.endsWith(".js"))!;
  const ask = (accepted: string) =>
    api.send(`GET /_/${script()}`, {
      headers: { "Accept-Encoding": accepted },
    });

  test("files say what they are, and have the same content", async () => {
    const plain = await ask("");
    expect(plain.headers.get("content-encoding")).toBeNull();
    const content = await plain.text();
    const gzip = await ask("gzip");
    expect(gzip.headers.get("content-encoding")).toBe("gzip");
    const unzipped = Bun.gunzipSync(await gzip.arrayBuffer());
    expect(new TextDecoder().decode(unzipped)).toBe(content);
    const brotli = await ask("gzip, br");
    expect(brotli.headers.get("content-encoding")).toBe("br");
    const expanded = brotliDecompressSync(await brotli.arrayBuffer());
    expect(expanded.toString()).toBe(content);

    const tags = [plain, gzip, brotli].map(({ headers }) =>
      headers.get("etag"),
    );
    expect(new Set(tags).size).toBe(3);
    for (const { headers } of [plain, gzip, brotli]) {
      expect(headers.get("vary")).toBe("Accept-Encoding");
      expect(headers.get("content-type")).toMatch(/^text\/javascript/);
    }
  });

  const accepted: [string, string | null][] = [
    ["gzip, deflate, br, zstd", "br"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["br;q=0.0,gzip;q=0", null],
    ["*", "br"],
    ["*, br;q=0", "gzip"],
    ["identity", null],
    ["xgzip, brx", null],
  ];
  test.each(accepted)("for %s: %s", async (header, encoding) => {
    const response = await ask(header);
    expect(response.headers.get("content-encoding")).toBe(encoding);
  });
});

test("HEAD tells the length and sends nothing", async () => {
  for (const path of ["/_/", `/_/${names[0]}`]) {
    const whole = await api.send(`GET ${path}`);
    const { byteLength } = await whole.bytes();
    const response = await fetch(server.url + path, {
      method: "HEAD",
      headers: { "Accept-Encoding": "identity" },
    });
    expect(response.headers.get("content-length")).toBe(String(byteLength));
    expect(await response.text()).toBe("");
  }
});

describe("there is nothing else", () => {
  const paths = [
    "/_/nope",
    "/_/own.txt",
    "/_/files.json",
    "/_/index.html.gz",
    "/_/index.html/",
    "/_//index.html",
    "/_/constructor",
    "/_/__proto__",
    "/_/%00",
    "/_/%zz",
    "/_/..%2findex.html",
    "/_/..%2f..%2fpackage.json",
    "/_/%2e%2e/_/nope",
    "/_/..%5c..%5cpackage.json",
    `/_/${"a".repeat(300)}`,
  ];
  test.each(paths)("at %s", async (path) => {
    const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    const answer = await exchangeRaw(server.url, request);
    expect(answer).toStartWith("HTTP/1.1 404 ");
    expect(answer).toEndWith(
      '\r\n\r\n{"data":{},"message":"File not found.","status":404}',
    );
  });

  test("for other methods", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await api.send(`${method} /_/`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ status: 404 });
    }
  });
});

test("the public folder has what is beside it, and not what is in its place", async () => {
  expect(await (await api.send("GET /_x")).text()).toBe("root");
  for (const path of ["/_/", "/_/index.html"]) {
    const response = await api.send(`GET ${path}`);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain("shadow");
  }
});
