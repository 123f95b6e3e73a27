import { afterAll, describe, expect, test } from "bun:test";
import {
  type AvatarLimits,
  downloadAvatar,
} from "../../../../src/core/auth/oauth2/avatar/download-avatar.ts";
import { isPublicAddress } from "../../../../src/core/auth/oauth2/avatar/public-address.ts";
import { testCertificate, testKey } from "../../../support/test-certificate.ts";
import type { Logger } from "../../../../src/core/logs/logger.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let hits: string[] = [];
const server = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  idleTimeout: 5,
  fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    hits.push(`${request.headers.get("host")?.split(":")[0]}${pathname}`);
    const to = searchParams.get("to");
    if (to !== null) {
      return new Response(null, { status: 302, headers: { location: to } });
    }
    return answers[pathname]?.() ?? new Response("gone", { status: 404 });
  },
});
afterAll(() => server.stop(true));

/** Sends bytes without end. */
const endless = () =>
  new Response(new ReadableStream({ pull: (stream) => stream.enqueue(png) }));
/** Sends the first bytes and then nothing. */
const stalled = () =>
  new Response(new ReadableStream({ start: (stream) => stream.enqueue(png) }));

const answers: Readonly<Record<string, () => Response>> = {
  "/me.png": () =>
    new Response(png, { headers: { "content-type": "text/html" } }),
  "/~we%20ird..name.jpeg": () => new Response(png),
  "/me.jpg": () => new Response(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0])),
  "/me.gif": () => new Response("GIF89a......"),
  "/me.webp": () => new Response("RIFF\x10\x00\x00\x00WEBPVP8 "),
  "/me.avif": () => new Response("\x00\x00\x00\x20ftypavif"),
  "/page": () =>
    new Response("<html>", { headers: { "content-type": "image/png" } }),
  "/me.svg": () =>
    new Response("<svg xmlns='http://www.w3.org/2000/svg'/>", {
      headers: { "content-type": "image/svg+xml" },
    }),
  "/empty": () => new Response(null, { status: 204 }),
  "/endless": endless,
  "/stalled": stalled,
  "/large": () => new Response(Buffer.concat([png, Buffer.alloc(100_000)])),
};

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
};
/** As in life, but that the test's own server counts as public. */
const lax: AvatarLimits = {
  allows: (address) => address === "127.0.0.1" || isPublicAddress(address),
};
const at = (path: string, host = "127.0.0.1") =>
  `http://${host}:${server.port}${path}`;
const download = (url: string, limits: AvatarLimits = lax) => {
  hits = [];
  return downloadAvatar(url, silent, limits);
};

describe("an avatar", () => {
  test.each([
    ["/me.png", "me.png", "image/png"],
    ["/~we%20ird..name.jpeg", "_we_20ird_name.png", "image/png"],
    ["/me.jpg", "me.jpg", "image/jpeg"],
    ["/me.gif", "me.gif", "image/gif"],
    ["/me.webp", "me.webp", "image/webp"],
    ["/me.avif", "me.avif", "image/avif"],
  ])("%s is %s, %s by its first bytes", async (path, name, type) => {
    const avatar = await download(at(path));
    expect(avatar).toMatchObject({ name, type });
    if (type === "image/png") expect(Buffer.from(avatar!.bytes)).toEqual(png);
  });

  test("is found behind three redirects, not behind four", async () => {
    const hop = (to: string) => `/?to=${encodeURIComponent(to)}`;
    const two = hop(hop("/me.png"));
    expect(await download(at(hop(two)))).toMatchObject({ name: "me.png" });
    expect(await download(at(hop(hop(two))))).toBeUndefined();
  });

  test.each([
    ["a page that calls itself an image", "/page"],
    ["an SVG, which may hold scripts", "/me.svg"],
    ["nothing", "/empty"],
    ["an error", "/nope"],
    ["more than its limit", "/large"],
    ["bytes without end", "/endless"],
    ["bytes that stop coming", "/stalled"],
  ])("is not %s", async (_what, path) => {
    const limits = { ...lax, size: 50_000, time: 1_000 };
    expect(await download(at(path), limits)).toBeUndefined();
    expect(hits).toHaveLength(1);
  });

  test.each([
    "",
    "nonsense",
    "file:///etc/passwd",
    "data:image/png;base64,iVBORw0KGgo=",
    "ftp://127.0.0.1/me.png",
    `http://user:password@127.0.0.1:${server.port}/me.png`,
  ])("is not read from %p", async (url) => {
    expect(await download(url)).toBeUndefined();
    expect(hits).toEqual([]);
  });

  test("is not taken from a server that cannot prove its name", async () => {
    let asked = 0;
    const impostor = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      tls: { cert: testCertificate, key: testKey },
      fetch: () => new Response(png, { headers: { asked: String(++asked) } }),
    });
    const url = `https://localhost:${impostor.port}/me.png`;
    expect(await download(url)).toBeUndefined();
    expect(asked).toBe(0);
    await impostor.stop(true);
  });

  test("is given up in time if a name server does not answer", async () => {
    const limits = {
      ...lax,
      time: 50,
      resolve: () => new Promise<never>(() => {}),
    };
    expect(await download(at("/me.png", "slow.test"), limits)).toBeUndefined();
  });
});

