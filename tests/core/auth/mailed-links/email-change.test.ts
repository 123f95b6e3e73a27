import { describe, expect, spyOn, test } from "bun:test";
import { issueToken } from "../../../../src/core/auth/tokens/tokens.ts";
import { viewerFor } from "../../../../src/core/auth/tokens/viewers.ts";
import {
  Forbidden,
  Invalid,
  Unauthorized,
} from "../../../../src/core/errors.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import { guest, type Viewer } from "../../../../src/core/request.ts";
import { tokenAttacks } from "./mailed-token-attacks.ts";
import { codesOf, password, shareMailFlows, tokenIn } from "./mail-flows.ts";

const flows = await shareMailFlows();

const ask = (newEmail: unknown, viewer: Viewer, collection = "users") =>
  flows.take("requestEmailChange", { newEmail }, viewer, collection);
const confirm = (
  token: unknown,
  plain: unknown = password,
  collection = "users",
) =>
  flows.take(
    "confirmEmailChange",
    { token, password: plain },
    guest,
    collection,
  );
const mailedToken = async (record: StoredRecord, newEmail: string) =>
  tokenIn((await flows.mailsOf(() => ask(newEmail, viewerFor(record))))[0]);
const emailOf = async (record: StoredRecord) =>
  (await flows.reload(record)).values["email"];

describe("asking for another email", () => {
  test("sends a mail to the new address, whose token and the password change it", async () => {
    const ann = await flows.signUp("ann@example.com");
    const [mail, ...others] = await flows.mailsOf(() =>
      ask("ann@example.org", viewerFor(ann)),
    );
    expect(mail?.to).toEqual([{ name: "", address: "ann@example.org" }]);
    expect(others).toEqual([]);
    expect(await emailOf(ann)).toBe("ann@example.com");

    const session = flows.app.auth.issueToken(ann);
    await confirm(tokenIn(mail));
    const changed = await flows.reload(ann);
    expect(changed.values).toMatchObject({
      email: "ann@example.org",
      verified: true,
    });
    expect(await flows.canLogIn(ann, password)).toBe(true);
    expect(await flows.app.auth.viewerOf(session)).toEqual(guest);
  });

  test("is for those who are logged in there", async () => {
    const bea = await flows.signUp("bea@example.com");
    await flows.app.collections.create({ name: "members", type: "auth" });
    const refusals = await Promise.all([
      ask("bea@example.org", guest).catch((error: unknown) => error),
      ask("bea@example.org", viewerFor(bea), "members").catch(
        (error: unknown) => error,
      ),
    ]);
    expect(refusals[0]).toBeInstanceOf(Unauthorized);
    expect(refusals[1]).toBeInstanceOf(Forbidden);
  });

  test("is not for superusers, who change theirs themselves", async () => {
    const root = await flows.signUp("root@example.com", {}, "_superusers");
    const refusals = await Promise.all(
      [
        ask("root@example.org", viewerFor(root), "_superusers"),
        confirm("token", password, "_superusers"),
      ].map((step) => step.catch((error: unknown) => error)),
    );
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(Invalid);
  });

  test.each([
    ["nothing", undefined, "validation_required"],
    ["no address", "cid", "validation_is_email"],
    ["the present one", "cid@example.com", "validation_not_in_invalid"],
    ["somebody else's", "dan@example.com", "validation_invalid_new_email"],
    ["a million characters", "a".repeat(1e6), "validation_length_out_of_range"],
    ["two", "cid@example.org,eve@example.com", "validation_is_email"],
  ])("%s is refused, and no mail sent", async (name, newEmail, code) => {
    if (name === "nothing") {
      await flows.signUp("cid@example.com");
      await flows.signUp("dan@example.com");
    }
    const cid = (await flows.app.records.findBy(
      flows.collection("users"),
      "email",
      "cid@example.com",
    ))!;
    const mails = await flows.mailsOf(async () =>
      expect(await codesOf(ask(newEmail, viewerFor(cid)))).toEqual({
        newEmail: code,
      }),
    );
    expect(mails).toEqual([]);
  });

  test("answers the same when the mail cannot be sent, of which only the log knows", async () => {
    const eve = await flows.signUp("eve@example.com");
    const { mails, errors } = await flows.withoutMailServer(() =>
      ask("eve@example.org", viewerFor(eve)),
    );
    expect(mails).toEqual([]);
    expect(errors[0]?.[0]).toBe("sending an email change mail failed");
  });
});

