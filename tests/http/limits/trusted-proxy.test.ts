import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Server } from "bun";
import { createHandlers } from "../../../src/http/create-handler.ts";
import { type LimitedApp, openLimitedApp } from "./open-limited-app.ts";

let limited: LimitedApp;
let server: Server<unknown>;

beforeAll(async () => {
  limited = await openLimitedApp();
  const { answer, routes, listenThrough } = createHandlers(limited.app, {
    origins: ["*"],
  });
  server = Bun.serve({ hostname: "127.0.0.1", port: 0, routes, fetch: answer });
  listenThrough(server);
});
afterAll(async () => {
  await server.stop(true);
  await limited.close();
});

async function trust(
  headers: readonly string[],
  useLeftmostIP = false,
): Promise<void> {
  await limited.app.settings.update({
    trustedProxy: { headers, useLeftmostIP },
  });
}

/** The address that a superuser is told to come from. */
async function addressOf(headers: Record<string, string>): Promise<string> {
  const response = await fetch(`${server.url.href}api/health`, {
    headers: { ...headers, Authorization: limited.token },
  });
  const { data } = (await response.json()) as { data: { realIP: string } };
  return data.realIP;
}

const socket = "127.0.0.1";
const zeros = "0000:0000:0000:0000:0000:0000:0000";

const lists: [list: string, rightmost: string, leftmost: string][] = [
  ["1.1.1.1", "1.1.1.1", "1.1.1.1"],
  ["1.1.1.1, 2.2.2.2", "2.2.2.2", "1.1.1.1"],
  ["1.1.1.1,\t2.2.2.2 ,3.3.3.3", "3.3.3.3", "1.1.1.1"],
  ["unknown, 1.1.1.1, x", "1.1.1.1", "1.1.1.1"],
  ["1.1.1.1, 2.2.2.2:80", "1.1.1.1", "1.1.1.1"],
  ["[::2]:80, ::1", `${zeros}:0001`, `${zeros}:0001`],
  [
    "2001:DB8::1",
    "2001:0db8:0000:0000:0000:0000:0000:0001",
    "2001:0db8:0000:0000:0000:0000:0000:0001",
  ],
  [
    "fe80::1%eth0",
    "fe80:0000:0000:0000:0000:0000:0000:0001%eth0",
    "fe80:0000:0000:0000:0000:0000:0000:0001%eth0",
  ],
  ["01.2.3.4", socket, socket],
  ["", socket, socket],
  [", ,", socket, socket],
  ["unknown", socket, socket],
];

describe("where a client is", () => {
  test("is what the connection says while no proxy is trusted, whatever it says itself", async () => {
    await trust([]);
    for (const name of ["X-Forwarded-For", "X-Real-IP", "Forwarded"]) {
      expect(await addressOf({ [name]: "1.1.1.1" })).toBe(socket);
    }
  });

  test("is said by no header but those of the settings", async () => {
    await trust(["CF-Connecting-IP"]);
    expect(await addressOf({ "X-Forwarded-For": "1.1.1.1" })).toBe(socket);
    expect(
      await addressOf({
        "X-Forwarded-For": "1.1.1.1",
        "CF-Connecting-IP": "2.2.2.2",
      }),
    ).toBe("2.2.2.2");
  });

  test("is said by the first header that has an address", async () => {
    await trust(["not a header", "", "Fly-Client-IP", "X-Forwarded-For"]);
    expect(await addressOf({ "X-Forwarded-For": "1.1.1.1" })).toBe("1.1.1.1");
    expect(
      await addressOf({
        "Fly-Client-IP": "nonsense",
        "X-Forwarded-For": "1.1.1.1",
      }),
    ).toBe("1.1.1.1");
    expect(
      await addressOf({
        "Fly-Client-IP": "2.2.2.2",
        "X-Forwarded-For": "1.1.1.1",
      }),
    ).toBe("2.2.2.2");
  });

  test.each(lists)(
    "of %j is %s, or the leftmost %s",
    async (list, rightmost, leftmost) => {
      const headers = { "X-Forwarded-For": list };
      await trust(["X-Forwarded-For"]);
      expect(await addressOf(headers)).toBe(rightmost);
      await trust(["X-Forwarded-For"], true);
      expect(await addressOf(headers)).toBe(leftmost);
    },
  );

  test("cannot be made up behind a proxy that appends what it sees", async () => {
    await trust(["X-Forwarded-For"]);
    await limited.setRules([["/api/health", 1]]);
    const statuses: number[] = [];
    for (const madeUp of ["1.1.1.1", "2.2.2.2", "3.3.3.3, 4.4.4.4"]) {
      const headers = { "X-Forwarded-For": `${madeUp}, 9.9.9.9` };
      const response = await fetch(`${server.url.href}api/health`, { headers });
      statuses.push(response.status);
    }
    await limited.setRules([]);
    expect(statuses).toEqual([200, 429, 429]);
  });
});

test("a realtime client is not subscribed from another address behind the same proxy", async () => {
  await trust(["X-Forwarded-For"]);
  const url = `${server.url.href}api/realtime`;
  const from = (address: string) => ({ "X-Forwarded-For": address });
  const stream = await fetch(url, { headers: from("1.1.1.1") });
  const reader = stream.body!.getReader();
  const { value } = await reader.read();
  const [, clientId] = /"clientId":"(\w+)"/.exec(
    new TextDecoder().decode(value),
  )!;
  const subscribe = async (address: string) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...from(address), "Content-Type": "application/json" },
      body: JSON.stringify({ clientId, subscriptions: [] }),
    });
    return response.status;
  };
  expect(await subscribe("2.2.2.2")).toBe(400);
  expect(await subscribe("1.1.1.1")).toBe(204);
  await reader.cancel();
});

test("limits hold on Bun's own routes, for HEAD, and for paths that are written in unusual ways", async () => {
  await trust(["X-Real-IP"]);
  await limited.setRules([["/api/", 1]]);
  const list = "api/collections/posts/records";
  const ways: [method: string, path: string][] = [
    ["GET", list],
    ["HEAD", list],
    ["GET", "api/collections/p%6fsts/records"],
    ["GET", `${list}?page=1`],
    ["GET", `${list}#there`],
  ];
  const statuses: number[] = [];
  for (const [method, path] of ways) {
    const response = await fetch(`${server.url.href}${path}`, {
      method,
      headers: { "X-Real-IP": "1.1.1.1" },
    });
    statuses.push(response.status);
    await response.body?.cancel();
  }
  await limited.setRules([]);
  expect(statuses).toEqual([200, 429, 429, 429, 429]);
});
