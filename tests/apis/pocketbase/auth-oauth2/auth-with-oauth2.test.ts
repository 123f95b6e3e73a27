import { describe, expect, test } from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import { listed, password, shareOAuth2World } from "./oauth2-world.ts";

const world = await shareOAuth2World();
const { tokenStatus } = world;

describe("auth-with-oauth2", () => {
  test.each([
    [
      "nothing",
      {},
      { provider: "validation_required", code: "validation_required" },
    ],
    [
      "an unknown provider",
      { provider: "nope", code: "1" },
      { provider: "validation_invalid_provider" },
    ],
    [
      "a provider that is not enabled",
      { provider: "google", code: "1" },
      { provider: "validation_invalid_provider" },
    ],
    [
      "a very long name",
      { provider: "x".repeat(101), code: "1" },
      { provider: "validation_length_too_long" },
    ],
    ["a list for a code", { provider: "oidc", code: ["1"] }, {}],
    [
      "text as createData",
      { provider: "oidc", code: "1", createData: "name" },
      {},
    ],
  ])("refuses %s", async (_what, body, codes) => {
    const { status, data } = await readError(await world.send(body));
    expect(status).toBe(400);
    const found = Object.entries(data as Record<string, { code: string }>);
    expect(
      Object.fromEntries(found.map(([name, { code }]) => [name, code])),
    ).toEqual(codes);
  });

  test("is off unless the collection allows it, and exists for logins only", async () => {
    await world.configure({ enabled: false });
    const off = await readError(
      await world.send({ provider: "oidc", code: "1" }),
    );
    expect(off).toMatchObject({ status: 403, data: {} });
    await world.configure({ enabled: true });
    for (const [collection, status] of [
      ["nope", 404],
      ["_superusers", 403],
    ]) {
      const line = `POST /api/collections/${collection}/auth-with-oauth2`;
      const response = await world.api.send(line, {
        json: { provider: "oidc", code: "1" },
      });
      expect(response.status).toBe(status as number);
    }
  });

  test("makes a verified record of someone new, and finds it again", async () => {
    world.openid.users.set("new", {
      email: "new@example.com",
      email_verified: true,
      name: "New One",
      preferred_username: "newone",
    });
    const first = await world.logIn("new");
    expect(first.record).toMatchObject({
      email: "new@example.com",
      verified: true,
      name: "New One",
    });
    expect(first.record).not.toHaveProperty("password");
    expect(first.record).not.toHaveProperty("tokenKey");
    expect(first.meta).toMatchObject({
      id: "new",
      name: "New One",
      username: "newone",
      email: "new@example.com",
      avatarURL: "",
      avatarUrl: "",
      refreshToken: "",
      isNew: true,
      expiry: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}Z$/),
      accessToken: expect.stringMatching(/./),
      rawUser: { preferred_username: "newone" },
    });
    expect(await tokenStatus(first.token)).toBe(200);

    const again = await world.logIn("new");
    expect(again.record.id).toBe(first.record.id);
    expect(again.meta["isNew"]).toBe(false);
    // A verified record keeps its sessions and its one link.
    expect(await tokenStatus(first.token)).toBe(200);
    expect(await world.linksOf(first.record.id)).toEqual(["oidc:new"]);
  });

  test("fills mapped fields; a username that is taken or does not fit is left out", async () => {
    await world.api.sudo("POST /api/collections", {
      json: {
        name: "members",
        type: "auth",
        createRule: "",
        fields: [
          { name: "email", type: "email", system: true, required: false },
          {
            name: "handle",
            type: "text",
            pattern: "^[a-z]+$",
            autogeneratePattern: "auto[a-z]{5}",
          },
          { name: "ext", type: "text" },
          { name: "picture", type: "url" },
        ],
        indexes: [
          "CREATE UNIQUE INDEX idx_handle ON members (handle COLLATE NOCASE)",
        ],
        oauth2: {
          enabled: true,
          providers: [world.openid.config],
          mappedFields: { id: "ext", username: "handle", avatarURL: "picture" },
        },
      },
    });
    const users = [
      ["m1", "ann", "ann"],
      ["m2", "ANN", "auto"], // taken, whatever its case
      ["m3", "no spaces!", "auto"],
      ["m4", "", "auto"],
    ] as const;
    for (const [sub, preferred_username, handle] of users) {
      world.openid.users.set(sub, {
        preferred_username,
        picture: "http://127.0.0.1/me.png",
      });
      const back = await world.visit(sub);
      const response = await world.api.send(
        "POST /api/collections/members/auth-with-oauth2",
        { json: back },
      );
      expect(await response.json()).toMatchObject({
        record: {
          handle: expect.stringContaining(handle),
          ext: sub,
          picture: "http://127.0.0.1/me.png",
          email: "",
          verified: true,
        },
      });
    }
  });

  test("works from forms, with neither verifier nor redirect URI where the client used none", async () => {
    world.openid.users.set("plain", {});
    const { authURL, state } = await listed(world.api);
    const url = new URL(authURL);
    url.searchParams.delete("code_challenge");
    url.searchParams.delete("code_challenge_method");
    url.searchParams.delete("redirect_uri");
    const back = await world.openid.visit(`${url.href}&redirect_uri=`, "plain");
    expect(back.get("state")).toBe(state);
    const response = await world.api.send(
      "POST /api/collections/users/auth-with-oauth2",
      {
        body: new URLSearchParams({
          provider: "oidc",
          code: back.get("code")!,
        }),
      },
    );
    expect(response.status).toBe(200);
    const { form } = world.openid.tokenRequests.at(-1)!;
    expect(form.has("code_verifier")).toBe(false);
    expect(form.has("redirect_uri")).toBe(false);
  });
});

