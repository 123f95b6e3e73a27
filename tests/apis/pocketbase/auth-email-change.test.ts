import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  followLink,
  type MailingApp,
  openMailingApp,
  password,
  refusalOf,
  wrongRequests,
} from "./mailing-app.ts";

const ask = "POST /api/collections/users/request-email-change";
const confirm = "POST /api/collections/users/confirm-email-change";

let api: MailingApp;
let token: string;
beforeAll(async () => {
  api = await openMailingApp();
  await api.sudo("POST /api/collections", { json: { name: "plain" } });
  await api.sudo("POST /api/collections", {
    json: { name: "members", type: "auth" },
  });
  await api.newUser("taken@example.com");
  ({ token } = await api.newUser("zoe@example.com"));
});
afterAll(() => api.close());

test("a user follows the link of the mail to the new address and logs in with that", async () => {
  const ann = await api.newUser("ann@example.com");
  const asked = await api.send(ask, {
    token: ann.token,
    json: { newEmail: "ann@example.org" },
  });
  expect(asked.status).toBe(204);
  expect(await asked.text()).toBe("");
  const link = await followLink(api.mails);
  expect(link.page).toBe("#/auth/confirm-email-change");
  expect(api.mails.mails.at(-1)?.to[0]?.address).toBe("ann@example.org");

  const json = { token: link.token, password };
  const wrong = await api.send(confirm, {
    json: { ...json, password: "not-the-password" },
  });
  expect(await refusalOf(wrong)).toEqual({
    status: 400,
    codes: { password: "validation_invalid_password" },
  });
  expect((await api.send(confirm, { json })).status).toBe(204);
  expect(await api.logIn("ann@example.com", password)).toBe(400);
  expect(await api.logIn("ann@example.org", password)).toBe(200);
  const refresh = "POST /api/collections/users/auth-refresh";
  expect((await api.send(refresh, { token: ann.token })).status).toBe(401);
  expect((await refusalOf(await api.send(confirm, { json }))).status).toBe(400);
});

test.each([
  ["a guest", "users", "", 401],
  ["a guest of superusers", "_superusers", "", 401],
  ["a guest of what has no logins", "plain", "", 401],
  ["a login of another collection", "members", "user", 403],
  ["a login of what has no logins", "plain", "user", 403],
  ["a superuser of users", "users", "superuser", 403],
  ["a superuser of superusers", "_superusers", "superuser", 400],
  ["a login of nowhere", "nope", "user", 404],
] as const)("asking is not for %s", async (_name, collection, who, status) => {
  const path = `POST /api/collections/${collection}/request-email-change`;
  const response = await api.send(path, {
    // Whoever is turned away is so before the body is looked at.
    body: "{",
    headers: {
      ...(status === 400 && { "Content-Type": "application/json" }),
      ...(who !== "" && { Authorization: who === "user" ? token : api.token }),
    },
  });
  expect(await refusalOf(response)).toEqual({ status, codes: {} });
});

test.each([
  [{}, "validation_required"],
  [{ newEmail: "zoe" }, "validation_is_email"],
  [{ newEmail: "zoe@example.com" }, "validation_not_in_invalid"],
  [{ newEmail: "taken@example.com" }, "validation_invalid_new_email"],
])("asking with %j is refused", async (json, code) => {
  const refusal = await refusalOf(await api.send(ask, { token, json }));
  expect(refusal).toEqual({ status: 400, codes: { newEmail: code } });
});

describe("confirming", () => {
  test.each(wrongRequests)(
    "refuses %s",
    async (_, collection, request, status) => {
      const path = `POST /api/collections/${collection}/confirm-email-change`;
      expect(await refusalOf(await api.send(path, request))).toEqual({
        status,
        codes: {},
      });
    },
  );

  test("is not for superusers", async () => {
    const path = "POST /api/collections/_superusers/confirm-email-change";
    expect(await refusalOf(await api.send(path, { json: {} }))).toEqual({
      status: 400,
      codes: {},
    });
  });

  test.each([
    [{}, { token: "validation_required", password: "validation_required" }],
    [
      { token: "x", password },
      {
        token: "validation_invalid_token_payload",
        password: "validation_invalid_password",
      },
    ],
  ])("with %j is refused", async (json, codes) => {
    const refusal = await refusalOf(await api.send(confirm, { json }));
    expect(refusal).toEqual({ status: 400, codes });
  });
});
