import { describe, expect, setSystemTime, test } from "bun:test";
import { sql } from "drizzle-orm";
import { Forbidden, Invalid } from "../../../../src/core/errors.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import { codesOf, password } from "../mailed-links/mail-flows.ts";
import {
  inSeconds,
  otherThan,
  refusal,
  shareOneTimeLogins,
  wrong,
} from "./one-time-logins.ts";

const logins = await shareOneTimeLogins();

describe("logging in with a one-time password", () => {
  test("gives a token and the record with its own email", async () => {
    const { email, ...member } = await logins.join();
    const { id, password: digits } = await logins.receive(email);
    const { token, record } = await logins.logIn({
      otpId: id,
      password: digits,
    });
    expect(record).toMatchObject({ id: member.id, email });
    expect(record).not.toHaveProperty("tokenKey");
    const viewer = await logins.app.auth.viewerOf(token);
    expect(viewer).toMatchObject({ kind: "record", record: { id: member.id } });
  });

  test("works once", async () => {
    const { email } = await logins.join({ verified: true });
    const { id, password: digits } = await logins.receive(email);
    const body = { otpId: id, password: digits };
    await logins.logIn(body);
    expect(await refusal(logins.logIn(body))).toMatchObject({ message: wrong });
  });

  test("works once for many at the same time", async () => {
    const { email } = await logins.join({ verified: true });
    const { id, password: digits } = await logins.receive(email);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        logins.logIn(
          { otpId: id, password: digits },
          { address: `192.0.2.${index}` },
        ),
      ),
    );
    const succeeded = outcomes.filter(({ status }) => status === "fulfilled");
    expect(succeeded).toHaveLength(1);
  });

  test.each([
    ["nothing", {}, ["otpId", "password"], "validation_required"],
    ["no password", { otpId: "x" }, ["password"], "validation_required"],
    [
      "objects",
      { otpId: { a: 1 }, password: ["x"] },
      ["otpId", "password"],
      "validation_required",
    ],
    [
      "a million characters",
      { otpId: "a".repeat(1_000_000), password: "1".repeat(1_000_000) },
      ["otpId", "password"],
      "validation_length_out_of_range",
    ],
    [
      "one character too many",
      { otpId: "a".repeat(256), password: "1".repeat(72) },
      ["otpId", "password"],
      "validation_length_out_of_range",
    ],
  ])(
    "with %s is refused with a code per field",
    async (_, body, names, code) => {
      const codes = Object.fromEntries(names.map((name) => [name, code]));
      expect(await codesOf(logins.logIn(body))).toEqual(codes);
    },
  );

  test("is refused where they are off", async () => {
    const error = await refusal(
      logins.logIn({ otpId: "x", password: "1" }, { collection: "users" }),
    );
    expect(error).toBeInstanceOf(Forbidden);
  });

  test("does not work once they were turned off", async () => {
    await logins.addCollection("closing");
    const member = await logins.signUp("in@example.com", {}, "closing");
    const { id, password: digits } =
      await logins.app.auth.createOneTimePassword(member);
    await logins.app.collections.update("closing", { otp: { enabled: false } });
    const login = logins.logIn(
      { otpId: id, password: digits },
      { collection: "closing" },
    );
    expect(await refusal(login)).toBeInstanceOf(Forbidden);
  });

  test("refuses whatever is wrong in the same words", async () => {
    await logins.addCollection("others");
    const other = await logins.signUp("other@example.com", {}, "others");
    const elsewhere = await logins.app.auth.createOneTimePassword(other);
    const member = await logins.join();
    const good = await logins.app.auth.createOneTimePassword(member);
    const bodies = {
      "an unknown id": { otpId: "unknownunknown1", password: good.password },
      "a wrong password": {
        otpId: good.id,
        password: otherThan(good.password),
      },
      "another password": { otpId: good.id, password: elsewhere.password },
      "one of another collection": {
        otpId: elsewhere.id,
        password: elsewhere.password,
      },
      "an id in upper case": {
        otpId: good.id.toUpperCase(),
        password: good.password,
      },
      "spaces around": { otpId: good.id, password: ` ${good.password} ` },
      "a zero byte": { otpId: `${good.id}\0`, password: good.password },
    };
    for (const body of Object.values(bodies)) {
      const error = await refusal(
        logins.logIn(body, { address: Bun.randomUUIDv7() }),
      );
      expect(error).toBeInstanceOf(Invalid);
      expect(error).toMatchObject({ message: wrong, fields: {} });
    }
  });

  test("refuses that of another collection's record with the same id", async () => {
    await logins.addCollection("twins");
    const member = await logins.join();
    await logins.app.database.run(
      sql`insert into twins (id, email, tokenKey, password) values (${member.id}, 'twin@example.com', 'key', '')`,
    );
    const { id, password: digits } =
      await logins.app.auth.createOneTimePassword(member);
    const body = { otpId: id, password: digits };
    const login = logins.logIn(body, { collection: "twins" });
    expect(await refusal(login)).toMatchObject({ message: wrong });
  });

  test("works until it expires, and the row alone is no help then", async () => {
    const { email, ...member } = await logins.join({ verified: true });
    const [first, second] = [
      await logins.receive(email),
      await logins.receive(email),
    ];
    setSystemTime(inSeconds(179));
    await logins.logIn({ otpId: first.id, password: first.password });
    setSystemTime(inSeconds(2));
    const late = logins.logIn({ otpId: second.id, password: second.password });
    expect(await refusal(late)).toMatchObject({ message: wrong });
    expect(await logins.otpsOf(member)).toHaveLength(1);
  });

  test("does not work for a record that is gone", async () => {
    const member = await logins.join();
    const { id, password: digits } =
      await logins.app.auth.createOneTimePassword(member);
    const { records } = logins.app;
    await records.remove(member.collection, member.id, serverRequest);
    const login = logins.logIn({ otpId: id, password: digits });
    expect(await refusal(login)).toMatchObject({ message: wrong });
  });

  test("does not work after the key of the record's tokens changed", async () => {
    const member = await logins.join();
    const { id, password: digits } =
      await logins.app.auth.createOneTimePassword(member);
    await logins.app.records.update(member.collection, member.id, undefined, {
      ...serverRequest,
      body: { email: "moved@example.com" },
    });
    const login = logins.logIn({ otpId: id, password: digits });
    expect(await refusal(login)).toMatchObject({ message: wrong });
  });

  test("is judged by the auth rule, in the context otp", async () => {
    await logins.addCollection("judged", {
      authRule: "@request.context = 'otp' && @request.body.otpId != ''",
    });
    const member = await logins.signUp("judged@example.com", {}, "judged");
    const made = await logins.app.auth.createOneTimePassword(member);
    const caller = { collection: "judged" };
    await logins.logIn({ otpId: made.id, password: made.password }, caller);
    const withPassword = logins.logInWithPassword(
      "judged@example.com",
      {},
      caller,
    );
    expect(await refusal(withPassword)).toBeInstanceOf(Forbidden);
  });

  test("takes digits that a form turned into a number", async () => {
    const member = await logins.join();
    let made = await logins.app.auth.createOneTimePassword(member);
    while (made.password.startsWith("0"))
      made = await logins.app.auth.createOneTimePassword(member);
    const body = { otpId: made.id, password: Number(made.password) };
    expect((await logins.logIn(body)).record["id"]).toBe(member.id);
  });
});

