import { afterEach, describe, expect, setSystemTime, test } from "bun:test";
import { generateKeyPairSync, verify } from "node:crypto";
import { createAppleClientSecret } from "../../../../src/core/auth/oauth2/apple-client-secret.ts";
import { Invalid, isFieldError } from "../../../../src/core/errors.ts";

const pem = { type: "pkcs8", format: "pem" } as const;
const { privateKey, publicKey } = generateKeyPairSync("ec", {
  namedCurve: "P-256",
});
const options = {
  clientId: "com.example.app",
  teamId: "TEAM567890",
  keyId: "KEY4567890",
  privateKey: privateKey.export(pem),
  duration: 3600,
};

afterEach(() => {
  setSystemTime();
});

function refusal(changes: Record<string, unknown>): Invalid {
  try {
    createAppleClientSecret({ ...options, ...changes });
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

test("is a token that Apple can verify, with the claims that it asks for", () => {
  setSystemTime(new Date("2026-01-01T00:00:00Z"));
  const now = Date.now() / 1000;
  const secret = createAppleClientSecret(options);
  const [header = "", claims = "", signature = ""] = secret.split(".");
  const read = (part: string): unknown =>
    JSON.parse(Buffer.from(part, "base64url").toString());
  expect(read(header)).toEqual({
    alg: "ES256",
    kid: options.keyId,
    typ: "JWT",
  });
  expect(read(claims)).toEqual({
    iss: options.teamId,
    sub: options.clientId,
    aud: ["https://appleid.apple.com"],
    iat: now,
    exp: now + 3600,
  });
  const isGenuine = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  expect(isGenuine).toBe(true);
});

test("takes a key with blank lines around it", () => {
  const spaced = `\n\n ${options.privateKey}\n`;
  expect(createAppleClientSecret({ ...options, privateKey: spaced })).toMatch(
    /^[\w-]+\.[\w-]+\.[\w-]{86}$/,
  );
});

describe("values are judged by name", () => {
  const required = "validation_required";
  const length = "validation_length_invalid";
  const format = "validation_match_invalid";
  test.each<[string, unknown, string]>([
    ["clientId", "", required],
    ["clientId", undefined, required],
    ["teamId", "", required],
    ["teamId", "123456789", length],
    ["teamId", "12345678901", length],
    ["keyId", null, required],
    ["keyId", "123456789", length],
    ["privateKey", "", required],
    ["privateKey", "text", format],
    [
      "privateKey",
      "-----END PRIVATE KEY----------BEGIN PRIVATE KEY-----",
      format,
    ],
    ["privateKey", "-----BEGIN PRIVATE KEY-----".repeat(200_000), format],
    ["duration", 0, required],
    ["duration", -1, "validation_min_greater_equal_than_required"],
    ["duration", 15_777_001, "validation_max_less_equal_than_required"],
  ])("%s", (name, value, code) => {
    const { fields, message } = refusal({ [name]: value });
    expect(message).toBe("Invalid client secret data.");
    expect(Object.keys(fields)).toEqual([name]);
    const error = fields[name]!;
    expect(isFieldError(error) && error.code).toBe(code);
  });

  test.each(["3600", 1.5, true])(
    "a duration of %p makes no sense",
    (duration) => {
      expect(refusal({ duration }).fields).toEqual({});
    },
  );
});

describe("a key that cannot sign is refused, and never shown", () => {
  const wrap = (inner: string) =>
    `-----BEGIN PRIVATE KEY-----\n${inner}\n-----END PRIVATE KEY-----`;
  test.each<[string, string | Buffer]>([
    ["no key", wrap("AAAA")],
    ["no base64", wrap("§§§")],
    ["empty", wrap("")],
    [
      "RSA",
      generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export(
        pem,
      ),
    ],
    [
      "another curve",
      generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export(pem),
    ],
    ["Ed25519", generateKeyPairSync("ed25519").privateKey.export(pem)],
  ])("%s", (_name, wrong) => {
    const { fields, message } = refusal({ privateKey: String(wrong) });
    expect(fields).toEqual({});
    expect(message).toStartWith("Failed to generate client secret. Raw error:");
    expect(message).not.toContain(String(wrong).split("\n")[1] || "-----");
  });
});
