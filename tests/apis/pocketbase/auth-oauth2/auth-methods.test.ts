import { describe, expect, test } from "bun:test";
import { listed, shareOAuth2World } from "./oauth2-world.ts";

const world = await shareOAuth2World();

describe("auth-methods", () => {
  test("give a client all it needs to send its user to a provider", async () => {
    const provider = await listed(world.api);
    expect(provider).toMatchObject({
      name: "oidc",
      displayName: "OIDC",
      codeChallengeMethod: "S256",
      authUrl: provider.authURL,
    });
    expect(provider.logo).toContain("<svg");
    expect(provider.state).toMatch(/^[A-Za-z0-9]{30}$/);
    expect(provider.codeVerifier).toMatch(/^[\w-]{43}$/);
    expect(provider.authURL).toEndWith("&redirect_uri=");
    expect(provider.authURL).toStartWith(`${world.openid.issuer}/auth?`);
    expect(
      Object.fromEntries(new URL(provider.authURL).searchParams),
    ).toStrictEqual({
      client_id: "hutch-tests",
      code_challenge: provider.codeChallenge,
      code_challenge_method: "S256",
      redirect_uri: "",
      response_type: "code",
      scope: "openid email profile",
      state: provider.state,
    });
    const digest = new Bun.CryptoHasher("sha256").update(provider.codeVerifier);
    expect(provider.codeChallenge).toBe(digest.digest("base64url"));
  });

  test("are new each time, and the old list has no logos", async () => {
    const response = await world.api.send(
      "GET /api/collections/users/auth-methods",
    );
    const { authProviders } = (await response.json()) as {
      authProviders: { name: string; logo: string; state: string }[];
    };
    expect(authProviders).toMatchObject([{ name: "oidc", logo: "" }]);
    expect((await listed(world.api)).state).not.toBe(authProviders[0]!.state);
  });

  test("leave out PKCE where it is off, add what a provider needs, skip what cannot work", async () => {
    const secrets = { clientId: "id", clientSecret: "secret" };
    await world.configure({
      providers: [
        { ...secrets, name: "oidc3" }, // nobody said where it is
        {
          ...secrets,
          name: "oidc2",
          authURL: "http://op.test/a?b=c",
          pkce: false,
          displayName: "Work",
        },
        { ...secrets, name: "apple" },
      ],
    });
    const response = await world.api.send(
      "GET /api/collections/users/auth-methods",
    );
    const { oauth2 } = (await response.json()) as {
      oauth2: { providers: { name: string; authURL: string }[] };
    };
    expect(oauth2.providers).toMatchObject([
      {
        name: "oidc2",
        displayName: "Work",
        codeVerifier: "",
        codeChallenge: "",
        codeChallengeMethod: "",
      },
      { name: "apple", displayName: "Apple" },
    ]);
    const [work, apple] = oauth2.providers;
    expect(work!.authURL).toStartWith("http://op.test/a?b=c&client_id=id&");
    expect(work!.authURL).not.toContain("code_challenge");
    expect(apple!.authURL).toContain("&response_mode=form_post&");
    await world.configure({ providers: [world.openid.config] });
  });
});
