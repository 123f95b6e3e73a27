import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { signToken } from "../../../src/core/auth/tokens/json-web-token.ts";
import { issueFirstRunToken } from "../../../src/core/auth/first-run.ts";
import {
  issueToken,
  type TokenKind,
} from "../../../src/core/auth/tokens/tokens.ts";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { createHandler } from "../../../src/http/create-handler.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";
import { hashCheaply } from "../../support/hash-cheaply.ts";
import {
  type MailServer,
  startMailServer,
  useMailServer,
} from "../../support/mail-server.ts";
import { processorTime } from "../../support/processor-time.ts";
import { openTempApp } from "../../support/temp-app.ts";

const password = "long enough";

let api: TestApp;
let mail: MailServer;
beforeAll(async () => {
  api = await openTestApp();
  mail = await startMailServer();
  await useMailServer(api.app, mail);
  await api.sudo("POST /api/collections", {
    json: { name: "members", type: "auth" },
  });
  await hashCheaply(api.app, "members");
});
afterAll(async () => {
  await api.close();
  await mail.close();
});

function authCollection(name: string): AuthCollection {
  const collection = api.app.collections.find(name);
  if (collection?.type !== "auth") throw new Error(`${name} has no logins`);
  return collection;
}

let people = 0;

/** A new record that somebody can log in as. */
async function signUp(collection: string): Promise<StoredRecord> {
  const email = `person-${people++}@example.com`;
  const response = await api.sudo(
    `POST /api/collections/${collection}/records`,
    { json: { email, password, passwordConfirm: password } },
  );
  const { id } = (await response.json()) as { id: string };
  return (await api.app.records.find(authCollection(collection), id))!;
}

const kinds: readonly TokenKind[] = [
  "auth",
  "file",
  "verification",
  "passwordReset",
  "emailChange",
];

/** A token of each kind with all that any route looks for in one. */
function tokenOf(record: StoredRecord, kind: TokenKind): string {
  const { name } = record.collection;
  return issueToken(authCollection(name), record, kind, {
    email: record.values["email"],
    newEmail: `new-${String(record.values["email"])}`,
    refreshable: true,
  });
}

/** A route that takes a token: what it makes of one, and of which kind that has to be. */
interface TokenRoute {
  readonly path: (record: StoredRecord) => string;
  readonly takes: TokenKind;
  readonly body: (token: string) => Record<string, unknown>;
}

const confirming: readonly TokenRoute[] = [
  {
    path: () => "confirm-verification",
    takes: "verification",
    body: (token) => ({ token }),
  },
  {
    path: () => "confirm-password-reset",
    takes: "passwordReset",
    body: (token) => ({
      token,
      password: "another password",
      passwordConfirm: "another password",
    }),
  },
  {
    path: () => "confirm-email-change",
    takes: "emailChange",
    body: (token) => ({ token, password }),
  },
];

describe.each(kinds)("a token of the kind %s", (kind) => {
  test.each(confirming.map((route) => [route.takes, route] as const))(
    "confirms what %s is for only if it is of that kind",
    async (takes, { path, body }) => {
      const record = await signUp("users");
      const response = await api.send(
        `POST /api/collections/users/${path(record)}`,
        { json: body(tokenOf(record, kind)) },
      );
      if (kind === takes) {
        expect(response.status).toBe(204);
        return;
      }
      const { status, data } = await readError(response);
      expect(status).toBe(400);
      expect(data).toMatchObject({
        token: { code: "validation_invalid_token" },
      });
      const now = await api.app.records.find(
        authCollection("users"),
        record.id,
      );
      expect(now?.values).toEqual(record.values);
    },
  );

  const asUser: readonly [string, object | undefined][] = [
    ["POST /api/collections/users/auth-refresh", undefined],
    [
      "POST /api/collections/users/request-email-change",
      { newEmail: "somewhere@example.com" },
    ],
  ];
  test.each(asUser)(
    "makes a login for %s only if it is one",
    async (line, json) => {
      const token = tokenOf(await signUp("users"), kind);
      const { status } = await api.send(line, { token, json });
      if (kind === "auth") expect([200, 204]).toContain(status);
      else expect(status).toBe(401);
    },
  );

  const asSuperuser = [
    "GET /api/collections",
    "GET /api/settings",
    "GET /api/collections/_superusers/records",
  ];
  test.each(asSuperuser)(
    "opens %s only if it is a superuser's login",
    async (line) => {
      const token = tokenOf(await signUp("_superusers"), kind);
      const { status } = await api.send(line, { token });
      if (kind === "auth") expect(status).toBe(200);
      else expect([401, 403]).toContain(status);
      const users = tokenOf(await signUp("users"), kind);
      expect([401, 403]).toContain(
        (await api.send(line, { token: users })).status,
      );
    },
  );

  test("impersonates only if it is a superuser's login", async () => {
    const { id } = await signUp("users");
    const line = `POST /api/collections/users/impersonate/${id}`;
    const token = tokenOf(await signUp("_superusers"), kind);
    const { status } = await api.send(line, { token });
    expect(status).toBe(kind === "auth" ? 200 : 401);
  });
});

