import { describe, expect, test } from "bun:test";
import { oauth2ProviderNamed } from "../../../../src/core/auth/oauth2/providers/index.ts";
import type { Json, JsonObject } from "../../../../src/core/json.ts";
import { logInWith, standIn } from "./provider-stand-in.ts";
import { createTokenSigner } from "./sign-id-token.ts";

const signer = await createTokenSigner();
const stranger = await createTokenSigner();
const ago = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

describe("Apple", () => {
  const claims = {
    iss: "https://appleid.apple.com",
    sub: "001510.ef0c1a1f8b0d4b0c.1207",
    email: "jane@privaterelay.appleid.com",
    email_verified: true,
    is_private_email: true,
  };

  function logIn(idToken: Json) {
    const apple = standIn({ "/auth/keys": { answer: signer.keys } });
    return logInWith("apple", {
      userInfoURL: "",
      tokens: { id_token: idToken },
      reroute: { "https://appleid.apple.com": apple.origin },
    }).finally(() => apple[Symbol.dispose]());
  }

  test("tells by its ID token who logged in", async () => {
    const { user, raw } = await logIn(await signer.sign(claims));
    expect(user).toEqual({
      id: "001510.ef0c1a1f8b0d4b0c.1207",
      name: "",
      username: "",
      email: "jane@privaterelay.appleid.com",
      avatarURL: "",
    });
    expect(raw).toMatchObject({ ...claims, aud: "client" });
  });

  test.each<[Json, string]>([
    ["true", claims.email],
    ["false", ""],
    [false, ""],
    [null, ""],
  ])("an address that is verified by %j is read as %j", async (flag, email) => {
    const { user } = await logIn(
      await signer.sign({ ...claims, email_verified: flag }),
    );
    expect(user.email).toBe(email);
  });

  test.each<[string, JsonObject]>([
    ["another issuer", { iss: "https://appleid.example.com" }],
    ["another client", { aud: "somebody" }],
    ["a time that is over", { iat: ago(7200), exp: ago(3600) }],
    ["no end", { exp: null }],
    ["no subject", { sub: "" }],
  ])("an ID token for %s is refused", async (_, wrong) => {
    const token = await signer.sign({ ...claims, ...wrong });
    await expect(logIn(token)).rejects.toThrow(Error);
  });

  test("an ID token that another key signed is refused", async () => {
    await expect(logIn(await stranger.sign(claims))).rejects.toThrow(Error);
  });

  test.each([null, "", "a.b.c", 5])(
    "%j is no ID token, and refused",
    async (token) => {
      await expect(logIn(token)).rejects.toThrow(Error);
    },
  );
});

