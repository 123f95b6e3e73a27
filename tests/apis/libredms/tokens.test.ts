import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { usersName } from "../../../src/apis/libredms/collection-names.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { superuser } from "../../http/open-test-app.ts";
import {
  claimsIn,
  type Libredms,
  openLibredms,
  type Person,
} from "./open-libredms.ts";

let library: Libredms;
beforeAll(async () => {
  library = await openLibredms();
});
afterAll(() => library.close());

const invalid = { message: "Access token is invalid" };
const isGood = async ({ token }: { readonly token: string }) =>
  (await library.ask("GET /api/documents", { token })).status === 200;
const users = () => library.api.app.collections.find(usersName)!;
const stored = async ({ id }: Person): Promise<StoredRecord> =>
  (await library.api.app.records.find(users(), id))!;
async function logIn({ email, password }: Person): Promise<string> {
  const json = { email, password };
  return (await library.ask("POST /api/auth/login", undefined, json)).token!;
}

describe("a token is dead", () => {
  test("after logout, and no other one is", async () => {
    const person = await library.join("4");
    const other = await logIn(person);
    const { status, body, token } = await library.ask(
      "POST /api/auth/logout",
      person,
    );
    expect(status).toBe(200);
    expect(body).toEqual({ message: "Logout successful!" });
    expect(token).toBe("");
    const again = await library.ask("GET /api/documents", person);
    expect(again.status).toBe(401);
    expect(again.body).toEqual(invalid);
    expect(again.token).toBe("");
    expect(await isGood({ token: other })).toBe(true);
  });

  test("after the password was changed here, and the new one is good", async () => {
    const person = await library.join("4");
    const { token } = await library.ask(`PUT /api/users/${person.id}`, person, {
      password: "another password",
    });
    expect(await isGood(person)).toBe(false);
    expect(await isGood({ token: token! })).toBe(true);
  });

  test("after the password was changed through the native API", async () => {
    const person = await library.join("4");
    const path = `PATCH /api/collections/${usersName}/records/${person.id}`;
    const password = "another password";
    const response = await library.api.sudo(path, {
      json: { password, passwordConfirm: password },
    });
    expect(response.status).toBe(200);
    expect(await isGood(person)).toBe(false);
  });

  test("after its user was deleted, natively for good or here", async () => {
    const [here, natively] = [await library.join("4"), await library.join("4")];
    await library.ask(`DELETE /api/users/${here.id}`, here);
    await library.api.sudo(
      `DELETE /api/collections/${usersName}/records/${natively.id}`,
    );
    expect(await isGood(here)).toBe(false);
    expect(await isGood(natively)).toBe(false);
  });

  test("after its user was given a deletion date natively", async () => {
    const person = await library.join("4");
    await library.api.sudo(
      `PATCH /api/collections/${usersName}/records/${person.id}`,
      { json: { deleted: "2026-01-01 00:00:00.000Z" } },
    );
    expect(await isGood(person)).toBe(false);
  });

  test("once the collection's secret is another, and new ones are good", async () => {
    const person = await library.join("4");
    await library.api.app.collections.update(usersName, {
      authToken: { secret: "s".repeat(50), duration: 86_400 },
    });
    expect(await isGood(person)).toBe(false);
    expect(await isGood({ token: await logIn(person) })).toBe(true);
  });

  test("once too many were logged out for each to be remembered", async () => {
    const person = await library.join("4");
    const { authToken } = users() as { authToken?: { duration: number } };
    const expiry = Math.floor(Date.now() / 1000) + authToken!.duration;
    const ended: Record<string, number> = Object.fromEntries(
      Array.from({ length: 49 }, (_, index) => [`token ${index}`, expiry]),
    );
    await library.api.app.records.amend(users(), person.id, () => ({
      loggedOut: { ended },
    }));
    const [last, tooMany, other] = [
      await logIn(person),
      await logIn(person),
      await logIn(person),
    ];
    await library.ask("POST /api/auth/logout", { token: last });
    expect(await isGood({ token: other })).toBe(true);
    await library.ask("POST /api/auth/logout", { token: tooMany });
    for (const token of [last, tooMany, other, person.token]) {
      expect(await isGood({ token })).toBe(false);
    }
    const { loggedOut } = (await stored(person)).values;
    expect(loggedOut).toEqual({ ended: {} });
  });
});

test("tokens that would be expired by now are not remembered", async () => {
  const person = await library.join("4");
  await library.api.app.records.amend(users(), person.id, () => ({
    loggedOut: { ended: { old: 1 } },
  }));
  await library.ask("POST /api/auth/logout", person);
  const { jti, exp } = claimsIn(person.token);
  expect((await stored(person)).values["loggedOut"]).toEqual({
    ended: { [String(jti)]: Number(exp) },
  });
});

