import { describe, expect, test } from "bun:test";
import {
  expiryOf,
  isSignedWith,
  parseToken,
  signToken,
} from "../../../../src/core/auth/tokens/json-web-token.ts";

const key = "tokenKeycollectionSecret";

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

describe("a signed token", () => {
  test("verifies with its key and carries its claims and expiry", () => {
    const before = Math.floor(Date.now() / 1000);
    const token = parseToken(signToken({ id: "abc", type: "auth" }, key, 60))!;
    expect(isSignedWith(token, key)).toBe(true);
    expect(token.claims).toMatchObject({ id: "abc", type: "auth" });
    expect(expiryOf(token)).toBeGreaterThanOrEqual(before + 60);
    expect(expiryOf(token)).toBeLessThanOrEqual(before + 62);
  });

  test("does not verify with another key", () => {
    const token = parseToken(signToken({ id: "abc" }, key, 60))!;
    expect(isSignedWith(token, key + "x")).toBe(false);
    expect(isSignedWith(token, "")).toBe(false);
  });

  test("does not verify once a claim was changed", () => {
    const [head, , signature] = signToken({ id: "abc" }, key, 60).split(".");
    const forged = parseToken(
      `${head}.${encode({ id: "other", exp: 9999999999 })}.${signature}`,
    )!;
    expect(isSignedWith(forged, key)).toBe(false);
  });

  test("is the one that RFC 7515 appendix A.1 signs", () => {
    const example =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    // The appendix gives its key as base64url; it is not UTF-8, so it is passed as bytes would be.
    const bytes = Buffer.from(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
      "base64url",
    );
    const token = parseToken(example)!;
    const expected = new Bun.CryptoHasher("sha256", bytes)
      .update(token.signed)
      .digest("base64url");
    expect(token.signature).toBe(expected);
    expect(expiryOf(token)).toBe(1300819380);
  });
});

describe("what is no token", () => {
  const claims = encode({ id: "abc", exp: 9999999999 });
  test.each([
    ["nothing", ""],
    ["one part", "abc"],
    ["two parts", `${encode({ alg: "HS256" })}.${claims}`],
    ["four parts", `${encode({ alg: "HS256" })}.${claims}.x.y`],
    ["an empty signature", `${encode({ alg: "HS256" })}.${claims}.`],
    ["alg none", `${encode({ alg: "none" })}.${claims}.x`],
    ["alg NONE", `${encode({ alg: "NONE" })}.${claims}.x`],
    ["another algorithm", `${encode({ alg: "RS256" })}.${claims}.x`],
    ["no algorithm", `${encode({})}.${claims}.x`],
    ["a header that is no JSON", `abc.${claims}.x`],
    ["claims that are no JSON", `${encode({ alg: "HS256" })}.abc.x`],
    ["claims that are a list", `${encode({ alg: "HS256" })}.${encode([1])}.x`],
  ])("%s", (_, text) => {
    expect(parseToken(text)).toBeUndefined();
  });

  test.each([
    ["missing", {}],
    ["a text", { exp: "9999999999" }],
    ["null", { exp: null }],
  ])("an expiry that is %s counts as over", (_, extra) => {
    const token = parseToken(
      `${encode({ alg: "HS256" })}.${encode({ id: "abc", ...extra })}.c2ln`,
    )!;
    expect(expiryOf(token)).toBe(0);
  });
});
