import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type OpenIdProvider,
  startOpenIdProvider,
} from "../support/openid-provider.ts";
import { refusalOf } from "./refusal.ts";
import { serveNewFolder } from "./serving.ts";
import type { Serving } from "./serving.ts";

let serving: Serving;
let openid: OpenIdProvider;
beforeAll(async () => {
  openid = await startOpenIdProvider({ credentials: "client_secret_post" });
  serving = await serveNewFolder();
  await serving.superuser.collections.update("users", {
    oauth2: { enabled: true, providers: [openid.config] },
  });
});
afterAll(async () => {
  await serving[Symbol.asyncDispose]();
  await openid.close();
});

/** What an app does by hand: it sends its user to the provider and comes back with a code. */
async function comeBack(login: string) {
  const users = serving.guest().collection("users");
  const { oauth2 } = await users.listAuthMethods();
  const [provider] = oauth2.providers;
  const back = await openid.visit(provider!.authURL, login);
  expect(back.get("state")).toBe(provider!.state);
  return {
    code: back.get("code")!,
    codeVerifier: provider!.codeVerifier,
  };
}

test("authWithOAuth2Code signs someone up, logs them in and remembers them", async () => {
  openid.users.set("ann", {
    email: "ann@example.com",
    email_verified: true,
    name: "Ann",
  });
  const client = serving.guest();
  const users = client.collection("users");
  const { code, codeVerifier } = await comeBack("ann");
  const first = await users.authWithOAuth2Code(
    "oidc",
    code,
    codeVerifier,
    openid.redirectURL,
    { emailVisibility: true },
  );
  expect(first.record).toMatchObject({
    email: "ann@example.com",
    name: "Ann",
    verified: true,
    emailVisibility: true,
  });
  expect(first.meta).toMatchObject({ id: "ann", isNew: true });
  expect(client.authStore.isValid).toBe(true);
  expect(client.authStore.token).toBe(first.token);
  expect((await users.getOne(first.record.id)).id).toBe(first.record.id);

  const again = await comeBack("ann");
  const second = await serving
    .guest()
    .collection("users")
    .authWithOAuth2Code(
      "oidc",
      again.code,
      again.codeVerifier,
      openid.redirectURL,
    );
  expect(second.record.id).toBe(first.record.id);
  expect(second.meta?.["isNew"]).toBe(false);
});

test("who is logged in lists and unlinks their providers", async () => {
  const client = await serving.newUser("bob@example.com");
  openid.users.set("bob", {});
  const users = client.collection("users");
  const id = client.authStore.record!.id;
  const { code, codeVerifier } = await comeBack("bob");
  await users.authWithOAuth2Code(
    "oidc",
    code,
    codeVerifier,
    openid.redirectURL,
  );
  expect(client.authStore.record!.id).toBe(id);
  const links = await users.listExternalAuths(id);
  expect(links).toMatchObject([{ provider: "oidc", providerId: "bob" }]);
  await users.unlinkExternalAuth(id, "oidc");
  expect(await users.listExternalAuths(id)).toEqual([]);
});

test("a code that was used is refused", async () => {
  const users = serving.guest().collection("users");
  openid.users.set("cid", { email: "cid@example.com", email_verified: true });
  const { code, codeVerifier } = await comeBack("cid");
  const logIn = () =>
    users.authWithOAuth2Code("oidc", code, codeVerifier, openid.redirectURL);
  await logIn();
  expect((await refusalOf(logIn())).status).toBe(400);
});

test("a provider is the second factor of who has given a password", async () => {
  const account = { email: "dee@example.com", password: "a-long-password" };
  const { collections } = serving.superuser;
  await collections.create({
    name: "careful",
    type: "auth",
    oauth2: { enabled: true, providers: [openid.config] },
    mfa: { enabled: true, duration: 600 },
  });
  await serving.superuser
    .collection("careful")
    .create({ ...account, passwordConfirm: account.password, verified: true });
  const client = serving.guest();
  const careful = client.collection("careful");
  const first = await refusalOf(
    careful.authWithPassword(account.email, account.password),
  );
  expect(first.status).toBe(401);

  openid.users.set("dee", { email: account.email, email_verified: true });
  const { code, codeVerifier } = await comeBack("dee");
  const second = await careful.authWithOAuth2Code(
    "oidc",
    code,
    codeVerifier,
    openid.redirectURL,
    {},
    { mfaId: first.response["mfaId"] },
  );
  expect(second.record["email"]).toBe(account.email);
  expect(client.authStore.isValid).toBe(true);
});
