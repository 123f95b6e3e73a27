import { afterAll, describe, expect, test } from "bun:test";
import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import {
  type ExpectedIdToken,
  readIdToken,
} from "../../../../src/core/auth/oauth2/id-token.ts";
import { createProviderFetch } from "../../../../src/core/auth/oauth2/provider-fetch.ts";

const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" });

const publicKey = (key: KeyObject, kid: string) => ({
  ...createPublicKey(key.export({ type: "pkcs8", format: "pem" })).export({
    format: "jwk",
  }),
  kid,
  use: "sig",
});
const keys = Bun.serve({
  port: 0,
  hostname: "127.0.0.1",
  fetch: (request) =>
    new URL(request.url).pathname === "/jwks"
      ? Response.json({
          keys: [
            publicKey(own.privateKey, "own"),
            publicKey(curve.privateKey, "curve"),
          ],
        })
      : new Response("no keys here", { status: 404 }),
});
afterAll(() => keys.stop(true));

const now = () => Math.floor(Date.now() / 1000);
const issuer = "https://op.test";
const good = () => ({
  iss: issuer,
  aud: "client",
  sub: "ann",
  iat: now(),
  exp: now() + 60,
});
const expected: ExpectedIdToken = {
  clientId: "client",
  issuers: [issuer, "https://other.test"],
  jwksURL: `${keys.url.origin}/jwks`,
};
const unsigned: ExpectedIdToken = { ...expected, jwksURL: "" };

type Claims = Readonly<Record<string, unknown>>;
type Signer = (text: string) => Buffer;

const rs256: Signer = (text) =>
  sign("sha256", Buffer.from(text), own.privateKey);
const foreignRs256: Signer = (text) =>
  sign("sha256", Buffer.from(text), foreign.privateKey);
const es256: Signer = (text) =>
  sign("sha256", Buffer.from(text), {
    key: curve.privateKey,
    dsaEncoding: "ieee-p1363",
  });
/** What a verifier that takes its public key for a shared secret would accept. */
const confused: Signer = (text) =>
  createHmac("sha256", own.publicKey.export({ type: "spki", format: "pem" }))
    .update(text)
    .digest();

function token(
  claims: Claims,
  header: Claims = { alg: "RS256", kid: "own" },
  signer: Signer = rs256,
): string {
  const part = (value: Claims) =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${signer(text).toString("base64url")}`;
}

const read = (idToken: string, what: ExpectedIdToken = expected) =>
  readIdToken(idToken, what, createProviderFetch());

const without = (name: string) => ({ ...good(), [name]: undefined });

describe("an ID token is believed", () => {
  test.each([
    ["that one of the issuer's keys has signed", token(good()), expected],
    [
      "on a curve",
      token(good(), { alg: "ES256", kid: "curve" }, es256),
      expected,
    ],
    [
      "for several clients, this one the authorized party",
      token({ ...good(), aud: ["client", "b"], azp: "client" }),
      expected,
    ],
    [
      "of a provider whose clock is four minutes off",
      token({
        ...good(),
        exp: now() - 240,
        nbf: now() + 240,
        iat: now() + 240,
      }),
      expected,
    ],
    [
      "of any issuer, if none is configured",
      token({ ...good(), iss: "https://any.test" }),
      { ...expected, issuers: [] },
    ],
    [
      "without a look at its signature, if no keys are configured",
      token(good(), { alg: "RS256" }, foreignRs256),
      unsigned,
    ],
    [
      "with a shared key, if no keys are configured",
      token(good(), { alg: "HS256" }, confused),
      unsigned,
    ],
  ])("%s", async (_what, idToken, what) => {
    expect(await read(idToken, what)).toMatchObject({ sub: "ann" });
  });
});

describe("an ID token is refused", () => {
  test.each([
    ["for another client", token({ ...good(), aud: "other" })],
    ["for other clients", token({ ...good(), aud: ["a", "b"] })],
    [
      "with another authorized party",
      token({ ...good(), aud: ["client", "b"], azp: "b" }),
    ],
    ["of another issuer", token({ ...good(), iss: "https://evil.test" })],
    ["of no issuer", token(without("iss"))],
    ["for nobody", token(without("aud"))],
    ["about nobody", token(without("sub"))],
    ["that never ends", token(without("exp"))],
    ["that has ended", token({ ...good(), exp: now() - 301 })],
    ["that does not hold yet", token({ ...good(), nbf: now() + 301 })],
    ["from the future", token({ ...good(), iat: now() + 301 })],
    [
      "that somebody else has signed",
      token(good(), { alg: "RS256", kid: "own" }, foreignRs256),
    ],
    ["with an unknown key", token(good(), { alg: "RS256", kid: "nope" })],
    [
      "with the algorithm none",
      token(good(), { alg: "none" }, () => Buffer.of()),
    ],
    ["with the algorithm None", token(good(), { alg: "None" })],
    [
      "that takes a public key for a shared one",
      token(good(), { alg: "HS256", kid: "own" }, confused),
    ],
    ["without an algorithm", token(good(), { kid: "own" })],
    ["with critical extensions", token(good(), { alg: "RS256", crit: ["x"] })],
    [
      "whose claims were changed",
      token(good()).replace(
        /\..*\./,
        () => `.${token({ ...good(), sub: "eve" }).split(".")[1]}.`,
      ),
    ],
    ["without a signature", token(good()).replace(/\.[^.]*$/, ".")],
    ["of two parts", token(good()).replace(/\.[^.]*$/, "")],
    ["that is no token", "nonsense"],
    ["that is nothing", ""],
  ])("%s", async (_what, idToken) => {
    const outcome = await read(idToken).catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(Error);
  });

  test.each([
    [
      "with the algorithm none",
      token(good(), { alg: "none" }, () => Buffer.of()),
    ],
    ["for another client", token({ ...good(), aud: "other" })],
    ["that has ended", token({ ...good(), exp: now() - 301 })],
  ])("%s, even if no keys are configured", async (_what, idToken) => {
    const outcome = await read(idToken, unsigned).catch(
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(Error);
  });

  test("whose keys cannot be had", async () => {
    const jwksURL = `${keys.url.origin}/elsewhere`;
    const outcome = await read(token(good()), { ...expected, jwksURL }).catch(
      (error: unknown) => error,
    );
    expect(outcome).toBeInstanceOf(Error);
  });
});
