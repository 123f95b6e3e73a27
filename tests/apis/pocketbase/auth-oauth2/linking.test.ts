import { describe, expect, test } from "bun:test";
import { readError } from "../../../http/open-test-app.ts";
import { password, shareOAuth2World } from "./oauth2-world.ts";

const world = await shareOAuth2World();
const { tokenStatus } = world;

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
