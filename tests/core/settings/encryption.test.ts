import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../../src/core/app.ts";
import { Refused } from "../../../src/core/errors.ts";
import { openApp } from "../../../src/core/open-app.ts";

const variable = "HUTCH_TEST_SETTINGS_KEY";
const key = "0123456789abcdefghijklmnopqrstuv";
const otherKey = "vutsrqponmlkjihgfedcba9876543210";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "hutch-encryption-"));
});
afterEach(async () => {
  delete process.env[variable];
  await rm(dir, { recursive: true, force: true });
});

const open = (encryptionEnv?: string) =>
  openApp({ dir, serve: false, encryptionEnv });

async function storedText(app: App): Promise<string> {
  const row = await app.database.get(
    sql`select cast(value as text) as value from _params where id = 'settings'`,
  );
  return String(row!["value"]);
}

async function rename(app: App, appName: string): Promise<string> {
  await app.settings.update({ meta: { appName } });
  const text = await storedText(app);
  await app.close();
  return text;
}

async function openedName(encryptionEnv?: string): Promise<string> {
  const app = await open(encryptionEnv);
  const { appName } = app.settings.current.meta;
  await app.close();
  return appName;
}

async function refusal(encryptionEnv?: string): Promise<string> {
  const error: unknown = await open(encryptionEnv).then(
    (app) => app.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refused)) throw new Error("it was not refused");
  expect(error.message).toMatch(/^[^\n]+\.$/);
  return error.message;
}

describe("with a key, the settings", () => {
  test("are stored as AES-256-GCM in base64, another text each time", async () => {
    process.env[variable] = key;
    const first = await rename(await open(variable), "Chess club");
    const second = await rename(await open(variable), "Chess club");
    expect(first).not.toBe(second);
    for (const text of [first, second]) {
      // What any other implementation of the standard makes of it.
      const data = Uint8Array.fromBase64(text);
      const aes = await crypto.subtle.importKey(
        "raw",
        new TextEncoder().encode(key),
        "AES-GCM",
        false,
        ["decrypt"],
      );
      const clear = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: data.subarray(0, 12) },
        aes,
        data.subarray(12),
      );
      expect(JSON.parse(new TextDecoder().decode(clear))).toMatchObject({
        meta: { appName: "Chess club" },
        smtp: { password: "" },
      });
    }
    expect(await openedName(variable)).toBe("Chess club");
  });

  test("that PocketBase encrypted are read", async () => {
    await (await open()).close();
    const app = await open();
    // Made by PocketBase 0.39.11's own code, of a small JSON.
    await app.database.run(
      sql`update _params set value = ${fromPocketBase} where id = 'settings'`,
    );
    await app.close();
    process.env[variable] = "a".repeat(32);
    expect(await openedName(variable)).toBe("Sealed");
  });

  test("that are not encrypted yet are read, and encrypted by the next change", async () => {
    await rename(await open(), "Chess club");
    process.env[variable] = key;
    expect(await openedName(variable)).toBe("Chess club");
    const text = await rename(await open(variable), "Draughts club");
    expect(text).not.toContain("club");
    expect(await openedName(variable)).toBe("Draughts club");
  });

  test("of another process are seen by one that has the key", async () => {
    process.env[variable] = key;
    const here = await open(variable);
    await rename(await open(variable), "Chess club");
    await here.settings.reload();
    expect(here.settings.current.meta.appName).toBe("Chess club");
    await here.close();
  });

  test.each([16, 24])("may have one of %p characters", async (length) => {
    process.env[variable] = key.slice(0, length);
    await rename(await open(variable), "Chess club");
    expect(await openedName(variable)).toBe("Chess club");
  });
});

describe("a folder is refused in one sentence", () => {
  beforeEach(async () => {
    process.env[variable] = key;
    await rename(await open(variable), "Chess club");
  });

  test("when its settings are encrypted and no key is named", async () => {
    expect(await refusal()).toContain("--encryptionEnv");
  });

  test("when the variable is empty", async () => {
    process.env[variable] = "";
    expect(await refusal(variable)).toContain("--encryptionEnv");
  });

  test("when the key is another", async () => {
    process.env[variable] = otherKey;
    expect(await refusal(variable)).toContain("another key");
  });

  test("when the text was tampered with", async () => {
    const app = await open(variable);
    const text = await storedText(app);
    const first = text.startsWith("A") ? "B" : "A";
    await app.database.run(
      sql`update _params set value = ${first + text.slice(1)} where id = 'settings'`,
    );
    await app.close();
    expect(await refusal(variable)).toContain("damaged");
  });

  test.each(["short", "x".repeat(33)])(
    "when the key is %p, which cannot be one",
    async (wrong) => {
      process.env[variable] = wrong;
      const message = await refusal(variable);
      expect(message).toContain(variable);
      expect(message).not.toContain(wrong);
    },
  );
});

test("a missing variable leaves a folder without encryption as it is", async () => {
  await rename(await open(variable), "Chess club");
  expect(await openedName(variable)).toBe("Chess club");
  expect(await openedName()).toBe("Chess club");
});

const fromPocketBase =
  "BwM2oYxUx7H6fgA6+HczOqTLmHA/+8latoUJQz/sZk8NZm0cWoq58GPJQCmSyuI+NTb062M/E0bf";
