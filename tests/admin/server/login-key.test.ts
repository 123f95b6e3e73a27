import { describe, expect, test } from "bun:test";
import {
  loginKey,
  takeFormerLogin,
} from "../../../src/admin/server/login-key.ts";

const former = "__pb_superuser_auth__";

function storageOf(entries: Readonly<Record<string, string>>) {
  const stored = new Map(Object.entries(entries));
  return {
    stored,
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
}

describe("the login that a browser keeps", () => {
  test.each([
    ["/_/", "__pb_superusers__/_"],
    ["/_", "__pb_superusers__/_"],
    ["/shop/_/", "__pb_superusers__/shop/_"],
  ])("is, for an admin at %p, under %p", (path, key) => {
    expect(loginKey(path)).toBe(key);
  });

  test("is taken from where it was kept before, and goes from there", () => {
    const storage = storageOf({ [former]: "old" });
    takeFormerLogin(storage, "key");
    expect(Object.fromEntries(storage.stored)).toEqual({ key: "old" });
  });

  test("is not replaced by the one that was kept before", () => {
    const storage = storageOf({ [former]: "old", key: "new" });
    takeFormerLogin(storage, "key");
    expect(Object.fromEntries(storage.stored)).toEqual({ key: "new" });
  });
});