describe("a server that looks for avatars in the private network", () => {
  const port = server.port;
  test.each([
    `http://127.0.0.1:${port}/me.png`,
    `http://127.1:${port}/me.png`,
    `http://2130706433:${port}/me.png`,
    `http://0x7f000001:${port}/me.png`,
    `http://0177.0.0.1:${port}/me.png`,
    `http://127.0.0.1.:${port}/me.png`,
    `http://①②⑦.0.0.1:${port}/me.png`,
    `http://0.0.0.0:${port}/me.png`,
    `http://localhost:${port}/me.png`,
    `http://LOCALHOST.:${port}/me.png`,
    `http://[::1]:${port}/me.png`,
    `http://[::]:${port}/me.png`,
    `http://[::ffff:127.0.0.1]:${port}/me.png`,
    `http://[::ffff:7f00:1]:${port}/me.png`,
    `http://[::127.0.0.1]:${port}/me.png`,
    `http://[64:ff9b::127.0.0.1]:${port}/me.png`,
    `http://[2002:7f00:1::]:${port}/me.png`,
  ])("finds nothing at %s", async (url) => {
    expect(await download(url, { time: 2_000 })).toBeUndefined();
    expect(hits).toEqual([]);
  });

  test.each([
    ["loopback", "127.255.255.254"],
    ["this network", "0.1.2.3"],
    ["private", "10.0.0.1"],
    ["private", "172.16.0.1"],
    ["private", "192.168.1.1"],
    ["link-local: metadata services", "169.254.169.254"],
    ["carrier-grade NAT: metadata services, too", "100.100.100.200"],
    ["multicast", "224.0.0.1"],
    ["broadcast", "255.255.255.255"],
    ["reserved", "240.0.0.1"],
    ["documentation", "192.0.2.1"],
    ["benchmarks", "198.18.0.1"],
    ["IPv6 loopback", "::1"],
    ["IPv6 unspecified", "::"],
    ["IPv6 link-local", "fe80::1"],
    ["IPv6 site-local", "fec0::1"],
    ["IPv6 unique local: metadata services", "fd00:ec2::254"],
    ["IPv6 multicast", "ff02::1"],
    ["IPv4-mapped", "::ffff:10.0.0.1"],
    ["IPv4-mapped, though public", "::ffff:8.8.8.8"],
    ["IPv4-translated", "::ffff:0:10.0.0.1"],
    ["IPv4-compatible", "::a00:1"],
    ["IPv4-compatible loopback", "::7f00:1"],
    ["not handed out to anybody", "4000::1"],
    ["NAT64", "64:ff9b::a00:1"],
    ["local NAT64", "64:ff9b:1::a00:1"],
    ["6to4", "2002:a00:1::"],
    ["Teredo", "2001:0:a00:1::"],
    ["documentation", "2001:db8::1"],
    ["no address", "example.com"],
    ["nothing", ""],
  ])(
    "does not connect to %s (%s), whatever name it has",
    async (_what, address) => {
      expect(isPublicAddress(address)).toBe(false);
      const resolve = () => Promise.resolve([address]);
      expect(
        await download(at("/me.png", "a.test"), { resolve }),
      ).toBeUndefined();
      expect(hits).toEqual([]);
    },
  );

  test.each(["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])(
    "may connect to %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test("does not connect if only one of a name's addresses is private", async () => {
    const limits = {
      ...lax,
      resolve: () => Promise.resolve(["127.0.0.1", "10.0.0.1"]),
    };
    expect(await download(at("/me.png", "a.test"), limits)).toBeUndefined();
    expect(hits).toEqual([]);
  });

  test("connects to the address that was checked: the name is resolved once", async () => {
    const resolved: string[] = [];
    const limits = {
      ...lax,
      resolve: (name: string) => {
        resolved.push(name);
        // A name server that changes its mind, as in DNS rebinding.
        return Promise.resolve([
          resolved.length === 1 ? "127.0.0.1" : "10.0.0.1",
        ]);
      },
    };
    expect(await download(at("/me.png", "a.test"), limits)).toBeDefined();
    expect(resolved).toEqual(["a.test"]);
    expect(hits).toEqual(["a.test/me.png"]);
  });

  test.each([
    "http://10.0.0.1/me.png",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/me.png",
    "//192.168.0.1/me.png",
    "file:///etc/passwd",
    "http://private.test/me.png",
  ])("does not follow a redirect to %s", async (to) => {
    const limits = {
      ...lax,
      resolve: () => Promise.resolve(["10.0.0.1"]),
    };
    const url = at(`/?to=${encodeURIComponent(to)}`);
    expect(await download(url, limits)).toBeUndefined();
    expect(hits).toHaveLength(1);
  });
});
