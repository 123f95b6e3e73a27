import { describe, expect, test } from "bun:test";
import {
  isComplete,
  newProvider,
  type ProviderDraft,
} from "../../../../../../src/admin/pages/collections/editor/auth/oauth2/provider-draft.ts";

const base = "https://login.example.com";
const addresses = { authURL: `${base}/auth`, tokenURL: `${base}/token` };
const userInfoURL = `${base}/user`;

function withSecret(
  name: string,
  more: Partial<ProviderDraft> = {},
): ProviderDraft {
  const known = { clientId: "id", clientSecret: "secret" };
  return { ...newProvider(name), ...known, ...more };
}

describe("a provider is complete", () => {
  test.each<[string, ProviderDraft]>([
    ["GitHub with ID and secret", withSecret("github")],
    ["GitLab at its own addresses", withSecret("gitlab")],
    ["OIDC by address", withSecret("oidc", { ...addresses, userInfoURL })],
    ["OIDC by ID token", withSecret("oidc2", { ...addresses, extra: {} })],
    ["mailcow", withSecret("mailcow", { ...addresses, userInfoURL })],
  ])("%s", (_name, provider) => {
    expect(isComplete(provider, false)).toBe(true);
  });

  test("whose secret is stored already, and not to be emptied", () => {
    const stored = withSecret("github", { clientSecret: undefined });
    expect(isComplete(stored, true)).toBe(true);
    expect(isComplete({ ...stored, clientSecret: "" }, true)).toBe(false);
  });
});

describe("a provider is not complete", () => {
  test.each<[string, ProviderDraft]>([
    ["without an ID", withSecret("github", { clientId: "" })],
    ["without a secret", withSecret("github", { clientSecret: "" })],
    ["OIDC without addresses", withSecret("oidc")],
    ["OIDC that nothing tells who it is", withSecret("oidc3", addresses)],
    ["mailcow without its server", withSecret("mailcow")],
    [
      "mailcow without a user info address",
      withSecret("mailcow", { ...addresses, extra: {} }),
    ],
  ])("%s", (_name, provider) => {
    expect(isComplete(provider, false)).toBe(false);
  });
});
