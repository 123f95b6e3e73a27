import { afterAll, beforeAll, expect, test } from "bun:test";
import { type MailingApp, openMailingApp, refusalOf } from "./mailing-app.ts";

let api: MailingApp;
let ann: { readonly id: string; readonly token: string };
beforeAll(async () => {
  api = await openMailingApp();
  await api.sudo("POST /api/collections", { json: { name: "plain" } });
  ann = await api.newUser("ann@example.com");
});
afterAll(() => api.close());

const impersonate = (query = "") =>
  `POST /api/collections/users/impersonate/${ann.id}${query}`;

test.each([
  ["no body", {}],
  ["JSON", { json: { duration: 3600 } }],
  ["a form", { body: new URLSearchParams({ duration: "3600" }) }],
])("a superuser logs in as a user, with %s", async (_name, request) => {
  const response = await api.sudo(impersonate(), request);
  expect(response.status).toBe(200);
  const { token, record } = (await response.json()) as {
    token: string;
    record: Record<string, unknown>;
  };
  expect(record).toMatchObject({ id: ann.id, email: "ann@example.com" });
  expect(record).not.toHaveProperty("tokenKey");
  expect(record).not.toHaveProperty("password");

  const own = `GET /api/collections/users/records/${ann.id}`;
  expect((await api.send(own, { token })).status).toBe(200);
  expect((await api.send("GET /api/collections", { token })).status).toBe(403);
  const refresh = "POST /api/collections/users/auth-refresh";
  const refreshed = await api.send(refresh, { token });
  expect(await refreshed.json()).toMatchObject({ token });
});

test("the answer has the fields that were asked for", async () => {
  const response = await api.sudo(impersonate("?fields=record.email"));
  expect(await response.json()).toEqual({
    record: { email: "ann@example.com" },
  });
});

test("guests and users do not, not even as themselves", async () => {
  expect(await refusalOf(await api.send(impersonate()))).toEqual({
    status: 401,
    codes: {},
  });
  const asUser = await api.send(impersonate(), { token: ann.token });
  expect(await refusalOf(asUser)).toEqual({ status: 403, codes: {} });
});

test.each([
  "users/impersonate/nope",
  "plain/impersonate/x",
  "nope/impersonate/x",
])("%s does not exist", async (path) => {
  const response = await api.sudo(`POST /api/collections/${path}`);
  expect(await refusalOf(response)).toEqual({ status: 404, codes: {} });
});

test.each([
  [-1, "validation_min_greater_equal_than_required"],
  [1e300, "validation_max_less_equal_than_required"],
  [0.5, "validation_not_a_number"],
  ["soon", "validation_not_a_number"],
])("a duration of %p is refused", async (duration, code) => {
  const response = await api.sudo(impersonate(), { json: { duration } });
  expect(await refusalOf(response)).toEqual({
    status: 400,
    codes: { duration: code },
  });
});
