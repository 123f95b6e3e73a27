import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import { Invalid, SecondFactorRequired } from "../../../src/core/errors.ts";
import { serverRequest } from "../../../src/core/request.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  type Caller,
  type OneTimeLogins,
  openOneTimeLogins,
  refusal,
} from "./one-time-passwords/one-time-logins.ts";

let logins: OneTimeLogins;
beforeAll(async () => {
  logins = await openOneTimeLogins();
  const mfa = { enabled: true, duration: 600, rule: "" };
  await logins.addCollection("careful", { mfa });
  await logins.addCollection("careful2", { mfa });
});
afterAll(() => logins[Symbol.asyncDispose]());
afterEach(() => {
  setSystemTime();
});

const careful = { collection: "careful" };

interface Member {
  readonly record: StoredRecord;
  readonly email: string;
}

let people = 0;
async function join(collection = "careful", more = {}): Promise<Member> {
  const email = `careful${++people}@example.com`;
  return { record: await logins.signUp(email, more, collection), email };
}

/** A login with a one-time password that is right. */
async function withOtp(
  { record }: Member,
  more: object = {},
  caller: Caller = careful,
) {
  const made = await logins.app.auth.createOneTimePassword(record);
  const body = { otpId: made.id, password: made.password, ...more };
  return logins.logIn(body, caller);
}

const withPassword = (
  { email }: Member,
  more: object = {},
  caller: Caller = careful,
) => logins.logInWithPassword(email, more, caller);

/** The session that a right first factor starts. */
async function mfaIdOf(firstFactor: Promise<unknown>): Promise<string> {
  const error = await refusal(firstFactor);
  if (!(error instanceof SecondFactorRequired)) throw error;
  return error.mfaId;
}

const sessionsOf = ({ record }: Member) => logins.rowsOf(record, "_mfas");
const ended = "Invalid or expired MFA session.";

describe("two different methods", () => {
  test("log in, a password and then a one-time password", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    expect(mfaId).toMatch(/^[a-z0-9]{15}$/);
    expect(await sessionsOf(member)).toMatchObject([
      { id: mfaId, values: { method: "password" } },
    ]);
    const { token, record } = await withOtp(member, { mfaId });
    expect(record["id"]).toBe(member.record.id);
    expect((await logins.app.auth.viewerOf(token)).kind).toBe("record");
    expect(await sessionsOf(member)).toEqual([]);
  });

  test("log in the other way round", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withOtp(member));
    expect((await withPassword(member, { mfaId })).record["id"]).toBe(
      member.record.id,
    );
  });

  test("may say the session in the query, which comes before the body", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    const caller = { ...careful, query: { mfaId } };
    const answer = await withOtp(member, { mfaId: "not this one" }, caller);
    expect(answer.record["id"]).toBe(member.record.id);
  });

  test("are needed by superusers as by everyone", async () => {
    await logins.app.collections.update("_superusers", {
      otp: { enabled: true, duration: 180, length: 8 },
      mfa: { enabled: true, duration: 600, rule: "" },
    });
    const caller = { collection: "_superusers" };
    const member = await join("_superusers");
    const mfaId = await mfaIdOf(withPassword(member, {}, caller));
    const { token } = await withOtp(member, { mfaId }, caller);
    expect((await logins.app.auth.viewerOf(token)).kind).toBe("superuser");
  });
});

describe("a second factor is refused", () => {
  test("when it is of the same method; the session stays", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    expect(await refusal(withPassword(member, { mfaId }))).toMatchObject({
      message: "A different authentication method is required.",
    });
    await withOtp(member, { mfaId });
  });

  test("when it is wrong; the session stays", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    const wrong = logins.logIn({ otpId: "x", password: "1", mfaId }, careful);
    expect(await refusal(wrong)).toBeInstanceOf(Invalid);
    await withOtp(member, { mfaId });
  });

  test.each([
    ["is unknown", "unknownunknown1", ended],
    ["is empty text", "\0", ended],
    ["is very long", "x".repeat(100_000), ended],
    ["is a list", ["x"], "Failed to read the MFA id."],
    ["is an object", { $ne: "" }, "Failed to read the MFA id."],
    ["is true", true, "Failed to read the MFA id."],
  ])("when its session %s", async (_, mfaId, message) => {
    const member = await join();
    const error = await refusal(withOtp(member, { mfaId }));
    expect(error).toBeInstanceOf(Invalid);
    expect(error).toMatchObject({ message, fields: {} });
  });

  test("when the session is another record's, which keeps it", async () => {
    const [mallory, alice] = [await join(), await join()];
    const mfaId = await mfaIdOf(withPassword(mallory));
    expect(await refusal(withOtp(alice, { mfaId }))).toMatchObject({
      message: "Invalid MFA session.",
    });
    await withOtp(mallory, { mfaId });
  });

  test("when the session is another collection's", async () => {
    const stranger = await join("careful2");
    const mfaId = await mfaIdOf(
      withPassword(stranger, {}, { collection: "careful2" }),
    );
    const member = await join();
    expect(await refusal(withOtp(member, { mfaId }))).toMatchObject({
      message: "Invalid MFA session.",
    });
  });

  test("when the session has expired, which ends it", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    setSystemTime(new Date(Date.now() + 601_000));
    expect(await refusal(withOtp(member, { mfaId }))).toMatchObject({
      message: ended,
    });
    expect(await sessionsOf(member)).toEqual([]);
  });

  test("when the session was used", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    await withOtp(member, { mfaId });
    expect(await refusal(withOtp(member, { mfaId }))).toMatchObject({
      message: ended,
    });
  });

  test("for all but one that use the session at the same time", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    const made = await Promise.all(
      Array.from({ length: 5 }, () =>
        logins.app.auth.createOneTimePassword(member.record),
      ),
    );
    // All have been right so far when the first of them goes on.
    const arrived = Promise.withResolvers<void>();
    let waiting = 0;
    const remove = logins.app.hooks.onRecordAuthRequest.add(
      async (_event, next) => {
        if (++waiting === made.length) arrived.resolve();
        await arrived.promise;
        return next();
      },
    );
    const outcomes = await Promise.allSettled(
      made.map(({ id, password }) =>
        logins.logIn({ otpId: id, password, mfaId }, careful),
      ),
    );
    remove();
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [outcome.reason as unknown] : [],
    );
    expect(refused).toHaveLength(4);
    for (const error of refused)
      expect(error).toMatchObject({ message: ended });
  });

  test("when the password was changed since the first", async () => {
    const member = await join();
    const mfaId = await mfaIdOf(withPassword(member));
    const changed = "another-password";
    const { records } = logins.app;
    await records.update(
      member.record.collection,
      member.record.id,
      undefined,
      {
        ...serverRequest,
        body: { password: changed, passwordConfirm: changed },
      },
    );
    expect(await sessionsOf(member)).toEqual([]);
    expect(await refusal(withOtp(member, { mfaId }))).toMatchObject({
      message: ended,
    });
  });
});