describe("a token of another collection", () => {
  test.each(confirming.map((route) => [route.takes, route] as const))(
    "confirms nothing here (%s)",
    async (takes, { path, body }) => {
      const member = await signUp("members");
      const response = await api.send(
        `POST /api/collections/users/${path(member)}`,
        { json: body(tokenOf(member, takes)) },
      );
      const { status, data } = await readError(response);
      expect(status).toBe(400);
      expect(data).toMatchObject({
        token: { code: "validation_token_collection_mismatch" },
      });
    },
  );

  test("is no login here", async () => {
    const token = tokenOf(await signUp("members"), "auth");
    const line = "POST /api/collections/users/auth-refresh";
    expect((await api.send(line, { token })).status).toBe(403);
  });
});

test.each(confirming.map((route) => [route.takes, route] as const))(
  "a used token is worth nothing (%s)",
  async (takes, { path, body }) => {
    const record = await signUp("users");
    const token = tokenOf(record, takes);
    const confirm = () =>
      api.send(`POST /api/collections/users/${path(record)}`, {
        json: body(token),
      });
    const statuses = (await Promise.all([confirm(), confirm(), confirm()])).map(
      ({ status }) => status,
    );
    // Who is verified is verified, however often that is said.
    const once = takes === "verification" ? [204, 204, 204] : [204, 400, 400];
    expect(statuses.toSorted((a, b) => a - b)).toEqual(once);
    expect((await confirm()).status).toBe(takes === "verification" ? 204 : 400);
  },
);

test("a token with an end, a begin or claims of odd types makes a guest, never an error", async () => {
  const { id, collection, values } = await signUp("users");
  const key =
    String(values["tokenKey"]) + authCollection("users").authToken.secret;
  const odd: object[] = [
    { id: { a: 1 } },
    { id: 0 },
    { collectionId: [] },
    { type: { toString: "auth" } },
    { nbf: {} },
    { iat: [] },
  ];
  for (const claims of odd) {
    const good = { id, collectionId: collection.id, type: "auth" };
    const token = signToken({ ...good, ...claims }, key, 60);
    const response = await api.send(
      "POST /api/collections/users/auth-refresh",
      { token },
    );
    expect([claims, response.status]).toEqual([claims, 401]);
  }
});

test("a megabyte of token is refused at once, in a header as in a body", async () => {
  const token = `${"A".repeat(500_000)}.${"B".repeat(500_000)}.C`;
  const time = await processorTime(async () => {
    const asLogin = await api.send("GET /api/collections", { token });
    const asBody = await api.send(
      "POST /api/collections/users/confirm-verification",
      { json: { token } },
    );
    expect([asLogin.status, asBody.status]).toEqual([401, 400]);
  });
  expect(time).toBeLessThan(200);
});

test("a login that ends while its request's body comes does nothing more", async () => {
  const { app } = api;
  const users = app.collections.find("users")!;
  const created = await api.sudo("POST /api/collections/users/records", {
    json: { email: "slow@example.com", password, passwordConfirm: password },
  });
  const { id } = (await created.json()) as { id: string };
  const user = (await app.records.find(users, id))!;
  const token = app.auth.issueToken(user);

  const body = new TransformStream<Uint8Array, Uint8Array>();
  const writer = body.writable.getWriter();
  const answer = api.send(`PATCH /api/collections/users/records/${id}`, {
    token,
    body: body.readable,
    headers: { "content-type": "application/json" },
  });
  await writer.write(Buffer.from('{"emailVisibility":'));
  await app.records.amend(users, id, () => ({ tokenKey: "t".repeat(50) }));
  await writer.write(Buffer.from("true}"));
  await writer.close();

  expect((await readError(await answer)).status).toBe(401);
  const after = await app.records.find(users, id);
  expect(after?.values["emailVisibility"]).toBe(false);
});

describe("whether somebody has an address", () => {
  test.each([
    ["auth-with-password", { password: "wrong password" }],
    ["request-password-reset", {}],
    ["request-verification", {}],
  ])("does not show in the answer of %s", async (path, more) => {
    const email = String((await signUp("users")).values["email"]);
    const answers = await Promise.all(
      [email, "nobody@example.com"].map(async (address) => {
        const response = await api.send(`POST /api/collections/users/${path}`, {
          json: { identity: address, email: address, ...more },
        });
        const headers = Object.fromEntries(response.headers);
        return {
          status: response.status,
          text: await response.text(),
          headers,
        };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe("the link of the first run", () => {
  test("makes the first superuser through the API, once, and is dead then", async () => {
    const temp = await openTempApp();
    const handler = createHandler(temp.app, { origins: ["*"] });
    const send = (line: string, token: string, json?: unknown) => {
      const [method, path] = line.split(" ");
      const request = new Request(`http://127.0.0.1:8090${path}`, {
        method,
        headers: { authorization: token, "content-type": "application/json" },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
      return Promise.resolve(handler(request));
    };
    try {
      const token = (await issueFirstRunToken(temp.app))!;
      const path = "POST /api/collections/_superusers/records";
      const short = { email: "ann@example.com", password: "short" };
      const refused = await readError(await send(path, token, short));
      expect(refused.status).toBe(400);

      const account = { email: "ann@example.com", password };
      const body = { ...account, passwordConfirm: password };
      const made = await send(path, token, body);
      expect(made.status).toBe(200);
      expect(await made.json()).toMatchObject({ email: "ann@example.com" });
      const again = { ...body, email: "eve@example.com" };
      expect((await send(path, token, again)).status).toBe(403);
      expect((await send("GET /api/collections", token)).status).toBe(401);

      const login = await send(
        "POST /api/collections/_superusers/auth-with-password",
        "",
        { identity: account.email, password },
      );
      expect(login.status).toBe(200);
    } finally {
      await temp.close();
    }
  });
});