describe("confirming another email", () => {
  test.each(tokenAttacks("emailChange"))(
    "does nothing for a token that $name",
    async ({ name, forge }) => {
      const mark = name.replaceAll(" ", "-");
      const victim = await flows.signUp(`${mark}@example.com`);
      const good = await mailedToken(victim, `${mark}@example.org`);
      const token = await forge(flows, victim, good);
      const codes = await codesOf(confirm(token));
      expect(codes["token"]).toMatch(/^validation_(required|invalid_token)/);
      const left = await flows.app.records.find(victim.collection, victim.id);
      expect(left?.values["email"]).not.toBe(`${mark}@example.org`);
      expect(left?.values["email"]).not.toBe("attacker@example.com");
    },
  );

  test("takes no token of another collection", async () => {
    await flows.app.collections.create({ name: "guests", type: "auth" });
    const fay = await flows.signUp("fay@example.com", {}, "guests");
    const [mail] = await flows.mailsOf(() =>
      ask("fay@example.org", viewerFor(fay), "guests"),
    );
    const token = tokenIn(mail);
    expect(await codesOf(confirm(token))).toMatchObject({
      token: "validation_token_collection_mismatch",
    });
    await confirm(token, password, "guests");
    expect(await emailOf(fay)).toBe("fay@example.org");
  });

  test.each([
    ["", "validation_required"],
    ["not-the-password", "validation_invalid_password"],
    ["a".repeat(90), "validation_invalid_password"],
    ["a".repeat(1_000_000), "validation_length_out_of_range"],
  ])("needs the password, not %.20s", async (plain, code) => {
    const gus = await flows.signUp(`gus-${plain.length}@example.com`);
    const newEmail = `gus-${plain.length}@example.org`;
    const token = await mailedToken(gus, newEmail);
    expect(await codesOf(confirm(token, plain))).toEqual({ password: code });
    await confirm(token);
    expect(await emailOf(gus)).toBe(newEmail);
  });

  test("says of a good token that names no new address what is wrong", async () => {
    const hal = await flows.signUp("hal@example.com");
    const token = issueToken(flows.collection("users"), hal, "emailChange");
    expect(await codesOf(confirm(token))).toEqual({
      token: "validation_invalid_token_payload",
      password: "validation_invalid_password",
    });
  });

  test("compares passwords whether or not the token is good, so that both take the same time", async () => {
    const hugo = await flows.signUp("hugo@example.com");
    const good = await mailedToken(hugo, "hugo@example.org");
    const comparisons = spyOn(Bun.password, "verify");
    try {
      for (const token of [good, "a.b.c", ""]) {
        comparisons.mockClear();
        await codesOf(confirm(token, "not-the-password"));
        expect(comparisons).toHaveBeenCalledTimes(1);
      }
    } finally {
      comparisons.mockRestore();
    }
  });

  test("works once", async () => {
    const ida = await flows.signUp("ida@example.com");
    const token = await mailedToken(ida, "ida@example.org");
    await confirm(token);
    await flows.app.records.amend(ida.collection, ida.id, () => ({
      email: "ida@example.net",
    }));
    expect(await codesOf(confirm(token))).toMatchObject({
      token: "validation_invalid_token",
    });
    expect(await emailOf(ida)).toBe("ida@example.net");
  });

  test("works once, however many try at the same time, and of several tokens one does", async () => {
    const jim = await flows.signUp("jim@example.com");
    const addresses = ["jim1@example.org", "jim2@example.org"];
    const tokens = await Promise.all(
      addresses.map((newEmail) =>
        Promise.resolve(
          issueToken(flows.collection("users"), jim, "emailChange", {
            newEmail,
          }),
        ),
      ),
    );
    const outcomes = await Promise.allSettled(
      [...tokens, ...tokens].map((token) => confirm(token)),
    );
    const done = outcomes.flatMap(({ status }, i) =>
      status === "fulfilled" ? [addresses[i % 2]] : [],
    );
    expect(done).toHaveLength(1);
    expect(await emailOf(jim)).toBe(done[0]);
  });

  test("does not take an address that somebody took in the meantime", async () => {
    const kim = await flows.signUp("kim@example.com");
    const token = await mailedToken(kim, "wanted@example.org");
    await flows.signUp("wanted@example.org");
    expect(await codesOf(confirm(token))).toEqual({
      token: "validation_invalid_token_email",
      password: "validation_invalid_password",
    });
    expect(await emailOf(kim)).toBe("kim@example.com");
  });

  test("gives an address that two want at the same time to one of them", async () => {
    const rivals = await Promise.all(
      ["lea", "max"].map((name) => flows.signUp(`${name}@example.com`)),
    );
    const tokens = rivals.map((rival) =>
      issueToken(flows.collection("users"), rival, "emailChange", {
        newEmail: "both@example.org",
      }),
    );
    const outcomes = await Promise.allSettled(
      tokens.map((token) => confirm(token)),
    );
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [outcome.reason as unknown] : [],
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(Invalid);
    expect(Object.keys((refused[0] as Invalid).fields)).not.toEqual([]);
    const emails = await Promise.all(rivals.map(emailOf));
    expect(emails.filter((email) => email === "both@example.org")).toHaveLength(
      1,
    );
  });

  test("changes the letters of an address that is one's own", async () => {
    await flows.addCollectionIgnoringCase("careless");
    const ned = await flows.signUp("ned@example.com", {}, "careless");
    const [mail] = await flows.mailsOf(() =>
      ask("Ned@example.com", viewerFor(ned), "careless"),
    );
    await confirm(tokenIn(mail), password, "careless");
    expect(await emailOf(ned)).toBe("Ned@example.com");
  });

  test("keeps to the domains that the field allows", async () => {
    await flows.addCollectionWith("inside", "email", {
      onlyDomains: ["example.com"],
    });
    const oda = await flows.signUp("oda@example.com", {}, "inside");
    const token = issueToken(flows.collection("inside"), oda, "emailChange", {
      newEmail: "oda@example.org",
    });
    expect(await codesOf(confirm(token, password, "inside"))).toEqual({
      email: "validation_email_domain_not_allowed",
    });
    expect(await emailOf(oda)).toBe("oda@example.com");
  });
});
