import { describe, expect, setSystemTime, test } from "bun:test";
import {
  issueToken,
  type TokenKind,
  verifyToken,
} from "../../../../src/core/auth/tokens/tokens.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import { tokenAttacks } from "./mailed-token-attacks.ts";
import { codesOf, password, shareMailFlows, tokenIn } from "./mail-flows.ts";

const flows = await shareMailFlows();

const fresh = "a-new-password";
const ask = (email: unknown, collection = "users") =>
  flows.take("requestPasswordReset", { email }, undefined, collection);
const confirm = (token: unknown, more: object = {}, collection = "users") =>
  flows.take(
    "confirmPasswordReset",
    { token, password: fresh, passwordConfirm: fresh, ...more },
    undefined,
    collection,
  );
const mailedToken = async (email: string, collection = "users") =>
  tokenIn((await flows.mailsOf(() => ask(email, collection)))[0]);

describe("asking for a new password", () => {
  test("sends the owner a mail whose token sets one, and verifies", async () => {
    const ann = await flows.signUp("ann@example.com");
    const [mail, ...others] = await flows.mailsOf(() => ask("ann@example.com"));
    expect(mail?.to).toEqual([{ name: "", address: "ann@example.com" }]);
    expect(others).toEqual([]);
    expect(await flows.canLogIn(ann, password)).toBe(true);

    await confirm(tokenIn(mail));
    expect(await flows.canLogIn(ann, password)).toBe(false);
    expect(await flows.canLogIn(ann, fresh)).toBe(true);
    expect((await flows.reload(ann)).values["verified"]).toBe(true);
  });

  test("works for superusers, but not for the account of the first start", async () => {
    const root = await flows.signUp("root@example.com", {}, "_superusers");
    await confirm(
      await mailedToken("root@example.com", "_superusers"),
      {},
      "_superusers",
    );
    expect(await flows.canLogIn(root, fresh)).toBe(true);

    await flows.signUp("__pbinstaller@example.com", {}, "_superusers");
    const mails = await flows.mailsOf(() =>
      ask("__pbinstaller@example.com", "_superusers"),
    );
    expect(mails).toEqual([]);
  });

  test("sends nothing to an unknown address", async () => {
    expect(await flows.mailsOf(() => ask("nobody@example.com"))).toEqual([]);
  });

  test("again within two minutes sends nothing, unless it was used", async () => {
    await flows.signUp("bea@example.com");
    const asked = Date.now();
    setSystemTime(asked);
    const first = await mailedToken("bea@example.com");
    setSystemTime(asked + 119_000);
    expect(await flows.mailsOf(() => ask("bea@example.com"))).toEqual([]);
    await confirm(first);
    const second = await mailedToken("bea@example.com");
    setSystemTime(asked + 240_000);
    expect(await flows.mailsOf(() => ask("bea@example.com"))).toHaveLength(1);
    await confirm(second);
  });

  test("does not count against a verification, nor the other way round", async () => {
    await flows.signUp("cid@example.com");
    const mails = await flows.mailsOf(async () => {
      await ask("cid@example.com");
      await flows.take("requestVerification", { email: "cid@example.com" });
    });
    expect(mails.map(({ subject }) => subject)).toHaveLength(2);
  });

  test("many times at once sends one mail", async () => {
    await flows.signUp("dan@example.com");
    const mails = await flows.mailsOf(() =>
      Promise.all(Array.from({ length: 20 }, () => ask("dan@example.com"))),
    );
    expect(mails).toHaveLength(1);
  });

  test("may be repeated at once after a mail that could not be sent, of which only the log knows", async () => {
    await flows.signUp("eve@example.com");
    const { mails, errors } = await flows.withoutMailServer(() =>
      ask("eve@example.com"),
    );
    expect(mails).toEqual([]);
    expect(errors[0]?.[0]).toBe("sending a password reset mail failed");
    expect(await flows.mailsOf(() => ask("eve@example.com"))).toHaveLength(1);
  });

  test("is refused where nobody logs in with a password", async () => {
    await flows.app.collections.create({
      name: "nologin",
      type: "auth",
      passwordAuth: { enabled: false, identityFields: ["email"] },
    });
    await flows.signUp("fay@example.com", {}, "nologin");
    const refusals = await Promise.all(
      ["fay@example.com", "nobody@example.com"].map((email) =>
        ask(email, "nologin").catch((error: unknown) => error),
      ),
    );
    expect(refusals[0]).toBeInstanceOf(Invalid);
    expect(refusals[0]).toEqual(refusals[1]);
  });

  test.each([
    ["nothing", undefined, "validation_required"],
    ["no address", "ann", "validation_is_email"],
    [
      "a million characters",
      "a".repeat(1_000_000),
      "validation_length_out_of_range",
    ],
    [
      "a second recipient",
      "ann@example.com, eve@example.com",
      "validation_is_email",
    ],
  ])("%s is refused", async (_name, email, code) => {
    expect(await codesOf(ask(email))).toEqual({ email: code });
  });
});