describe("OpenID Connect without a user info endpoint", () => {
  const claims = {
    iss: "https://id.example.com",
    sub: "248289761001",
    name: "Jane Doe",
    email: "jane@example.com",
    email_verified: true,
  };

  function logIn(idToken: string, extra: (origin: string) => JsonObject) {
    const issuer = standIn({ "/keys": { answer: signer.keys } });
    return logInWith("oidc", {
      userInfoURL: "",
      tokens: { id_token: idToken },
      extra: extra(issuer.origin),
    }).finally(() => issuer[Symbol.dispose]());
  }

  const keysAt = (origin: string) => ({ jwksURL: `${origin}/keys` });

  test.each<[string, (origin: string) => JsonObject]>([
    ["nothing else", () => ({})],
    ["keys", keysAt],
    ["an empty list of issuers", () => ({ issuers: [] })],
    ["issuers", () => ({ issuers: ["https://a.example.com", claims.iss] })],
    [
      "issuers as words",
      () => ({ issuers: `https://a.example.com\n ${claims.iss} ` }),
    ],
    ["both", (origin) => ({ ...keysAt(origin), issuers: [claims.iss] })],
    ["options that are null", () => ({ issuers: null, jwksURL: null })],
  ])("the ID token is enough, with %s configured", async (_, extra) => {
    const { user } = await logIn(await signer.sign(claims), extra);
    expect(user).toEqual({
      id: "248289761001",
      name: "Jane Doe",
      username: "",
      email: "jane@example.com",
      avatarURL: "",
    });
  });

  test.each<[string, (origin: string) => JsonObject]>([
    ["other issuers", () => ({ issuers: ["https://a.example.com"] })],
    ["the start of an issuer", () => ({ issuers: "https://id.example.co" })],
    ["issuers of the wrong shape", () => ({ issuers: { a: claims.iss } })],
    ["issuers that are no texts", () => ({ issuers: [5, claims.iss] })],
    ["a keys' address of the wrong shape", () => ({ jwksURL: ["x"] })],
    ["keys that are not there", (origin) => ({ jwksURL: `${origin}/none` })],
  ])("it is refused with %s", async (_, extra) => {
    const token = await signer.sign(claims);
    await expect(logIn(token, extra)).rejects.toThrow(Error);
  });

  test("it is refused when another key signed it", async () => {
    const token = await stranger.sign(claims);
    await expect(logIn(token, keysAt)).rejects.toThrow(Error);
  });

  test("it is refused when it is for another client", async () => {
    const token = await signer.sign({ ...claims, aud: ["somebody"] });
    await expect(logIn(token, () => ({}))).rejects.toThrow(Error);
  });
});

describe("Microsoft's address", () => {
  const issued = { iss: "https://sts.windows.net/tenant/", sub: "a" };
  const primary = { ...issued, verified_primary_email: "primary@example.com" };
  const owned = { ...issued, email: "claim@example.com", xms_edov: true };
  const unowned = { ...owned, xms_edov: false };

  test.each<[string | null, JsonObject | undefined, string]>([
    [null, owned, "mail@example.com"],
    ["", owned, "mail@example.com"],
    ["another_claim", owned, "mail@example.com"],
    ["any_verified", { ...owned, ...primary }, "primary@example.com"],
    ["any_verified", owned, "claim@example.com"],
    ["any_verified", unowned, ""],
    ["verified_primary_email", primary, "primary@example.com"],
    ["verified_primary_email", owned, ""],
    [
      "verified_primary_email",
      { ...issued, verified_primary_email: ["a@example.com"] },
      "",
    ],
    ["email_and_xms_edov", owned, "claim@example.com"],
    ["email_and_xms_edov", { ...owned, xms_edov: "1" }, "claim@example.com"],
    ["email_and_xms_edov", { ...owned, xms_edov: 1 }, "claim@example.com"],
    ["email_and_xms_edov", unowned, ""],
    ["email_and_xms_edov", { ...primary, xms_edov: true }, ""],
    ["email", unowned, "claim@example.com"],
    ["email", { ...owned, iat: ago(7200), exp: ago(3600) }, ""],
    ["email", { ...owned, aud: "somebody" }, ""],
    ["email", undefined, ""],
  ])("by %j from the claims %j is %j", async (option, claims, email) => {
    using graph = standIn({
      "/v1.0/me": { answer: { id: "a", mail: "mail@example.com" } },
    });
    const { user } = await logInWith("microsoft", {
      userInfoURL: `${graph.origin}/v1.0/me`,
      extra: { idTokenEmailClaim: option },
      tokens:
        claims === undefined ? {} : { id_token: await signer.sign(claims) },
    });
    expect(user).toMatchObject({ id: "a", email });
  });

  test.each<[JsonObject, string[]]>([
    [{}, ["User.Read"]],
    [{ idTokenEmailClaim: "" }, ["User.Read"]],
    [{ idTokenEmailClaim: null }, ["User.Read"]],
    [{ idTokenEmailClaim: "any_verified" }, ["User.Read", "openid"]],
  ])("with the extra options %j takes the scopes %j", (extra, scopes) => {
    expect(oauth2ProviderNamed("microsoft")!.scopesWith!(extra)).toEqual(
      scopes,
    );
  });
});
