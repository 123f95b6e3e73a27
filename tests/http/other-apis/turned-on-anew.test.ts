import { afterEach, expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../open-test-app.ts";

let api: TestApp;
afterEach(() => api.close());

const turn = (enabled: boolean) =>
  api.sudo("PATCH /api/settings", {
    json: { apis: { libredms: { enabled } } },
  });

test("an API that is turned off and on gets back the records that it needs", async () => {
  api = await openTestApp();
  await turn(true);
  expect(await (await api.send("GET /api/roles")).json()).toHaveLength(4);
  await api.sudo("DELETE /api/collections/libredms_roles/truncate");
  expect(await (await api.send("GET /api/roles")).json()).toEqual([]);

  await turn(false);
  expect((await turn(true)).status).toBe(200);
  expect(await (await api.send("GET /api/roles")).json()).toHaveLength(4);
});

test("nobody's request undoes what an operator did to a collection", async () => {
  api = await openTestApp();
  await turn(true);
  const change = { name: "people", listRule: null };
  await api.app.collections.update("libredms_users", change);

  expect((await api.send("GET /api/roles")).status).toBe(503);
  expect(api.app.collections.find("people")?.listRule).toBeNull();

  await api.app.collections.update("people", { name: "libredms_users" });
  expect((await api.send("GET /api/roles")).status).toBe(200);
});

test("a slash at the end of its landing path makes no difference, and is no route while it is off", async () => {
  api = await openTestApp();
  expect((await api.send("GET /api/")).status).toBe(404);
  await turn(true);
  const landing = await api.send("GET /api/");
  expect(landing.status).toBe(302);
  expect(landing.headers.get("location")).toBe("/api/docs/libredms");
});
