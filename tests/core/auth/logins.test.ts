import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { signToken } from "../../../src/core/auth/tokens/json-web-token.ts";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import {
  Forbidden,
  Invalid,
  SecondFactorRequired,
  Unauthorized,
} from "../../../src/core/errors.ts";
import {
  type RequestInfo,
  type Viewer,
  guest,
  serverRequest,
} from "../../../src/core/request.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { hashCheaply } from "../../support/hash-cheaply.ts";
import { type TempApp, openTempApp } from "../../support/temp-app.ts";

let temp: TempApp;
const password = "1234567890";

beforeAll(async () => {
  temp = await openTempApp();
  await hashCheaply(temp.app, "users");
});
afterAll(() => temp.close());

function request(
  viewer: Viewer,
  body: Record<string, unknown> = {},
): RequestInfo {
  return { ...serverRequest, viewer, body, method: "POST" };
}

function authCollection(name: string): AuthCollection {
  const collection = temp.app.collections.find(name);
  if (collection?.type !== "auth") throw new Error(`${name} has no logins`);
  return collection;
}

async function signUp(
  collection: string,
  email: string,
  more: object = {},
): Promise<StoredRecord> {
  const target = authCollection(collection);
  const body = { email, password, passwordConfirm: password, ...more };
  const { id } = await temp.app.records.create(target, undefined, {
    ...serverRequest,
    body,
  });
  return (await temp.app.records.find(target, String(id)))!;
}

function logIn(
  collection: string,
  identity: unknown,
  secret: unknown = password,
  more: object = {},
) {
  const body = { identity, password: secret, ...more };
  return temp.app.auth.withPassword(
    authCollection(collection),
    undefined,
    request(guest, body),
  );
}

describe("logging in with a password", () => {
  test("gives a token of the record, and the record with its own email", async () => {
    const ann = await signUp("users", "ann@example.com");
    const answer = await logIn("users", "ann@example.com");
    expect(answer.record).toMatchObject({
      id: ann.id,
      email: "ann@example.com",
      collectionName: "users",
    });
    expect(answer.record).not.toHaveProperty("password");
    expect(answer.record).not.toHaveProperty("tokenKey");
    const viewer = await temp.app.auth.viewerOf(answer.token);
    expect(viewer).toMatchObject({ kind: "record", record: { id: ann.id } });
  });

  test("a superuser's token passes as a superuser's", async () => {
    await signUp("_superusers", "root@example.com");
    const { token } = await logIn("_superusers", "root@example.com");
    expect((await temp.app.auth.viewerOf(token)).kind).toBe("superuser");
  });

  test("a wrong password, an unknown identity and another collection's login are refused in the same words", async () => {
    await signUp("users", "bea@example.com");
    const attempts = [
      () => logIn("users", "bea@example.com", "wrong-password"),
      () => logIn("users", "nobody@example.com"),
      () => logIn("_superusers", "bea@example.com"),
      () => logIn("users", "bea@example.com", "x".repeat(200)),
    ];
    for (const attempt of attempts) {
      const error = await attempt().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Invalid);
      expect(error).toMatchObject({
        message: "Failed to authenticate.",
        fields: {},
      });
    }
  });

  test.each([
    [
      "nothing",
      {},
      { identity: "validation_required", password: "validation_required" },
    ],
    ["no password", { identity: "a" }, { password: "validation_required" }],
    [
      "a million characters",
      { identity: "a".repeat(1_000_000), password: "b".repeat(1_000_000) },
      {
        identity: "validation_length_out_of_range",
        password: "validation_length_out_of_range",
      },
    ],
    ["an object", { identity: { a: 1 }, password: "b" }, {}],
    ["a list", { identity: ["a"], password: "b" }, {}],
    [
      "a field that is none to log in with",
      { identity: "a", password: "b", identityField: "name" },
      { identityField: "validation_in_invalid" },
    ],
  ])("%s is refused with a code per field", async (_, body, codes) => {
    const attempt = temp.app.auth.withPassword(
      authCollection("users"),
      undefined,
      request(guest, body),
    );
    const error = await attempt.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Invalid);
    const { fields } = error as Invalid;
    expect(Object.keys(fields).sort()).toEqual(Object.keys(codes).sort());
    for (const [field, code] of Object.entries(codes))
      expect(fields[field]).toMatchObject({ code });
  });

  test("the auth rule decides who may log in", async () => {
    await temp.app.collections.create({
      name: "members",
      type: "auth",
      authRule: "verified = true",
    });
    await signUp("members", "unverified@example.com");
    await signUp("members", "verified@example.com", { verified: true });
    await expect(
      logIn("members", "unverified@example.com"),
    ).rejects.toBeInstanceOf(Forbidden);
    expect(
      (await logIn("members", "verified@example.com")).record,
    ).toMatchObject({ verified: true });
    await temp.app.collections.update("members", { authRule: null });
    await expect(
      logIn("members", "verified@example.com"),
    ).rejects.toBeInstanceOf(Forbidden);
  });

  test("a collection that has password logins off refuses them", async () => {
    await temp.app.collections.create({
      name: "closed",
      type: "auth",
      passwordAuth: { enabled: false },
    });
    await signUp("closed", "in@example.com");
    await expect(logIn("closed", "in@example.com")).rejects.toBeInstanceOf(
      Forbidden,
    );
  });

  test("with a second factor on, a password alone gives no token", async () => {
    const otp = { enabled: true, duration: 180, length: 8 };
    await temp.app.collections.create({
      name: "careful",
      type: "auth",
      mfa: { enabled: true, duration: 600, rule: "" },
      otp,
    });
    await signUp("careful", "two@example.com");
    const first = await logIn("careful", "two@example.com").catch(
      (caught: unknown) => caught,
    );
    expect(first).toBeInstanceOf(SecondFactorRequired);
    const { mfaId } = first as SecondFactorRequired;
    expect(mfaId).toMatch(/^[a-z0-9]{15}$/);
    // The same method again is no second factor, and an unknown session is none.
    await expect(
      logIn("careful", "two@example.com", password, { mfaId }),
    ).rejects.toBeInstanceOf(Invalid);
    await expect(
      logIn("careful", "two@example.com", password, { mfaId: "x" }),
    ).rejects.toBeInstanceOf(Invalid);
  });
});

