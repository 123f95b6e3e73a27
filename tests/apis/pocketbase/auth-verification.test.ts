import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  followLink,
  type MailingApp,
  openMailingApp,
  refusalOf,
  wrongRequests,
} from "./mailing-app.ts";

const ask = "POST /api/collections/users/request-verification";
const confirm = "POST /api/collections/users/confirm-verification";

let api: MailingApp;
beforeAll(async () => {
  api = await openMailingApp();
  await api.sudo("POST /api/collections", { json: { name: "plain" } });
});
afterAll(() => api.close());

const isVerified = async (id: string) => {
  const response = await api.sudo(
    `GET /api/collections/users/records/${id}?fields=verified`,
  );
  return ((await response.json()) as { verified: boolean }).verified;
};

test("a user follows the link of the mail and is verified", async () => {
  const { id } = await api.newUser("ann@example.com");
  const asked = await api.send(ask, { json: { email: "ann@example.com" } });
  expect(asked.status).toBe(204);
  expect(await asked.text()).toBe("");

  const { page, token } = await followLink(api.mails);
  expect(page).toBe("#/auth/confirm-verification");
  expect(await isVerified(id)).toBe(false);
  const confirmAndLook = async () => {
    const confirmed = await api.send(confirm, { json: { token } });
    return [confirmed.status, await confirmed.text(), await isVerified(id)];
  };
  expect(await confirmAndLook()).toEqual([204, "", true]);
  expect(await confirmAndLook()).toEqual([204, "", true]);
});

test("forms are taken, too", async () => {
  const { id } = await api.newUser("bea@example.com");
  const asked = await api.send(ask, {
    body: new URLSearchParams({ email: "bea@example.com" }),
  });
  expect(asked.status).toBe(204);
  const { token } = await followLink(api.mails);
  const form = new FormData();
  form.set("token", token);
  expect((await api.send(confirm, { body: form })).status).toBe(204);
  expect(await isVerified(id)).toBe(true);
});

describe.each(["request-verification", "confirm-verification"])(
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

    test("is not for superusers", async () => {
      const path = `POST /api/collections/_superusers/${step}`;
      const json = { email: "root@example.com", token: "x" };
      expect(await refusalOf(await api.send(path, { json }))).toEqual({
        status: 400,
        codes: {},
      });
    });
  },
);

test.each([
  [ask, {}, { email: "validation_required" }],
  [ask, { email: "ann" }, { email: "validation_is_email" }],
  [confirm, {}, { token: "validation_required" }],
  [confirm, { token: "x" }, { token: "validation_invalid_token_claims" }],
])("%s with %j is refused", async (path, json, codes) => {
  const refusal = await refusalOf(await api.send(path, { json }));
  expect(refusal).toEqual({ status: 400, codes });
});
