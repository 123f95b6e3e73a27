import { afterEach, beforeEach, expect, test } from "bun:test";
import { Invalid } from "../../../src/core/errors.ts";
import { openTestApp, readError, type TestApp } from "../open-test-app.ts";

let api: TestApp;
beforeEach(async () => {
  api = await openTestApp();
});
afterEach(async () => {
  delete process.env["SADMIN_EMAIL"];
  delete process.env["SADMIN_PASSWORD"];
  await api.close();
});

const turnOn = (others: object = {}) =>
  api.sudo("PATCH /api/settings", {
    json: { apis: { libredms: { enabled: true } }, ...others },
  });

const collections = () =>
  api.app.collections
    .all()
    .map(({ name }) => name)
    .filter((name) => name.startsWith("libredms_"))
    .sort();

const all = ["libredms_documents", "libredms_roles", "libredms_users"];

async function expectRefused(response: Response): Promise<object> {
  expect(response.status).toBe(400);
  expect((await api.send("GET /api/roles")).status).toBe(404);
  expect(api.app.settings.current.apis.libredms.enabled).toBe(false);
  return readError(response);
}

test("while another setting is wrong, turning an API on makes no collection", async () => {
  const refused = await expectRefused(await turnOn({ meta: { appName: "" } }));
  expect(refused).toMatchObject({
    data: { meta: { appName: { code: "validation_required" } } },
  });
  expect(collections()).toEqual([]);
});

test("a superadministrator that cannot be leaves no collection behind", async () => {
  process.env["SADMIN_EMAIL"] = "ann@doe.com";
  process.env["SADMIN_PASSWORD"] = "short";
  const refused = await expectRefused(await turnOn());
  expect(JSON.stringify(refused)).toContain("SADMIN_PASSWORD");
  expect(collections()).toEqual([]);

  process.env["SADMIN_PASSWORD"] = "long-enough";
  expect((await turnOn()).status).toBe(200);
  expect(collections()).toEqual(all);
  const login = await api.send("POST /api/auth/login", {
    json: { email: "ann@doe.com", password: "long-enough" },
  });
  expect(await login.json()).toMatchObject({ roleId: 1 });
});

test("settings that cannot be saved leave no collection behind", async () => {
  const stop = api.app.hooks.onSettingsUpdateRequest.add(() => {
    throw new Invalid("Not today.");
  });
  await expectRefused(await turnOn());
  expect(collections()).toEqual([]);
  stop();
  expect((await turnOn()).status).toBe(200);
  expect(await (await api.send("GET /api/roles")).json()).toHaveLength(4);
});

test("collections that were there before stay, with all that is in them", async () => {
  await turnOn();
  const jane = {
    name: "Jane Doe",
    email: "jane@doe.com",
    password: "janedoe1",
  };
  await api.send("POST /api/users", { json: jane });
  await api.sudo("PATCH /api/settings", {
    json: { apis: { libredms: { enabled: false } } },
  });
  process.env["SADMIN_EMAIL"] = "nobody";
  process.env["SADMIN_PASSWORD"] = "long-enough";
  await expectRefused(await turnOn());
  expect(collections()).toEqual(all);

  delete process.env["SADMIN_EMAIL"];
  expect((await turnOn()).status).toBe(200);
  const login = await api.send("POST /api/auth/login", { json: jane });
  expect(login.status).toBe(200);
});

test("a word is no yes: an API is not turned on, and nothing is made", async () => {
  const response = await api.sudo("PATCH /api/settings", {
    json: { apis: { libredms: { enabled: "true" } } },
  });
  await expectRefused(response);
  expect(collections()).toEqual([]);
});
