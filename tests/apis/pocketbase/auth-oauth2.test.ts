import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readError } from "../../http/open-test-app.ts";
import {
  listed,
  openOAuth2World,
  type OAuth2World,
  password,
} from "./oauth2-world.ts";

let world: OAuth2World;
beforeAll(async () => {
  world = await openOAuth2World();
});
afterAll(() => world.close());

/** The record as it is stored. */
async function stored(id: string) {
  const { app } = world.api;
  const record = await app.records.find(app.collections.find("users")!, id);
  return record!.values;
}

const tokenStatus = async (token: string) => {
  const line = "POST /api/collections/users/auth-refresh";
  return (await world.api.send(line, { token })).status;
};

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

describe("createData", () => {
  const arrive = async (login: string, createData: unknown) => {
    world.openid.users.set(login, {
      email: `${login}@example.com`,
      email_verified: true,
    });
    return world.send({ ...(await world.visit(login)), createData });
  };

  test("gives the record values and a password of the client's choice", async () => {
    const response = await arrive("chooser", {
      name: "Chosen",
      emailVisibility: true,
      password,
      passwordConfirm: password,
    });
    expect(await response.json()).toMatchObject({
      record: { name: "Chosen", emailVisibility: true, verified: true },
    });
    expect(await world.passwordToken("chooser@example.com")).toBeDefined();
  });

  test("cannot verify another address, but may give one", async () => {
    const response = await arrive("other", {
      email: "someone.else@example.com",
    });
    expect(await response.json()).toMatchObject({
      record: { email: "someone.else@example.com", verified: false },
    });
  });

  test.each([
    [
      "verified",
      { verified: true },
      { verified: { code: "validation_values_mismatch" } },
    ],
    [
      "an address that is taken",
      { email: "taken@example.com" },
      { email: { code: "validation_not_unique" } },
    ],
    [
      "an invalid address",
      { email: "nonsense" },
      { email: { code: "validation_is_email" } },
    ],
    [
      "a short password",
      { password: "x", passwordConfirm: "x" },
      { password: { code: "validation_min_text_constraint" } },
    ],
    [
      "an unconfirmed password",
      { password },
      { passwordConfirm: { code: "validation_required" } },
    ],
    [
      "an empty password",
      { password: "" },
      { password: { code: "validation_required" } },
    ],
    [
      "a password of 73 bytes",
      { password: "ü".repeat(37), passwordConfirm: "ü".repeat(37) },
      { password: {} },
    ],
  ])(
    "is refused with %s, and nothing is left behind",
    async (_what, createData, data) => {
      await world.createUser({ email: "taken@example.com" }).catch(() => {});
      const error = await readError(await arrive("smuggler", createData));
      expect(error).toMatchObject({ status: 400, data });
      const { app } = world.api;
      const links = app.collections.find("_externalAuths")!;
      expect(
        await app.records.findAllBy(links, { providerId: "smuggler" }),
      ).toEqual([]);
    },
  );

  test("sets nothing that is hidden or unknown, nor anything of the server's own", async () => {
    const response = await arrive("hidden", {
      tokenKey: "k".repeat(50),
      passwordConfirm: "ignored",
      oldPassword: "ignored",
      collectionId: "x",
      __proto__: { verified: true },
      constructor: "x",
      "password:hash": "$2a$10$",
    });
    expect(response.status).toBe(200);
    const { record } = (await response.json()) as { record: { id: string } };
    expect((await stored(record.id))["tokenKey"]).not.toBe("k".repeat(50));
    expect(await world.linksOf(record.id)).toEqual(["oidc:hidden"]);
  });

  test("does not change a record that exists", async () => {
    await arrive("settled", { name: "First" });
    const response = await arrive("settled", { name: "Second" });
    expect(await response.json()).toMatchObject({ record: { name: "First" } });
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

describe("linking", () => {
  test("a verified record with the provider's verified email is logged in as it is", async () => {
    const email = "known@example.com";
    const id = await world.createUser({ email, verified: true });
    const session = await world.passwordToken(email);
    world.openid.users.set("known", {
      email: email.toUpperCase(),
      email_verified: true,
    });
    // The default index tells upper from lower case: these may be two people.
    expect((await world.logIn("known")).record.id).not.toBe(id);
    world.openid.users.set("known2", {
      email,
      email_verified: true,
    });
    const { record, meta } = await world.logIn("known2");
    expect(record.id).toBe(id);
    expect(meta["isNew"]).toBe(false);
    expect(await world.passwordToken(email)).toBeDefined();
    expect(await tokenStatus(session!)).toBe(200);
  });

  test("an email that the provider has not verified links nothing", async () => {
    const email = "victim@example.com";
    const id = await world.createUser({ email, verified: true });
    for (const email_verified of [false, undefined]) {
      world.openid.users.set("faker", {
        email,
        ...(email_verified !== undefined && { email_verified }),
      });
      const { record, meta } = await world.logIn("faker");
      expect(record.id).not.toBe(id);
      expect(meta["email"]).toBe("");
    }
    expect(await world.linksOf(id)).toEqual([]);
  });

  test("whoever has prepared a victim's record with a password is thrown out when the victim comes", async () => {
    const email = "hijacked@example.com";
    const id = await world.createUser({ email });
    const attacker = await world.passwordToken(email);
    expect(await tokenStatus(attacker!)).toBe(200);

    world.openid.users.set("owner", {
      email,
      email_verified: true,
    });
    const { record } = await world.logIn("owner");
    expect(record).toMatchObject({ id, verified: true });
    expect(await world.passwordToken(email)).toBeUndefined();
    expect(await tokenStatus(attacker!)).toBe(401);
  });

  test("whoever has prepared it with a provider is thrown out as well", async () => {
    const email = "hijacked2@example.com";
    world.openid.users.set("attacker", {});
    const made = await world.logIn("attacker", {
      createData: { email, password, passwordConfirm: password },
    });
    expect(made.record).toMatchObject({ email, verified: false });

    await world.configure({
      providers: [
        world.openid.config,
        { ...world.openid.config, name: "oidc2" },
      ],
    });
    world.openid.users.set("owner2", {
      email,
      email_verified: true,
    });
    const back = await world.visit("owner2");
    const response = await world.send({ ...back, provider: "oidc2" });
    expect(await response.json()).toMatchObject({
      record: { id: made.record.id, verified: true },
    });
    expect(await world.linksOf(made.record.id)).toEqual(["oidc2:owner2"]);
    expect(await world.passwordToken(email)).toBeUndefined();
    expect(await tokenStatus(made.token)).toBe(401);
    // The attacker's next login makes a record of its own.
    expect((await world.logIn("attacker")).record.id).not.toBe(made.record.id);
    await world.configure({ providers: [world.openid.config] });
  });

  test("who is logged in links the provider to their own record and keeps password and session", async () => {
    const email = "self@example.com";
    const id = await world.createUser({ email });
    const session = (await world.passwordToken(email))!;
    world.openid.users.set("self", {
      email: "elsewhere@example.com",
      email_verified: true,
    });
    const { record } = await world.logIn("self", {}, session);
    expect(record).toMatchObject({ id, email, verified: false });
    expect(await world.passwordToken(email)).toBeDefined();
    expect(await tokenStatus(session)).toBe(200);
    expect(await world.linksOf(id)).toEqual(["oidc:self"]);

    // With the same address, the provider vouches for it.
    const secondEmail = "self2@example.com";
    const second = await world.createUser({ email: secondEmail });
    const secondSession = (await world.passwordToken(secondEmail))!;
    world.openid.users.set("self2", {
      email: secondEmail,
      email_verified: true,
    });
    const verified = await world.logIn("self2", {}, secondSession);
    expect(verified.record).toMatchObject({ id: second, verified: true });
    expect(await tokenStatus(secondSession)).toBe(200);
  });

  test("a session that ends while the provider is asked links nothing", async () => {
    const email = "robbed@example.com";
    const id = await world.createUser({ email, verified: true });
    const stolen = (await world.passwordToken(email))!;
    world.openid.users.set("robber", {});
    const users = world.api.app.collections.find("users")!;
    const { hooks, records } = world.api.app;
    const removeHook = hooks.onRecordAuthWithOAuth2Request.add(
      async (_event, next) => {
        await records.amend(users, id, () => ({ tokenKey: "k".repeat(50) }));
        return next();
      },
    );
    try {
      const response = await world.send(await world.visit("robber"), stolen);
      expect(await readError(response)).toMatchObject({ status: 401 });
    } finally {
      removeHook();
    }
    expect(await world.linksOf(id)).toEqual([]);
  });

  test("a record whose address nobody has verified has one link, the latest, which lets in again", async () => {
    const email = "unverified@example.com";
    const id = await world.createUser({ email });
    const session = (await world.passwordToken(email))!;
    const { config } = world.openid;
    await world.configure({
      providers: [config, { ...config, name: "oidc2" }],
    });
    world.openid.users.set("elsewhere", {
      email: "elsewhere2@example.com",
      email_verified: true,
    });
    for (const [provider, token] of [
      ["oidc", session],
      ["oidc2", session],
      ["oidc2", undefined],
    ] as const) {
      const back = await world.visit("elsewhere");
      const response = await world.send({ ...back, provider }, token);
      expect(await response.json()).toMatchObject({
        record: { id, verified: false },
      });
      expect(await world.linksOf(id)).toEqual([`${provider}:elsewhere`]);
    }
    await world.configure({ providers: [config] });
  });

  test("a link says whose login it is, whoever is logged in", async () => {
    world.openid.users.set("linked", {
      email: "linked@example.com",
      email_verified: true,
    });
    const { record } = await world.logIn("linked");
    const email = "bystander@example.com";
    const bystander = await world.createUser({ email, verified: true });
    const session = (await world.passwordToken(email))!;
    expect((await world.logIn("linked", {}, session)).record.id).toBe(
      record.id,
    );
    expect(await world.linksOf(bystander)).toEqual([]);
  });

  test("a record has one link for each provider", async () => {
    const email = "once@example.com";
    const id = await world.createUser({ email, verified: true });
    world.openid.users.set("once1", {
      email,
      email_verified: true,
    });
    world.openid.users.set("once2", {
      email,
      email_verified: true,
    });
    await world.logIn("once1");
    const response = await world.send(await world.visit("once2"));
    expect(await readError(response)).toMatchObject({
      status: 400,
      data: { provider: { code: "validation_not_unique" } },
    });
    expect(await world.linksOf(id)).toEqual(["oidc:once1"]);
  });

  test("two first logins at once make one record", async () => {
    world.openid.users.set("twin", {
      email: "twin@example.com",
      email_verified: true,
    });
    const returns = [await world.visit("twin"), await world.visit("twin")];
    const answers = await Promise.all(
      returns.map(async (back) => (await world.send(back)).json()),
    );
    const logins = answers as {
      record: { id: string };
      meta: { isNew: boolean };
    }[];
    expect(logins[0]!.record.id).toBe(logins[1]!.record.id);
    expect(new Set(logins.map(({ meta }) => meta.isNew)).size).toBe(2);
    expect(await world.linksOf(logins[0]!.record.id)).toEqual(["oidc:twin"]);
  });

  test("owners list and delete their own links, others see none", async () => {
    world.openid.users.set("leaver", {});
    const { token, record } = await world.logIn("leaver");
    const list = async (as?: string) => {
      const response = await world.api.send(
        "GET /api/collections/_externalAuths/records",
        as === undefined ? {} : { token: as },
      );
      return (
        (await response.json()) as { items: { id: string; provider: string }[] }
      ).items;
    };
    const [link, ...others] = await list(token);
    expect(link!.provider).toBe("oidc");
    expect(others).toEqual([]);
    expect(await list()).toEqual([]);
    const path = `/api/collections/_externalAuths/records/${link!.id}`;
    expect((await world.api.send(`DELETE ${path}`)).status).toBe(404);
    expect(
      (
        await world.api.send(`PATCH ${path}`, {
          token,
          json: { providerId: "x" },
        })
      ).status,
    ).toBe(403);
    expect((await world.api.send(`DELETE ${path}`, { token })).status).toBe(
      204,
    );
    expect(await world.linksOf(record.id)).toEqual([]);
  });

  test("superusers link by hand, to providers that exist", async () => {
    const id = await world.createUser({
      email: "byhand@example.com",
      verified: true,
    });
    const create = (provider: string) =>
      world.api.sudo("POST /api/collections/_externalAuths/records", {
        json: {
          collectionRef: "_pb_users_auth_",
          recordRef: id,
          provider,
          providerId: "hand",
        },
      });
    expect((await readError(await create("nope"))).data).toMatchObject({
      provider: { code: "validation_in_invalid" },
    });
    expect((await create("oidc")).status).toBe(200);
    world.openid.users.set("hand", {});
    expect((await world.logIn("hand")).record.id).toBe(id);
  });
});

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

describe("oauth2-redirect", () => {
  const failure = "../_/#/auth/oauth2-redirect-failure";
  const success = "../_/#/auth/oauth2-redirect-success";
  const get = (query: string) =>
    world.api.send(`GET /api/oauth2-redirect${query}`);
  const post = (body: RequestInit["body"], headers?: Record<string, string>) =>
    world.api.send("POST /api/oauth2-redirect", {
      body,
      ...(headers && { headers }),
    });

  test.each([
    "",
    "?code=123",
    "?code=123&state=missing",
    "?state=__proto__&code=1",
    "?error=access_denied&state=x",
    "?state=x&code=1&redirect_uri=https://evil.test&url=//evil.test",
    "?state=%0d%0aLocation:%20https://evil.test&code=1",
    "?fields=((",
  ])("sends nobody anywhere else: %p", async (query) => {
    const response = await get(query);
    expect(response.status).toBe(307);
    expect(response.headers.get("location")).toBe(failure);
    expect(await response.text()).toBe("");
  });

  test.each([
    ["a form", new URLSearchParams({ state: "x", code: "1" }), undefined],
    ["nothing", "", undefined],
    ["broken JSON", "{", { "content-type": "application/json" }],
    ["another type", "x", { "content-type": "text/plain" }],
    [
      "too much",
      new URLSearchParams({ state: "x".repeat(100_000) }),
      undefined,
    ],
  ])("answers %s that is posted", async (_what, body, headers) => {
    const response = await post(body, headers);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(failure);
  });

  test("tells the client that waits, once", async () => {
    const { oauth2Redirects } = world.api.app.auth;
    const received: unknown[] = [];
    const wait = (state: string) =>
      oauth2Redirects.wait(state, {
        address: "",
        receive: (answer) => void received.push(answer),
      });
    wait("s1");
    const asked = await world.api.send(
      "HEAD /api/oauth2-redirect?state=s1&code=c1",
    );
    expect(asked.headers.get("location")).toBe(failure);
    expect(received).toEqual([]);
    const response = await get("?state=s1&code=c1");
    expect(response.headers.get("location")).toBe(success);
    expect((await get("?state=s1&code=c1")).headers.get("location")).toBe(
      failure,
    );

    wait("s2");
    const denied = await get("?state=s2&error=access_denied");
    expect(denied.headers.get("location")).toBe(failure);

    wait("s3");
    const posted = await post(
      new URLSearchParams({
        state: "s3",
        code: "12",
        user: '{"name":{"firstName":"Ann","lastName":"Apple"}}',
      }),
    );
    expect(posted.headers.get("location")).toBe(success);
    expect(received).toEqual([
      { state: "s1", code: "c1" },
      { state: "s2", code: "", error: "access_denied" },
      { state: "s3", code: "12" },
    ]);
    expect(oauth2Redirects.takeName("12")).toBe("Ann Apple");
    expect(oauth2Redirects.takeName("12")).toBe("");
  });
});
