import { beforeAll, describe, expect, test } from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import { listed, shareOAuth2World } from "./oauth2-world.ts";

const world = await shareOAuth2World();

describe("codes", () => {
  beforeAll(() => {
    world.openid.users.set("coder", {});
  });
  const refusal = async (body: Readonly<Record<string, unknown>>) =>
    readError(await world.send(body));
  const refused = {
    status: 400,
    message: "Failed to fetch OAuth2 token.",
    data: {},
  };

  test("are good once", async () => {
    const back = await world.visit("coder");
    expect((await world.send(back)).status).toBe(200);
    expect(await refusal(back)).toEqual(refused);
  });

  test("are good for whoever has their verifier and redirect URI only", async () => {
    const other = await listed(world.api);
    const wrong = [
      { code: "made up" },
      { codeVerifier: other.codeVerifier },
      { codeVerifier: "" },
      { redirectURL: "http://127.0.0.1:9/elsewhere" },
    ];
    for (const changes of wrong) {
      const back = await world.visit("coder");
      expect(await refusal({ ...back, ...changes })).toEqual(refused);
    }
  });

  test("of one provider are nothing to another", async () => {
    const nowhere = {
      ...world.openid.config,
      name: "oidc2",
      tokenURL: "http://127.0.0.1:1/token",
    };
    await world.configure({ providers: [world.openid.config, nowhere] });
    const back = await world.visit("coder");
    expect(await refusal({ ...back, provider: "oidc2" })).toEqual(refused);
    await world.configure({ providers: [world.openid.config] });
  });

  test("that lead to no user tell nothing of why", async () => {
    await world.configure({
      providers: [
        { ...world.openid.config, userInfoURL: `${world.openid.issuer}/nope` },
      ],
    });
    const back = await world.visit("coder");
    expect(await refusal(back)).toEqual({
      ...refused,
      message: "Failed to fetch OAuth2 user.",
    });
    await world.configure({ providers: [world.openid.config] });
  });

  test("give a user by the ID token where there is nobody to ask", async () => {
    world.openid.users.set("tokened", {
      email: "t@example.com",
      email_verified: true,
    });
    const { openid } = world;
    const configure = (extra: unknown) =>
      world.configure({
        providers: [{ ...openid.config, userInfoURL: "", extra }],
      });
    // What is left out keeps its value: the URL has to be cleared.
    await configure({ jwksURL: openid.jwksURL, issuers: [openid.issuer] });
    expect((await world.logIn("tokened")).meta).toMatchObject({
      id: "tokened",
      email: "t@example.com",
    });
    await configure({
      jwksURL: openid.jwksURL,
      issuers: ["https://other.test"],
    });
    const back = await world.visit("tokened");
    expect(await refusal(back)).toMatchObject({
      message: "Failed to fetch OAuth2 user.",
    });
    await world.configure({ providers: [openid.config] });
  });
});