describe("the address that a one-time password was mailed to", () => {
  const canLogIn = (email: string) =>
    logins.logInWithPassword(email).then(
      () => true,
      () => false,
    );

  test("is verified by the login, and a password that someone else may have set is gone", async () => {
    const { email, ...member } = await logins.join();
    const second = await logins.receive(email);
    const { id, password: digits } = await logins.receive(email);
    const { record, token } = await logins.logIn({
      otpId: id,
      password: digits,
    });
    expect(record["verified"]).toBe(true);
    expect(await canLogIn(email)).toBe(false);
    expect((await logins.app.auth.viewerOf(token)).kind).toBe("record");
    expect((await logins.reload(member)).values["verified"]).toBe(true);
    // The others went with the record's old key.
    expect(await logins.otpsOf(member)).toEqual([]);
    const again = logins.logIn({ otpId: second.id, password: second.password });
    expect(await refusal(again)).toMatchObject({ message: wrong });
  });

  test("loses the external logins that were linked before", async () => {
    const { email, ...member } = await logins.join();
    const externalAuths = logins.app.collections.find("_externalAuths")!;
    await logins.app.records.create(externalAuths, undefined, {
      ...serverRequest,
      body: {
        collectionRef: member.collection.id,
        recordRef: member.id,
        provider: "google",
        providerId: "1",
      },
    });
    const { id, password: digits } = await logins.receive(email);
    await logins.logIn({ otpId: id, password: digits });
    expect(await logins.rowsOf(member, "_externalAuths")).toEqual([]);
  });

  test("changes nothing for who is verified already", async () => {
    const { email } = await logins.join({ verified: true });
    const { id, password: digits } = await logins.receive(email);
    await logins.logIn({ otpId: id, password: digits });
    expect(await canLogIn(email)).toBe(true);
  });

  test("verifies nobody when it was not mailed", async () => {
    const { email, ...member } = await logins.join();
    const { id, password: digits } =
      await logins.app.auth.createOneTimePassword(member);
    const { record } = await logins.logIn({ otpId: id, password: digits });
    expect(record["verified"]).toBe(false);
    expect(await canLogIn(email)).toBe(true);
  });

  test("verifies nobody who has another address by now", async () => {
    const { email, ...member } = await logins.join();
    const { id, password: digits } = await logins.receive(email);
    const otps = logins.app.collections.find("_otps")!;
    await logins.app.records.amend(otps, id, () => ({
      sentTo: "before@example.com",
    }));
    const { record } = await logins.logIn({ otpId: id, password: digits });
    expect(record["verified"]).toBe(false);
    expect((await logins.reload(member)).values["verified"]).toBe(false);
  });

  test("keeps the password where a second factor is needed anyway", async () => {
    await logins.addCollection("careful", {
      mfa: { enabled: true, duration: 600, rule: "" },
    });
    const caller = { collection: "careful" };
    const member = await logins.signUp("kept@example.com", {}, "careful");
    const { id, password: digits } = await logins.receive(
      "kept@example.com",
      caller,
    );
    const first = await refusal(
      logins.logIn({ otpId: id, password: digits }, caller),
    );
    expect((await logins.reload(member)).values["verified"]).toBe(true);
    const { mfaId } = first as Error & { mfaId: string };
    const { record } = await logins.logInWithPassword(
      "kept@example.com",
      { mfaId, password },
      caller,
    );
    expect(record["id"]).toBe(member.id);
  });
});
