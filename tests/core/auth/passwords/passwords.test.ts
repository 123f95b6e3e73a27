import { expect, test } from "bun:test";
import {
  hashPassword,
  pretendToVerify,
  verifyPassword,
} from "../../../../src/core/auth/passwords/passwords.ts";

test("a password verifies against its own hash and no other does", async () => {
  const hash = await hashPassword("correct horse", 4);
  expect(hash).toStartWith("$2");
  expect(await verifyPassword("correct horse", hash, 4)).toBe(true);
  expect(await verifyPassword("correct horsE", hash, 4)).toBe(false);
});

test("a hash that PocketBase wrote verifies", async () => {
  const hash = "$2a$10$n74.Kc4opEJ54BRlfK3nIusyoJXxLqxTVLYa5rtFqEdCJmuvTCExm";
  expect(await verifyPassword("1234567890", hash, 10)).toBe(true);
});

test.each([
  ["an empty password", "", undefined],
  ["a password of more bytes than bcrypt reads", "é".repeat(37), undefined],
  ["a million characters", "a".repeat(1_000_000), undefined],
  ["an empty hash", "secret", ""],
  [
    "a hash of another algorithm",
    "secret",
    "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaA",
  ],
  ["a hash that is none", "secret", "secret"],
])("%s is refused without an error", async (_, plain, stored) => {
  const hash = stored ?? (await hashPassword(plain.slice(0, 30) || "x", 4));
  expect(await verifyPassword(plain, hash, 4)).toBe(false);
});

test("of the 72 bytes that bcrypt reads all count, as PocketBase hashed them", async () => {
  const hash = "$2a$10$9OIRMV1fVxHnBwMkakevjuUkxdix1fDDwLWKG7Zvy/.82d/.Slczi";
  const plain = "é".repeat(36);
  expect(await verifyPassword(plain, hash, 10)).toBe(true);
  expect(await verifyPassword(`${"é".repeat(35)}ë`, hash, 10)).toBe(false);
});

test("pretending to verify takes as long as verifying does", async () => {
  const hash = await hashPassword("secret", 8);
  const timed = async (work: () => Promise<unknown>) => {
    const runs = [];
    for (let i = 0; i < 7; i++) {
      const start = performance.now();
      await work();
      runs.push(performance.now() - start);
    }
    return runs.sort((a, b) => a - b)[3]!;
  };
  const real = await timed(() => verifyPassword("wrong", hash, 8));
  const pretended = await timed(() => pretendToVerify(8));
  // Without the decoy the second would be a thousand times faster.
  expect(pretended).toBeGreaterThan(real / 5);
});
