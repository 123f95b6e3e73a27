import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, startServer } from "../../src/http/server.ts";
import { exchangeRaw } from "./exchange-raw.ts";
import { openTestApp, readError, type TestApp } from "./open-test-app.ts";

let folder: string;
let api: TestApp;
let server: RunningServer;
const large = "compress me ".repeat(1000);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hutch-public-"));
  const files: Record<string, string | Uint8Array> = {
    "secret.txt": "secret",
    "outside/linked.txt": "linked",
    "public/index.html": "<h1>root</h1>",
    "public/a.txt": "0123456789",
    "public/large.js": large,
    "public/plain": "just text",
    "public/binary": new Uint8Array([0, 1, 2, 255]),
    "public/with space.json": "{}",
    "public/..dots/x.txt": "dots",
    "public/sub/index.html": "<h1>sub</h1>",
    "public/empty/.keep": "",
    "public/empty.txt": "",
  };
  for (const [path, content] of Object.entries(files)) {
    await Bun.write(join(folder, path), content);
  }
  await mkdir(join(folder, "public/bare"));
  await symlink(join(folder, "outside"), join(folder, "public/link"));
  const publicDir = join(folder, "public");
  api = await openTestApp({ publicDir });
  server = await startServer(api.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
    publicDir,
  });
});
afterAll(async () => {
  await server.stop();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

/** Asks for a path exactly as it is written. */
async function sendRaw(
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  const text = await exchangeRaw(server.url, request);
  const [head = "", body = ""] = text.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), body };
}

describe("a file", () => {
  const found: [string, string, string][] = [
    ["/", "<h1>root</h1>", "text/html; charset=utf-8"],
    ["/a.txt", "0123456789", "text/plain; charset=utf-8"],
    ["/a.txt?x=/../y", "0123456789", "text/plain; charset=utf-8"],
    ["/large.js", large, "text/javascript; charset=utf-8"],
    ["/plain", "just text", "text/plain; charset=utf-8"],
    ["/with%20space.json", "{}", "application/json; charset=utf-8"],
    ["/sub/", "<h1>sub</h1>", "text/html; charset=utf-8"],
    ["/link/linked.txt", "linked", "text/plain; charset=utf-8"],
    ["/..dots/x.txt", "dots", "text/plain; charset=utf-8"],
    ["/%61.txt", "0123456789", "text/plain; charset=utf-8"],
  ];
  test.each(found)("%s is served", async (path, content, type) => {
    const response = await fetch(server.url + path);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(content);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("vary") ?? "").not.toContain("*");
  });

  test("of bytes is served as such", async () => {
    const response = await fetch(`${server.url}/binary`);
    expect(response.headers.get("content-type")).toBe(
      "application/octet-stream",
    );
    expect([...(await response.bytes())]).toEqual([0, 1, 2, 255]);
  });

  test("that is not there is the root's index page", async () => {
    for (const path of ["/nope", "/app/users/5", "/bare/", "/a.txt/x"]) {
      const response = await fetch(server.url + path);
      expect([response.status, await response.text()]).toEqual([
        200,
        "<h1>root</h1>",
      ]);
    }
  });

  const redirects: [string, string][] = [
    ["/sub", "/sub/"],
    ["/a.txt/", "/a.txt"],
    ["/index.html", "/"],
    ["/sub/index.html", "/sub/"],
    ["//sub", "/sub/"],
    ["/%2F%2Fsub", "/sub/"],
  ];
  test.each(redirects)("%s has its place elsewhere", async (path, target) => {
    const response = await fetch(server.url + path, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([
      301,
      target,
    ]);
  });

  test.each(["/%5Cevil.example/..%2Fsub", "/%2Fevil.example/..%2Fsub"])(
    "%s is not sent on to another site",
    async (path) => {
      const response = await fetch(server.url + path, { redirect: "manual" });
      expect(response.status).toBe(301);
      expect(response.headers.get("location")).toBe("/evil.example/../sub/");
    },
  );

  test("is for reading only", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await api.send(`${method} /a.txt`);
      expect((await readError(response)).status).toBe(404);
    }
  });
});

describe("nothing outside of the folder is served", () => {
  const paths = [
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/sub/../../secret.txt",
    "/sub/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "//../secret.txt",
    "/./../secret.txt",
    "/%2f..%2f..%2fsecret.txt",
    "/..%00/secret.txt",
    "/%252e%252e%252fsecret.txt",
    "/..;/secret.txt",
    "/.../secret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/a.txt/../../secret.txt",
    "/link/../secret.txt",
  ];
  test.each(paths)("%s", async (path) => {
    const { status, body } = await sendRaw(path);
    expect(body).not.toContain("secret");
    expect([200, 301, 400, 404]).toContain(status);
  });

  test.each(["/%zz", "/%", "/%c3", "/a%ff"])(
    "%s is malformed",
    async (path) => {
      expect((await sendRaw(path)).status).toBe(400);
    },
  );

  test("a name that is too long is not there", async () => {
    const { status } = await sendRaw(`/${"a".repeat(5000)}`);
    expect(status).toBe(200);
  });

  test("a redirect cannot carry a header", async () => {
    await mkdir(join(folder, "public", "x\r\nSet-Cookie: a=b"));
    const response = await fetch(`${server.url}/x%0d%0aSet-Cookie:%20a=b`, {
      redirect: "manual",
    });
    expect(response.status).toBe(301);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(response.headers.get("location")).toBe(
      "/x%0D%0ASet-Cookie%3A%20a%3Db/",
    );
  });
});