describe("a token", () => {
  let eve: StoredRecord;
  beforeAll(async () => {
    eve = await signUp("users", "eve@example.com");
  });

  const keyOf = (record: StoredRecord) =>
    String(record.values["tokenKey"]) +
    authCollection(record.collection.name).authToken.secret;
  const claims = (record: StoredRecord) => ({
    id: record.id,
    collectionId: record.collection.id,
    type: "auth",
    refreshable: true,
  });
  const viewerOf = async (token: string) =>
    (await temp.app.auth.viewerOf(token)).kind;

  test("as PocketBase signs it is accepted", async () => {
    expect(await viewerOf(signToken(claims(eve), keyOf(eve), 60))).toBe(
      "record",
    );
  });

  test.each([
    ["that has ended", (r: StoredRecord) => signToken(claims(r), keyOf(r), -1)],
    [
      "of another type",
      (r: StoredRecord) =>
        signToken({ ...claims(r), type: "file" }, keyOf(r), 60),
    ],
    [
      "without a type",
      (r: StoredRecord) =>
        signToken({ ...claims(r), type: undefined }, keyOf(r), 60),
    ],
    [
      "signed with the secret of another kind",
      (r: StoredRecord) =>
        signToken(
          claims(r),
          String(r.values["tokenKey"]) +
            authCollection("users").fileToken.secret,
          60,
        ),
    ],
    [
      "signed with the secret alone",
      (r: StoredRecord) =>
        signToken(claims(r), authCollection("users").authToken.secret, 60),
    ],
    ["signed with nothing", (r: StoredRecord) => signToken(claims(r), "", 60)],
    [
      "of a record that is not there",
      (r: StoredRecord) =>
        signToken({ ...claims(r), id: "missingmissing1" }, keyOf(r), 60),
    ],
    [
      "of another collection",
      (r: StoredRecord) =>
        signToken(
          { ...claims(r), collectionId: authCollection("_superusers").id },
          keyOf(r),
          60,
        ),
    ],
    [
      "that names its collection",
      (r: StoredRecord) =>
        signToken({ ...claims(r), collectionId: "users" }, keyOf(r), 60),
    ],
    [
      "with claims of other types",
      (r: StoredRecord) =>
        signToken({ ...claims(r), id: { a: 1 } }, keyOf(r), 60),
    ],
  ])("%s is a guest's", async (_, make) => {
    expect(await viewerOf(make(eve))).toBe("guest");
  });

  test("of before a password change is a guest's at once, though it was known", async () => {
    const fay = await signUp("users", "fay@example.com");
    const { token } = await logIn("users", "fay@example.com");
    expect(await viewerOf(token)).toBe("record");
    const body = { password: "another-one", passwordConfirm: "another-one" };
    await temp.app.records.update(fay.collection, fay.id, undefined, {
      ...serverRequest,
      body,
    });
    expect(await viewerOf(token)).toBe("guest");
    await expect(logIn("users", "fay@example.com")).rejects.toBeInstanceOf(
      Invalid,
    );
    expect(
      await viewerOf(
        (await logIn("users", "fay@example.com", "another-one")).token,
      ),
    ).toBe("record");
  });

  test("of a deleted record is a guest's at once", async () => {
    const gil = await signUp("users", "gil@example.com");
    const { token } = await logIn("users", "gil@example.com");
    expect(await viewerOf(token)).toBe("record");
    await temp.app.records.remove(gil.collection, gil.id, serverRequest);
    expect(await viewerOf(token)).toBe("guest");
  });

  test("of before the collection's secret changed is a guest's at once", async () => {
    await temp.app.collections.create({ name: "rotating", type: "auth" });
    await signUp("rotating", "hal@example.com");
    const { token } = await logIn("rotating", "hal@example.com");
    expect(await viewerOf(token)).toBe("record");
    const secret = "s".repeat(50);
    await temp.app.collections.update("rotating", { authToken: { secret } });
    expect(await viewerOf(token)).toBe("guest");
  });

  test("stands for the record as it is now, not as it was when the token was first seen", async () => {
    const ida = await signUp("users", "ida@example.com", { name: "Ida" });
    const { token } = await logIn("users", "ida@example.com");
    await temp.app.auth.viewerOf(token);
    await temp.app.records.update(ida.collection, ida.id, undefined, {
      ...serverRequest,
      body: { name: "Other" },
    });
    expect(await temp.app.auth.viewerOf(token)).toMatchObject({
      record: { values: { name: "Other" } },
    });
  });
});

