import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import type { Collection } from "../../../src/core/collections/collection.ts";
import { TooMany } from "../../../src/core/errors.ts";
import { createLimits } from "../../../src/core/limits/create-limits.ts";
import type {
  Actions,
  CountedRequest,
  Limits,
} from "../../../src/core/limits/limits.ts";
import { guest, server } from "../../../src/core/request.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
let posts: Collection;
let limits: Limits;
const clock = { now: Date.UTC(2030, 0, 1) };

beforeAll(async () => {
  temp = await openTempApp();
  await temp.app.collections.create({ name: "posts", type: "base" });
  posts = temp.app.collections.find("posts")!;
  limits = createLimits(temp.app, () => clock.now);
});
afterAll(async () => {
  limits.close();
  await temp.close();
});
beforeEach(() => temp.app.settings.update({ rateLimits: { enabled: false } }));

async function setRules(
  rules: readonly (readonly [label: string, maxRequests: number])[],
  excludedIPs: readonly string[] = [],
): Promise<void> {
  const written = rules.map(([label, maxRequests]) => ({
    label,
    maxRequests,
    duration: 60,
    audience: "",
  }));
  const rateLimits = { enabled: true, rules: written, excludedIPs };
  await temp.app.settings.update({ rateLimits });
}

const health: CountedRequest = {
  viewer: guest,
  address: "10.0.0.1",
  method: "GET",
  path: "/api/health",
};

/** Seconds to wait; 0 if the request is let through. */
function ask(request: Partial<CountedRequest> = {}): number {
  return waiting(() => limits.count({ ...health, ...request }));
}

function askIn(actions: Actions, request: Partial<CountedRequest> = {}) {
  return waiting(() =>
    limits.countIn(posts, actions, { ...health, ...request }),
  );
}

function waiting(count: () => void): number {
  try {
    count();
    return 0;
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    return error.retryAfter ?? -1;
  }
}

describe("rate limits", () => {
  test("are off until the settings say otherwise", async () => {
    expect(limits.isOn).toBe(false);
    expect([ask(), ask()]).toEqual([0, 0]);
    await setRules([["/api/health", 1]]);
    expect(limits.isOn).toBe(true);
    expect([ask(), ask()]).toEqual([0, 60]);
  });

  test("count anew after their time", async () => {
    await setRules([["/api/health", 1]]);
    expect([ask(), ask()]).toEqual([0, 60]);
    clock.now += 60_000;
    expect([ask(), ask()]).toEqual([0, 60]);
  });

  test("count anew after a change of the settings", async () => {
    await setRules([["/api/health", 1]]);
    expect([ask(), ask()]).toEqual([0, 60]);
    await setRules([["/api/health", 2]]);
    expect([ask(), ask(), ask()]).toEqual([0, 0, 60]);
  });

  test("count every client for itself, an IPv6 network as one", async () => {
    await setRules([["/api/health", 1]]);
    expect(ask({ address: "10.0.0.1" })).toBe(0);
    expect(ask({ address: "10.0.0.2" })).toBe(0);
    expect(ask({ address: "2001:0db8:0000:0001:0000:0000:0000:0001" })).toBe(0);
    expect(ask({ address: "2001:0db8:0000:0001:0000:0000:0000:0002" })).toBe(
      60,
    );
    expect(ask({ address: "2001:0db8:0000:0002:0000:0000:0000:0001" })).toBe(0);
  });

  test("count nobody without an address, no superuser, and no excluded address", async () => {
    await setRules([["/api/health", 1]], ["10.0.0.3", "10.1.0.0/16"]);
    for (const spared of [
      { address: "" },
      { viewer: server },
      { address: "10.0.0.3" },
      { address: "10.1.2.3" },
    ]) {
      expect([ask(spared), ask(spared), ask(spared)]).toEqual([0, 0, 0]);
    }
    expect([ask(), ask()]).toEqual([0, 60]);
  });

  test("count what is done with a collection under its most exact label", async () => {
    await setRules([
      ["*:auth", 3],
      ["posts:authWithPassword", 1],
      ["/api/", 2],
    ]);
    const [byPassword, byCode, list] = [
      ["authWithPassword", "auth"],
      ["authWithOTP", "auth"],
      ["list"],
    ] as const;
    expect([askIn(byPassword), askIn(byPassword)]).toEqual([0, 60]);
    expect([1, 2, 3, 4].map(() => askIn(byCode))).toEqual([0, 0, 0, 60]);
    expect([1, 2, 3].map(() => askIn(list))).toEqual([0, 0, 60]);
    expect([1, 2, 3].map(() => ask())).toEqual([0, 0, 60]);
  });

  test("follow a collection that is renamed", async () => {
    await setRules([
      ["posts:list", 1],
      ["posts2:list", 2],
      ["*:view", 3],
      ["/api/collections/posts/", 4],
    ]);
    await temp.app.collections.update("posts", { name: "articles" });
    const labels = temp.app.settings.current.rateLimits.rules.map(
      ({ label }) => label,
    );
    await temp.app.collections.update("articles", { name: "posts" });
    expect(labels).toEqual([
      "articles:list",
      "posts2:list",
      "*:view",
      "/api/collections/posts/",
    ]);
  });

  test("keep a collection from a name that has limits of its own, and all stays as it was", async () => {
    await setRules([
      ["posts:list", 1],
      ["articles:list", 2],
    ]);
    await expect(
      temp.app.collections.update("posts", { name: "articles" }),
    ).rejects.toThrow();
    expect(temp.app.collections.find("posts")?.id).toBe(posts.id);
    expect(temp.app.settings.current.rateLimits.rules).toMatchObject([
      { label: "posts:list" },
      { label: "articles:list" },
    ]);
  });
});

test("a client is to wait from its fourth guess in three seconds on, and nobody else", () => {
  const guess = (collection = posts, address = "10.0.0.1") =>
    limits.pauseAfterGuess(collection, address);
  expect([guess(), guess(), guess()]).toEqual([0, 0, 0]);
  for (let again = 0; again < 100; again++) {
    expect(guess()).toBeWithin(1, 500);
  }
  const users = temp.app.collections.find("users")!;
  expect(guess(users)).toBe(0);
  expect(guess(posts, "10.0.0.2")).toBe(0);
  for (let again = 0; again < 5; again++) expect(guess(posts, "")).toBe(0);
  clock.now += 3_000;
  expect(guess()).toBe(0);
});