describe("ranges", () => {
  const parts: [string, string, string][] = [
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=-50", "0123456789", "bytes 0-9/10"],
    ["bytes=8-500", "89", "bytes 8-9/10"],
  ];
  test.each(parts)("%s", async (range, content, written) => {
    const response = await fetch(`${server.url}/a.txt`, {
      headers: { Range: range },
    });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(written);
    expect(await response.text()).toBe(content);
  });

  test.each(["bytes=10-", "bytes=99-100", "bytes=-0"])(
    "%s lies outside",
    async (range) => {
      const response = await api.send("GET /a.txt", {
        headers: { Range: range },
      });
      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */10");
    },
  );

  test.each([
    "bytes=5-2",
    "bytes=a-b",
    "lines=1-2",
    "bytes=0-1,3-4",
    "bytes=-",
  ])("%s is ignored", async (range) => {
    const response = await api.send("GET /a.txt", {
      headers: { Range: range },
    });
    expect([response.status, await response.text()]).toEqual([
      200,
      "0123456789",
    ]);
  });

  test("of nothing are nothing", async () => {
    const headers = { Range: "bytes=0-9" };
    const response = await api.send("GET /empty.txt", { headers });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  test("hold only for the version that they were made for", async () => {
    const first = await api.send("GET /a.txt");
    const tag = first.headers.get("etag")!;
    const date = first.headers.get("last-modified")!;
    const ask = async (condition: string) => {
      const headers = { Range: "bytes=0-0", "If-Range": condition };
      return (await api.send("GET /a.txt", { headers })).status;
    };
    expect(await ask(tag)).toBe(206);
    expect(await ask(date)).toBe(206);
    expect(await ask('"other"')).toBe(200);
    expect(await ask("Thu, 01 Jan 1970 00:00:00 GMT")).toBe(200);
  });
});

describe("a file that the client has", () => {
  test("is not sent again", async () => {
    const first = await api.send("GET /a.txt");
    const tag = first.headers.get("etag")!;
    const date = first.headers.get("last-modified")!;
    const conditions: Record<string, string>[] = [
      { "If-None-Match": tag },
      { "If-None-Match": `"x", W/${tag}` },
      { "If-None-Match": "*" },
      { "If-Modified-Since": date },
    ];
    for (const headers of conditions) {
      const response = await api.send("GET /a.txt", { headers });
      expect([response.status, await response.text()]).toEqual([304, ""]);
      expect(response.headers.get("etag")).toBe(tag);
    }
  });

  test("is not sent to who wants it as it was before", async () => {
    const conditions: Record<string, string>[] = [
      { "If-Match": '"x"' },
      { "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" },
    ];
    for (const headers of conditions) {
      const response = await api.send("GET /a.txt", { headers });
      expect([response.status, await response.text()]).toEqual([412, ""]);
    }
  });

  test("is sent when it has changed", async () => {
    const conditions: Record<string, string>[] = [
      { "If-None-Match": '"x"' },
      { "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" },
      { "If-Modified-Since": "whenever" },
    ];
    for (const headers of conditions) {
      expect((await api.send("GET /a.txt", { headers })).status).toBe(200);
    }
  });
});

test("large text is compressed for those who accept it, under another tag", async () => {
  const plain = await api.send("GET /large.js");
  const headers = { "Accept-Encoding": "gzip, deflate, br" };
  for (const _ of ["made", "kept"]) {
    const compressed = await api.send("GET /large.js", { headers });
    expect(compressed.headers.get("content-encoding")).toBe("gzip");
    expect(compressed.headers.get("vary")).toBe("Accept-Encoding");
    expect(compressed.headers.get("etag")).not.toBe(plain.headers.get("etag"));
    const text = Buffer.from(Bun.gunzipSync(await compressed.arrayBuffer()));
    expect(text.toString()).toBe(large);
  }
  const part = await api.send("GET /large.js", {
    headers: { ...headers, Range: "bytes=0-7" },
  });
  expect([part.status, await part.text()]).toEqual([206, "compress"]);
});

test("HEAD tells the length and sends nothing", async () => {
  const response = await fetch(`${server.url}/a.txt`, { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("10");
  expect(await response.text()).toBe("");
});

test("without a folder, or with one that is not there, nothing is found", async () => {
  for (const publicDir of [undefined, join(folder, "missing")]) {
    const bare = await openTestApp({ publicDir });
    for (const path of ["/", "/a.txt"]) {
      const response = await bare.send(`GET ${path}`);
      expect((await readError(response)).status).toBe(404);
    }
    await bare.close();
  }
});