describe("a token lives", () => {
  test("while its user moves to another address, and native ones do not", async () => {
    const person = await library.join("4");
    const { auth } = library.api.app;
    const native = auth.issueToken(await stored(person));
    const moves = ["first@doe.com", "second@doe.com"];
    for (const email of moves) {
      const answer = await library.ask(`PUT /api/users/${person.id}`, person, {
        email,
      });
      expect(answer.body["email"]).toBe(email);
    }
    expect(await isGood(person)).toBe(true);
    expect((await auth.viewerOf(native)).kind).toBe("guest");
    const later = await logIn({ ...person, email: "second@doe.com" });
    await library.ask(`PUT /api/users/${person.id}`, person, {
      password: "another password",
    });
    expect(await isGood(person)).toBe(false);
    expect(await isGood({ token: later })).toBe(false);
  });

  test("while its user gets another role, which counts at once", async () => {
    const root = await library.join("1");
    const person = await library.join("4");
    const other = await library.join("4");
    const profile = `GET /api/users/${other.id}`;
    expect((await library.ask(profile, person)).status).toBe(403);
    await library.ask(`PUT /api/users/set-role/${person.id}`, root, {
      roleId: 2,
    });
    expect((await library.ask(profile, person)).status).toBe(200);
    await library.ask(`PUT /api/users/set-role/${person.id}`, root, {
      roleId: 4,
    });
    expect((await library.ask(profile, person)).status).toBe(403);
  });
});

describe("no token is", () => {
  const sign = (header: object, claims: object, secret: string) => {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part(header)}.${part(claims)}`;
    const hmac = createHmac("sha256", secret).update(signed);
    return `${signed}.${hmac.digest("base64url")}`;
  };
  const secretOf = () => {
    const collection = users();
    return collection.type === "auth" ? collection.authToken.secret : "";
  };
  const hs256 = { alg: "HS256", typ: "JWT" };

  const others: [what: string, make: (person: Person) => Promise<string>][] = [
    ["a number", async () => "42.1"],
    ["anything", async () => "a.b.c"],
    ["text without end", async () => "x".repeat(100_000)],
    [
      "a token of the native API",
      async (person) => library.api.app.auth.issueToken(await stored(person)),
    ],
    ["a superuser's", async () => library.api.token],
    [
      "one of another collection",
      async () => {
        const { app } = library.api;
        const collection = app.collections.find("_superusers")!;
        const { email } = superuser;
        const record = await app.records.findBy(collection, "email", email);
        return app.auth.issueToken(record!);
      },
    ],
    [
      "one with a changed claim",
      async ({ token }) => {
        const [head, , signature] = token.split(".");
        const claims = { ...claimsIn(token), roleId: 1 };
        const payload = Buffer.from(JSON.stringify(claims));
        return `${head}.${payload.toString("base64url")}.${signature}`;
      },
    ],
    [
      "one without a signature",
      async ({ token }) => {
        const head = Buffer.from('{"alg":"none"}').toString("base64url");
        return `${head}.${token.split(".")[1]}.`;
      },
    ],
    [
      "an expired one",
      async ({ token }) =>
        sign(hs256, { ...claimsIn(token), exp: 1_500_000_000 }, secretOf()),
    ],
    [
      "one without an end",
      async ({ token }) => {
        const { exp: _, ...claims } = claimsIn(token);
        return sign(hs256, claims, secretOf());
      },
    ],
    [
      "one for somebody else's eyes",
      async ({ token }) =>
        sign(hs256, { ...claimsIn(token), aud: "others" }, secretOf()),
    ],
    [
      "one without a key",
      async ({ token }) => {
        const { key: _, ...claims } = claimsIn(token);
        return sign(hs256, claims, secretOf());
      },
    ],
  ];
  test.each(others)("%s", async (_, make) => {
    const person = await library.join("4");
    const token = await make(person);
    const answer = await library.ask("GET /api/users", { token });
    expect(answer.body).toEqual(invalid);
    expect(answer.status).toBe(401);
    expect(answer.token).toBe("");
  });

  test("the forgery in these tests would pass if it were none", async () => {
    const { token } = await library.join("4");
    const copy = sign(hs256, claimsIn(token), secretOf());
    expect(await isGood({ token: copy })).toBe(true);
  });
});

test("the native API takes none of these tokens", async () => {
  const { token } = await library.join("1");
  const { kind } = await library.api.app.auth.viewerOf(token);
  expect(kind).toBe("guest");
});

test("whatever an operator writes into the notes of tokens, nobody is locked out by it", async () => {
  const person = await library.join("4");
  for (const loggedOut of [[], "x", 7, { ended: [1], kept: { name: 1 } }]) {
    await library.api.app.records.amend(users(), person.id, () => ({
      loggedOut,
    }));
    expect(await isGood(person)).toBe(true);
  }
});
