import { afterAll, beforeAll, expect, test } from "bun:test";
import { hashingTurns } from "../../../src/core/auth/passwords/hashing-turns.ts";
import { TooMany } from "../../../src/core/errors.ts";
import { readError } from "../open-test-app.ts";
import { type LimitedApp, openLimitedApp, user } from "./open-limited-app.ts";

let limited: LimitedApp;

beforeAll(async () => {
  limited = await openLimitedApp();
});
afterAll(() => limited.close());

test("while too many passwords wait to be hashed, logins and sign-ups are refused, and all else goes on", async () => {
  const { promise: release, resolve } = Promise.withResolvers<void>();
  const held: Promise<void>[] = [];
  for (let isFull = false; !isFull;) {
    const turn = hashingTurns.run(() => release);
    // A refusal comes at once.
    const outcome = await Promise.race([
      turn.catch((error: unknown) => error),
      new Promise((settle) => setImmediate(settle, "held")),
    ]);
    isFull = outcome instanceof TooMany;
    if (!isFull) held.push(turn);
  }
  expect(held.length).toBeLessThan(1000);
  const logIn = () =>
    limited.send("POST /api/collections/users/auth-with-password", {
      json: { identity: user.email, password: user.password },
    });
  const signUp = () =>
    limited.send("POST /api/collections/users/records", {
      json: {
        email: "new@example.com",
        password: "1234567890",
        passwordConfirm: "1234567890",
      },
    });
  const refused = [await logIn(), await signUp()];
  const list = await limited.send("GET /api/collections/posts/records");
  resolve();
  await Promise.all(held);
  for (const response of refused) {
    expect((await readError(response)).status).toBe(429);
  }
  expect(list.status).toBe(200);
  expect((await logIn()).status).toBe(200);
});
