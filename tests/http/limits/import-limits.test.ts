import { afterAll, beforeAll, expect, test } from "bun:test";
import { type LimitedApp, openLimitedApp } from "./open-limited-app.ts";

let limited: LimitedApp;
beforeAll(async () => {
  limited = await openLimitedApp();
  await limited.setRules([["posts:create", 3]]);
});
afterAll(() => limited.close());

/** Imports so many posts from an address of one's own. */
async function importPosts(
  count: number,
  {
    address,
    query = "",
    token,
  }: { address: string; query?: string; token?: string },
): Promise<number> {
  const answer = await limited.send(
    `POST /api/collections/posts/records/import${query}`,
    {
      body: `title\n${"a\n".repeat(count)}`,
      headers: { "Content-Type": "text/csv", "X-Real-IP": address },
      ...(token !== undefined && { token }),
    },
  );
  return answer.status;
}

async function countPosts(): Promise<number> {
  const response = await limited.sudo("GET /api/collections/posts/records");
  const { totalItems } = (await response.json()) as { totalItems: number };
  return totalItems;
}

test("rows count as creates, so that nobody creates or tries out more in files", async () => {
  expect(await importPosts(4, { address: "10.0.0.1" })).toBe(429);
  expect(await countPosts()).toBe(0);
  const query = "?dryRun=true";
  expect(await importPosts(4, { address: "10.0.0.2", query })).toBe(429);
  expect(await importPosts(3, { address: "10.0.0.3" })).toBe(200);
  expect(await importPosts(1, { address: "10.0.0.3" })).toBe(429);
  expect(await countPosts()).toBe(3);
});

test("superusers import as much as they want", async () => {
  const { token } = limited;
  expect(await importPosts(50, { address: "10.0.0.4", token })).toBe(200);
});