describe("setting a new password", () => {
  test.each(tokenAttacks("passwordReset"))(
    "does nothing for a token that $name",
    async ({ name, forge }) => {
      const email = `${name.replaceAll(" ", "-")}@example.com`;
      const victim = await flows.signUp(email);
      const token = await forge(flows, victim, await mailedToken(email));
      expect(Object.keys(await codesOf(confirm(token)))).toEqual(["token"]);
      setSystemTime();
      const isThere = await flows.app.records.find(
        victim.collection,
        victim.id,
      );
      expect(isThere && (await flows.canLogIn(victim, fresh))).not.toBe(true);
    },
  );

  test("takes no token of another collection", async () => {
    await flows.app.collections.create({ name: "members", type: "auth" });
    const gus = await flows.signUp("gus@example.com", {}, "members");
    const token = await mailedToken("gus@example.com", "members");
    expect(await codesOf(confirm(token))).toEqual({
      token: "validation_token_collection_mismatch",
    });
    await confirm(token, {}, "members");
    expect(await flows.canLogIn(gus, fresh)).toBe(true);
  });

  test("works once", async () => {
    const hal = await flows.signUp("hal@example.com");
    const token = await mailedToken("hal@example.com");
    await confirm(token);
    const again = { password: "attackers", passwordConfirm: "attackers" };
    expect(await codesOf(confirm(token, again))).toEqual({
      token: "validation_invalid_token",
    });
    expect(await flows.canLogIn(hal, fresh)).toBe(true);
  });

  test("works once, however many try at the same time", async () => {
    const ida = await flows.signUp("ida@example.com");
    const token = await mailedToken("ida@example.com");
    const passwords = Array.from({ length: 8 }, (_, i) => `password-${i}`);
    const outcomes = await Promise.allSettled(
      passwords.map((plain) =>
        confirm(token, { password: plain, passwordConfirm: plain }),
      ),
    );
    const winners = outcomes.flatMap(({ status }, i) =>
      status === "fulfilled" ? [passwords[i]!] : [],
    );
    expect(winners).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "fulfilled") continue;
      expect(outcome.reason).toMatchObject({
        fields: { token: { code: "validation_invalid_token" } },
      });
    }
    expect(await flows.canLogIn(ida, winners[0]!)).toBe(true);
  });

  test("does nothing for a record that goes at the same time", async () => {
    const { app } = flows;
    const jan = await flows.signUp("jan@example.com");
    const token = await mailedToken("jan@example.com");
    const remove = app.hooks.onRecordConfirmPasswordResetRequest.add(
      async (_event, next) => {
        await app.records.remove(jan.collection, jan.id, serverRequest);
        await next();
      },
    );
    try {
      expect(await codesOf(confirm(token))).toEqual({
        token: "validation_invalid_token",
      });
    } finally {
      remove();
    }
  });

  test("ends every token from before", async () => {
    const jim = await flows.signUp("jim@example.com");
    const token = await mailedToken("jim@example.com");
    const kinds: TokenKind[] = [
      "auth",
      "file",
      "verification",
      "passwordReset",
      "emailChange",
    ];
    const { app } = flows;
    const tokens = kinds.map(
      (kind) =>
        [kind, issueToken(flows.collection("users"), jim, kind)] as const,
    );
    for (const [kind, earlier] of tokens)
      expect(await verifyToken(app, earlier, kind)).toBeDefined();
    expect(await app.auth.viewerOf(tokens[0]![1])).toMatchObject({
      kind: "record",
    });

    await confirm(token);
    for (const [kind, earlier] of tokens)
      expect(await verifyToken(app, earlier, kind)).toBeUndefined();
    expect(await app.auth.viewerOf(tokens[0]![1])).toEqual({ kind: "guest" });
  });

  test("does not verify an address that the token was not sent to", async () => {
    const kim = await flows.signUp("kim@example.com");
    const token = await mailedToken("kim@example.com");
    const { tokenKey } = kim.values;
    const { records } = flows.app;
    await records.amend(kim.collection, kim.id, () => ({
      email: "kim2@example.com",
    }));
    // As it was, so that the token is good although the address is another.
    await records.amend(kim.collection, kim.id, () => ({
      tokenKey: tokenKey!,
    }));
    await confirm(token);
    expect(await flows.canLogIn(kim, fresh)).toBe(true);
    expect((await flows.reload(kim)).values["verified"]).toBe(false);
  });

  test.each([
    [
      "nothing at all",
      { token: "", password: "", passwordConfirm: "" },
      {
        token: "validation_required",
        password: "validation_required",
        passwordConfirm: "validation_required",
      },
    ],
    [
      "a bad token with a short password that is confirmed otherwise",
      { token: "a.b.c", password: "1234567", passwordConfirm: "7654321" },
      {
        token: "validation_invalid_token",
        password: "validation_length_out_of_range",
        passwordConfirm: "validation_values_mismatch",
      },
    ],
    [
      "a short password",
      { password: "1234567", passwordConfirm: "1234567" },
      { password: "validation_length_out_of_range" },
    ],
    [
      "a password of few characters in many bytes",
      { password: "äöüß", passwordConfirm: "äöüß" },
      { password: "validation_min_text_constraint" },
    ],
    [
      "a password that is not confirmed",
      { passwordConfirm: "" },
      { passwordConfirm: "validation_required" },
    ],
    [
      "a password of 72 characters",
      { password: "a".repeat(72), passwordConfirm: "a".repeat(72) },
      { password: "validation_max_text_constraint" },
    ],
    [
      "a password of more bytes than are hashed",
      { password: "ä".repeat(37), passwordConfirm: "ä".repeat(37) },
      { password: "validation_invalid_value" },
    ],
    [
      "a password of a million characters",
      { password: "a".repeat(1e6), passwordConfirm: "a".repeat(1e6) },
      { password: "validation_length_out_of_range" },
    ],
  ])("refuses %s", async (name, body, codes) => {
    const email = `${name.replaceAll(" ", "-")}@example.com`;
    const lou = await flows.signUp(email);
    const token = await mailedToken(email);
    expect(await codesOf(confirm(token, body))).toEqual(codes);
    // The token was not used up by that.
    await confirm(token);
    expect(await flows.canLogIn(lou, fresh)).toBe(true);
  });

  test("takes the field's own limits, and digits as a form sends them", async () => {
    await flows.addCollectionWith("pins", "password", {
      min: 4,
      max: 6,
      pattern: "^\\d+$",
    });
    const max = await flows.signUp(
      "max@example.com",
      { password: "1234", passwordConfirm: "1234" },
      "pins",
    );
    const token = await mailedToken("max@example.com", "pins");
    const trying = (plain: string) =>
      codesOf(
        confirm(token, { password: plain, passwordConfirm: plain }, "pins"),
      );
    expect(await trying("123")).toEqual({
      password: "validation_length_out_of_range",
    });
    expect(await trying("1234567")).toEqual({
      password: "validation_max_text_constraint",
    });
    expect(await trying("abcd")).toEqual({
      password: "validation_invalid_format",
    });
    await confirm(token, { password: 54321, passwordConfirm: 54321 }, "pins");
    expect(await flows.canLogIn(max, "54321")).toBe(true);
  });
});