describe("refreshing", () => {
  const refresh = (collection: string, viewer: Viewer, token: string) =>
    temp.app.auth.refresh(
      authCollection(collection),
      undefined,
      request(viewer),
      token,
    );

  test("gives a new token that works", async () => {
    await signUp("users", "jan@example.com");
    const { token } = await logIn("users", "jan@example.com");
    const answer = await refresh(
      "users",
      await temp.app.auth.viewerOf(token),
      token,
    );
    expect((await temp.app.auth.viewerOf(answer.token)).kind).toBe("record");
  });

  test("hands a token that is not refreshable back as it is", async () => {
    const kim = await signUp("users", "kim@example.com");
    const token = temp.app.auth.issueToken(kim, {
      refreshable: false,
      duration: 60,
    });
    expect(
      (await refresh("users", await temp.app.auth.viewerOf(token), token))
        .token,
    ).toBe(token);
  });

  test("needs a login, of that collection", async () => {
    const lea = await signUp("users", "lea@example.com");
    const token = temp.app.auth.issueToken(lea);
    await expect(refresh("users", guest, "")).rejects.toBeInstanceOf(
      Unauthorized,
    );
    const viewer = await temp.app.auth.viewerOf(token);
    await expect(refresh("_superusers", viewer, token)).rejects.toBeInstanceOf(
      Forbidden,
    );
  });
});
