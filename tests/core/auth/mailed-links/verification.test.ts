import { describe, expect, setSystemTime, spyOn, test } from "bun:test";
import { issueToken } from "../../../../src/core/auth/tokens/tokens.ts";
import { Invalid } from "../../../../src/core/errors.ts";
import { tokenAttacks } from "./mailed-token-attacks.ts";
import { codesOf, password, shareMailFlows, tokenIn } from "./mail-flows.ts";

const flows = await shareMailFlows();

const ask = (email: unknown, collection = "users") =>
  flows.take("requestVerification", { email }, undefined, collection);
const confirm = (token: unknown, collection = "users") =>
  flows.take("confirmVerification", { token }, undefined, collection);
const mailedToken = async (email: string) =>
  tokenIn((await flows.mailsOf(() => ask(email)))[0]);

describe("asking for a verification", () => {
  test("sends the owner a mail whose token verifies the record, for good", async () => {
    const ann = await flows.signUp("ann@example.com");
    const [mail, ...others] = await flows.mailsOf(() => ask("ann@example.com"));
    expect(mail?.to).toEqual([{ name: "", address: "ann@example.com" }]);
    expect(others).toEqual([]);
    expect((await flows.reload(ann)).values["verified"]).toBe(false);

    await confirm(tokenIn(mail));
    const verified = await flows.reload(ann);
    expect(verified.values["verified"]).toBe(true);

    await confirm(tokenIn(mail));
    expect(await flows.reload(ann)).toEqual(verified);
  });

  test("sends nothing to an unknown address, nor to a verified one", async () => {
    await flows.signUp("done@example.com", { verified: true });
    const mails = await flows.mailsOf(async () => {
      await ask("nobody@example.com");
      await ask("done@example.com");
    });
    expect(mails).toEqual([]);
  });

  test("finds the address in other letters only where they count as the same", async () => {
    await flows.signUp("Bea@example.com");
    expect(await flows.mailsOf(() => ask("bea@example.com"))).toEqual([]);

    await flows.addCollectionIgnoringCase("careless");
    await flows.signUp("Bea@example.com", {}, "careless");
    const [mail] = await flows.mailsOf(() =>
      ask("bea@EXAMPLE.com", "careless"),
    );
    expect(mail?.to[0]?.address).toBe("Bea@example.com");
  });

  test("again within two minutes sends nothing, to others it does", async () => {
    await flows.signUp("cid@example.com");
    await flows.signUp("dan@example.com");
    const asked = Date.now();
    setSystemTime(asked);
    expect(await flows.mailsOf(() => ask("cid@example.com"))).toHaveLength(1);
    setSystemTime(asked + 119_000);
    expect(await flows.mailsOf(() => ask("cid@example.com"))).toEqual([]);
    expect(await flows.mailsOf(() => ask("dan@example.com"))).toHaveLength(1);
    setSystemTime(asked + 121_000);
    expect(await flows.mailsOf(() => ask("cid@example.com"))).toHaveLength(1);
  });

  test("many times at once sends one mail", async () => {
    await flows.signUp("eve@example.com");
    const mails = await flows.mailsOf(() =>
      Promise.all(Array.from({ length: 20 }, () => ask("eve@example.com"))),
    );
    expect(mails).toHaveLength(1);
  });

  test("may be repeated at once after a mail that could not be sent, of which only the log knows", async () => {
    await flows.signUp("fay@example.com");
    const { mails, errors } = await flows.withoutMailServer(() =>
      ask("fay@example.com"),
    );
    expect(mails).toEqual([]);
    expect(errors).toEqual([
      [
        "sending a verification mail failed",
        { error: new Error("the mail server is down") },
      ],
    ]);
    expect(await flows.mailsOf(() => ask("fay@example.com"))).toHaveLength(1);
  });

  test.each([
    ["nothing", undefined, "validation_required"],
    ["no address", "ann", "validation_is_email"],
    ["a list", ["ann@example.com"], "validation_required"],
    [
      "too long",
      `${"a".repeat(250)}@example.com`,
      "validation_length_out_of_range",
    ],
    [
      "a million characters",
      "a".repeat(1_000_000),
      "validation_length_out_of_range",
    ],
    [
      "a second recipient",
      "ann@example.com\nBcc: eve@example.com",
      "validation_is_email",
    ],
  ])("%s is refused", async (_name, email, code) => {
    const lookups = spyOn(flows.app.records, "findBy");
    try {
      expect(await codesOf(ask(email))).toEqual({ email: code });
      expect(lookups).not.toHaveBeenCalled();
    } finally {
      lookups.mockRestore();
    }
  });

  test("is not for superusers, who are verified", async () => {
    for (const step of [ask, confirm]) {
      const refused = step("root@example.com", "_superusers");
      expect(await refused.catch((error: unknown) => error)).toBeInstanceOf(
        Invalid,
      );
    }
  });
});

