import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Libredms, openLibredms } from "./open-libredms.ts";

let library: Libredms;
beforeAll(async () => {
  library = await openLibredms();
});
afterAll(() => library.close());

async function limit(label: string): Promise<void> {
  const rule = { label, maxRequests: 2, duration: 60, audience: "" };
  const { status } = await library.api.sudo("PATCH /api/settings", {
    json: {
      rateLimits: { enabled: true, rules: [rule] },
      trustedProxy: { headers: ["X-Forwarded-For"], useLeftmostIP: false },
    },
  });
  expect(status).toBe(200);
}

test.each([
  ["/api/roles", "GET /api/roles"],
  ["/api/auth/login", "POST /api/auth/login"],
  ["/api/auth/other", "GET /api/auth/other"],
])("no slash leads around the limit on %s", async (label, line) => {
  await limit(label);
  const ask = async (asked: string) => {
    const headers = { "X-Forwarded-For": "203.0.113.7" };
    return (await library.api.send(asked, { headers })).status;
  };
  await ask(line);
  expect(await ask(`${line}/`)).not.toBe(429);
  expect(await ask(`${line}/`)).toBe(429);
});