describe("the rules", () => {
  const patchUsers = (json: unknown) =>
    world.api.sudo("PATCH /api/collections/users", { json });

  test("of creating are judged in the context oauth2", async () => {
    world.openid.users.set("ruled", {});
    await patchUsers({ createRule: '@request.context = "password"' });
    const refused = await world.send(await world.visit("ruled"));
    expect(await readError(refused)).toMatchObject({ status: 400, data: {} });
    await patchUsers({ createRule: null });
    const closed = await world.send(await world.visit("ruled"));
    expect((await readError(closed)).status).toBe(403);
    // A random password counts as one that was sent and confirmed.
    await patchUsers({
      createRule:
        '@request.context = "oauth2" && @request.body.password != "" && @request.body.password = @request.body.passwordConfirm',
    });
    expect((await world.logIn("ruled")).meta["isNew"]).toBe(true);
    await patchUsers({ createRule: "" });
  });

  test("of logging in count, too", async () => {
    world.openid.users.set("barred", {});
    await patchUsers({ authRule: '@request.context != "oauth2"' });
    const response = await world.send(await world.visit("barred"));
    expect((await readError(response)).status).toBe(403);
    await patchUsers({ authRule: "" });
  });

  test("a provider is one of two factors, in either order", async () => {
    const email = "two@example.com";
    const id = await world.createUser({ email, verified: true });
    world.openid.users.set("two", { email, email_verified: true });
    await patchUsers({ mfa: { enabled: true, duration: 600 } });
    const withPassword = (query = "") =>
      world.api.send(`POST /api/collections/users/auth-with-password${query}`, {
        json: { identity: email, password },
      });
    const mfaOf = async (response: Response) => {
      expect(response.status).toBe(401);
      return ((await response.json()) as { mfaId: string }).mfaId;
    };

    const first = await mfaOf(await withPassword());
    const { record } = await world.logIn("two", { mfaId: first });
    expect(record.id).toBe(id);

    const second = await mfaOf(await world.send(await world.visit("two")));
    const same = { ...(await world.visit("two")), mfaId: second };
    expect((await world.send(same)).status).toBe(400);
    expect((await withPassword(`?mfaId=${second}`)).status).toBe(200);
    await patchUsers({ mfa: { enabled: false } });
  });
});