describe("confirming a verification", () => {
  test.each(tokenAttacks("verification"))(
    "does nothing for a token that $name",
    async ({ name, forge }) => {
      const email = `${name.replaceAll(" ", "-")}@example.com`;
      const victim = await flows.signUp(email);
      const token = await forge(flows, victim, await mailedToken(email));
      const codes = await codesOf(confirm(token));
      expect(Object.keys(codes)).toEqual(["token"]);
      const now = await flows.app.records.find(victim.collection, victim.id);
      expect(now?.values["verified"]).not.toBe(true);
    },
  );

  test("takes no token of another collection", async () => {
    await flows.app.collections.create({ name: "members", type: "auth" });
    const member = await flows.signUp("gus@example.com", {}, "members");
    const token = issueToken(
      flows.collection("members"),
      member,
      "verification",
      { email: "gus@example.com" },
    );
    expect(await codesOf(confirm(token))).toEqual({
      token: "validation_token_collection_mismatch",
    });
    await confirm(token, "members");
    expect((await flows.reload(member)).values["verified"]).toBe(true);
  });

  test("takes a token for the record's present address alone", async () => {
    const hal = await flows.signUp("hal@example.com");
    const token = (claims: object) =>
      issueToken(flows.collection("users"), hal, "verification", {
        ...claims,
      });
    expect(
      await codesOf(confirm(token({ email: "other@example.com" }))),
    ).toEqual({ token: "validation_token_email_mismatch" });
    expect(await codesOf(confirm(token({})))).toEqual({
      token: "validation_invalid_token_claims",
    });
  });

  test("lifts the wait for another mail", async () => {
    const ida = await flows.signUp("ida@example.com");
    await confirm(await mailedToken("ida@example.com"));
    await flows.app.records.amend(ida.collection, ida.id, () => ({
      verified: false,
    }));
    expect(await flows.mailsOf(() => ask("ida@example.com"))).toHaveLength(1);
  });

  test("leaves a password that can be used as it is", async () => {
    const jim = await flows.signUp("jim@example.com");
    const session = flows.app.auth.issueToken(jim);
    await confirm(await mailedToken("jim@example.com"));
    expect(await flows.canLogIn(jim, password)).toBe(true);
    expect(await flows.app.auth.viewerOf(session)).toMatchObject({
      kind: "record",
    });
  });

  test("where password logins are off, ends a password and sessions that came before the owner", async () => {
    await flows.app.collections.create({
      name: "mailed",
      type: "auth",
      passwordAuth: { enabled: false, identityFields: ["email"] },
      otp: { enabled: true, duration: 180, length: 8 },
    });
    const early = await flows.signUp("kim@example.com", {}, "mailed");
    const session = flows.app.auth.issueToken(early);
    const [mail] = await flows.mailsOf(() => ask("kim@example.com", "mailed"));
    await confirm(tokenIn(mail), "mailed");

    expect((await flows.reload(early)).values["verified"]).toBe(true);
    expect(await flows.app.auth.viewerOf(session)).toEqual({ kind: "guest" });
    await flows.app.collections.update("mailed", {
      passwordAuth: { enabled: true, identityFields: ["email"] },
    });
    expect(await flows.canLogIn(early, password)).toBe(false);
  });

  test("runs in its hook, which may refuse", async () => {
    const lea = await flows.signUp("lea@example.com");
    const remove = flows.app.hooks.onRecordConfirmVerificationRequest.add(
      async ({ record }) => {
        throw new Invalid(`not ${String(record.values["email"])}`);
      },
    );
    try {
      const token = await mailedToken("lea@example.com");
      await expect(confirm(token)).rejects.toThrow("not lea@example.com");
    } finally {
      remove();
    }
    expect((await flows.reload(lea)).values["verified"]).toBe(false);
  });
});