test("a wrong first factor starts no session", async () => {
  const member = await join();
  await refusal(withPassword(member, { password: "wrong-password" }));
  await refusal(logins.logIn({ otpId: "x", password: "1" }, careful));
  expect(await sessionsOf(member)).toEqual([]);
});

test("a password that is changed while it is compared starts no session", async () => {
  const member = await join();
  const { hooks, records } = logins.app;
  const remove = hooks.onRecordAuthRequest.add(async (_event, next) => {
    const changed = "another-password";
    await records.update(
      member.record.collection,
      member.record.id,
      undefined,
      {
        ...serverRequest,
        body: { password: changed, passwordConfirm: changed },
      },
    );
    return next();
  });
  const error = await refusal(withPassword(member));
  remove();
  expect(error).toMatchObject({ message: "Failed to authenticate." });
  expect(await sessionsOf(member)).toEqual([]);
});

test("a new session drops the record's expired ones", async () => {
  const member = await join();
  await mfaIdOf(withPassword(member));
  setSystemTime(new Date(Date.now() + 601_000));
  const mfaId = await mfaIdOf(withPassword(member));
  expect((await sessionsOf(member)).map(({ id }) => id)).toEqual([mfaId]);
});

describe("the MFA rule", () => {
  const onlyVerified = { collection: "onlyVerified" };
  beforeAll(() =>
    logins.addCollection("onlyVerified", {
      mfa: { enabled: true, duration: 600, rule: "verified = true" },
    }),
  );

  test("says who needs a second factor", async () => {
    const unverified = await join("onlyVerified");
    const verified = await join("onlyVerified", { verified: true });
    const answer = await withPassword(unverified, {}, onlyVerified);
    expect(answer.record["id"]).toBe(unverified.record.id);
    const mfaId = await mfaIdOf(withPassword(verified, {}, onlyVerified));
    await withOtp(verified, { mfaId }, onlyVerified);
  });

  test("is judged as for everyone when a superuser asks", async () => {
    const root = await logins.signUp("root@example.com", {}, "_superusers");
    const { email } = await join("onlyVerified");
    const { token } = await logins.app.auth.withPassword(
      logins.collection("onlyVerified"),
      undefined,
      {
        ...serverRequest,
        viewer: { kind: "superuser", record: root },
        body: { identity: email, password: "1234567890" },
      },
    );
    expect(token).not.toBe("");
  });

  test("knows the context and the request", async () => {
    await logins.addCollection("contextual", {
      mfa: {
        enabled: true,
        duration: 600,
        rule: "@request.context = 'otp' && @request.body.otpId != ''",
      },
    });
    const caller = { collection: "contextual" };
    const member = await join("contextual");
    await withPassword(member, {}, caller);
    await mfaIdOf(withOtp(member, {}, caller));
  });

  test("asks for a second factor when it can no longer be understood", async () => {
    await logins.app.collections.create({
      name: "flags",
      fields: [{ name: "on", type: "bool" }],
    });
    await logins.addCollection("broken", {
      mfa: {
        enabled: true,
        duration: 600,
        rule: "@collection.flags.on = true",
      },
    });
    const broken = { collection: "broken" };
    const member = await join("broken");
    await withPassword(member, {}, broken);
    await logins.app.collections.remove("flags");
    await mfaIdOf(withPassword(member, {}, broken));
  });
});

test("staying logged in needs no second factor again", async () => {
  const member = await join();
  const mfaId = await mfaIdOf(withPassword(member));
  const { token } = await withOtp(member, { mfaId });
  const viewer = await logins.app.auth.viewerOf(token);
  const refreshed = await logins.app.auth.refresh(
    logins.collection("careful"),
    undefined,
    { ...serverRequest, viewer },
    token,
  );
  expect((await logins.app.auth.viewerOf(refreshed.token)).kind).toBe("record");
});
