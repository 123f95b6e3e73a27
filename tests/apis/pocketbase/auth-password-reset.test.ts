import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  followLink,
  type MailingApp,
  openMailingApp,
  password,
  refusalOf,
  wrongRequests,
} from "./mailing-app.ts";

const ask = "POST /api/collections/users/request-password-reset";
const confirm = "POST /api/collections/users/confirm-password-reset";
const fresh = "a-new-password";
const freshly = { password: fresh, passwordConfirm: fresh };

let api: MailingApp;
beforeAll(async () => {
  api = await openMailingApp();
  await api.sudo("POST /api/collections", { json: { name: "plain" } });
});
afterAll(() => api.close());

test("a user follows the link of the mail and sets a new password", async () => {
  const { token: session } = await api.newUser("ann@example.com");
  const asked = await api.send(ask, { json: { email: "ann@example.com" } });
  expect(asked.status).toBe(204);
  const { page, token } = await followLink(api.mails);
  expect(page).toBe("#/auth/confirm-password-reset");

  const set = await api.send(confirm, { json: { token, ...freshly } });
  expect(set.status).toBe(204);
  expect(await set.text()).toBe("");
  expect(await api.logIn("ann@example.com", password)).toBe(400);
  expect(await api.logIn("ann@example.com", fresh)).toBe(200);
  const refresh = "POST /api/collections/users/auth-refresh";
  expect((await api.send(refresh, { token: session })).status).toBe(401);

  const again = await api.send(confirm, { json: { token, ...freshly } });
  expect(await refusalOf(again)).toEqual({
    status: 400,
    codes: { token: "validation_invalid_token" },
  });
});

test("a password of digits may come in a form", async () => {
  await api.newUser("bea@example.com");
  await api.send(ask, { json: { email: "bea@example.com" } });
  const { token } = await followLink(api.mails);
  const form = new FormData();
  form.set("token", token);
  form.set("password", "9876543210");
  form.set("passwordConfirm", "9876543210");
  expect((await api.send(confirm, { body: form })).status).toBe(204);
  expect(await api.logIn("bea@example.com", "9876543210")).toBe(200);
});

test("a superuser's mail leads to the superusers' page, and resets theirs", async () => {
  const json = { email: "root@example.com" };
  const path = "/api/collections/_superusers";
  await api.send(`POST ${path}/request-password-reset`, { json });
  const { page, token } = await followLink(api.mails);
  expect(page).toContain("confirm-password-reset");
  const set = await api.send(`POST ${path}/confirm-password-reset`, {
    json: { token, ...freshly },
  });
  expect(set.status).toBe(204);
  expect((await api.sudo("GET /api/collections")).status).toBe(401);
});

describe.each(["request-password-reset", "confirm-password-reset"])(
  "%s",
  (step) => {
    test.each(wrongRequests)(
      "refuses %s",
      async (_, collection, request, status) => {
        const path = `POST /api/collections/${collection}/${step}`;
        expect(await refusalOf(await api.send(path, request))).toEqual({
          status,
          codes: {},
        });
      },
    );
  },
);

test.each([
  [ask, {}, { email: "validation_required" }],
  [ask, { email: "ann" }, { email: "validation_is_email" }],
  [
    confirm,
    {},
    {
      token: "validation_required",
      password: "validation_required",
      passwordConfirm: "validation_required",
    },
  ],
  [confirm, { token: "x", ...freshly }, { token: "validation_invalid_token" }],
])("%s with %j is refused", async (path, json, codes) => {
  const refusal = await refusalOf(await api.send(path, { json }));
  expect(refusal).toEqual({ status: 400, codes });
});
