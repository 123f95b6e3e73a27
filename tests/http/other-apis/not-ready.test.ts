import { afterAll, beforeAll, expect, test } from "bun:test";
import { openTestApp, readError, type TestApp } from "../open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp({}, ["libredms"]);
  await api.app.collections.create({ name: "libredms_users", type: "base" });
});
afterAll(() => api.close());

test("an API with something in its way is unavailable; guests are not told what it is", async () => {
  const response = await api.send("GET /api/users");
  expect(response.status).toBe(503);
  expect((await readError(response)).message).toBe(
    "The LibreDMS API is not ready: the server's log says why.",
  );
});

test("once it is out of the way, the API answers", async () => {
  await api.app.collections.remove("libredms_users");
  expect((await api.send("GET /api/roles")).status).toBe(200);
});
