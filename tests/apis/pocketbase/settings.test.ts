import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Forbidden } from "../../../src/core/errors.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

let api: TestApp;

let userToken: string;

beforeAll(async () => {
  api = await openTestApp();
  const person = { email: "ann@example.com", password: "long enough" };
  await api.sudo("POST /api/collections/users/records", {
    json: { ...person, passwordConfirm: person.password },
  });
  const users = api.app.collections.find("users")!;
  const user = await api.app.records.findBy(users, "email", person.email);
  userToken = api.app.auth.issueToken(user!);
});

afterAll(() => api.close());

const patch = (json: unknown) => api.sudo("PATCH /api/settings", { json });

const form = "application/x-www-form-urlencoded";

describe("every route is for superusers", () => {
  test.each([
    "GET /api/settings",
    "PATCH /api/settings",
    "POST /api/settings/test/s3",
    "POST /api/settings/test/email",
    "POST /api/settings/apple/generate-client-secret",
  ])("%s", async (line) => {
    const options = line.startsWith("GET")
      ? {}
      : { body: "{", headers: { "Content-Type": "application/json" } };
    const guest = await readError(await api.send(line, options));
    expect(guest).toEqual({
      status: 401,
      message: "The request requires valid record authorization token.",
      data: {},
    });
    const user = await readError(
      await api.send(line, { ...options, token: userToken }),
    );
    expect(user).toMatchObject({ status: 403, data: {} });
  });
});

describe("GET /api/settings", () => {
  test("shows all groups, and no secret", async () => {
    await patch({ smtp: { password: "hush" }, s3: { secret: "hush" } });
    const response = await api.sudo("GET /api/settings");
    expect(response.status).toBe(200);
    const noS3 = {
      enabled: false,
      bucket: "",
      region: "",
      endpoint: "",
      accessKey: "",
      forcePathStyle: false,
    };
    expect(await response.json()).toEqual({
      superuserIPs: [],
      smtp: {
        enabled: false,
        port: 587,
        host: "smtp.example.com",
        username: "",
        authMethod: "",
        tls: false,
        localName: "",
      },
      backups: { cron: "", cronMaxKeep: 3, s3: noS3 },
      s3: noS3,
      meta: {
        accentColor: "",
        appName: "Acme",
        appURL: "http://localhost:8090",
        senderName: "Support",
        senderAddress: "support@example.com",
        hideControls: false,
      },
      rateLimits: {
        rules: [
          { label: "*:auth", audience: "", duration: 3, maxRequests: 2 },
          { label: "*:create", audience: "", duration: 5, maxRequests: 20 },
          { label: "/api/batch", audience: "", duration: 1, maxRequests: 3 },
          { label: "/api/", audience: "", duration: 10, maxRequests: 300 },
        ],
        excludedIPs: [],
        enabled: false,
      },
      trustedProxy: { headers: [], useLeftmostIP: false },
      batch: { enabled: false, maxRequests: 50, timeout: 3, maxBodySize: 0 },
      logs: { maxDays: 5, minLevel: 0, logIP: true, logAuthId: false },
      apis: { libredms: { enabled: false } },
    });
  });

  test("picks fields", async () => {
    const response = await api.sudo("GET /api/settings?fields=meta.appName");
    expect(await response.json()).toEqual({ meta: { appName: "Acme" } });
  });
});

describe("PATCH /api/settings", () => {
  test("answers the settings as they are now, without secrets", async () => {
    const response = await patch({
      meta: { senderName: "Ann" },
      smtp: { password: "new" },
    });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain('"senderName":"Ann"');
    expect(text).not.toMatch(/password|new/);
    expect(api.app.settings.current.smtp.password).toBe("new");
  });

  test("says what is wrong by group and field", async () => {
    const response = await patch({
      meta: { appName: "" },
      rateLimits: { rules: [{ label: "!", duration: 1, maxRequests: 1 }] },
    });
    expect(await readError(response)).toEqual({
      status: 400,
      message: "An error occurred while saving the new settings.",
      data: {
        meta: {
          appName: {
            code: "validation_required",
            message: "Missing required value.",
          },
        },
        rateLimits: {
          rules: {
            0: {
              label: {
                code: "validation_match_invalid",
                message: "Must be in a valid format.",
              },
            },
          },
        },
      },
    });
  });

  test.each(["{", "[]", '"x"', '{"meta": 1}', '{"smtp":{"port":"25"}}'])(
    "refuses the body %s",
    async (body) => {
      const headers = { "Content-Type": "application/json" };
      const response = await api.sudo("PATCH /api/settings", { body, headers });
      expect(await readError(response)).toMatchObject({
        status: 400,
        data: {},
      });
    },
  );

  test("without a body changes nothing", async () => {
    const before = api.app.settings.current;
    const response = await api.sudo("PATCH /api/settings");
    expect(response.status).toBe(200);
    expect(api.app.settings.current).toEqual(before);
  });

  test("takes forms, whose names are paths and whose texts are read as the setting's type", async () => {
    const body = new URLSearchParams([
      ["meta.appName", "2001"],
      ["meta.hideControls", "1"],
      ["smtp.port", "26"],
      ["smtp.tls", "true"],
      ["smtp.password", "007"],
      ["backups.s3.bucket", "b"],
      ["logs.maxDays", ""],
      ["superuserIPs", "10.0.0.0/8"],
      ["superuserIPs", "0.0.0.0/0"],
      ["trustedProxy.headers", "X-Real-IP"],
      ["meta", "ignored"],
      ["rateLimits.rules", "ignored"],
      ["no.such.setting", "ignored"],
      ["meta.constructor.name", "ignored"],
      ["@jsonPayload", '{"meta":{"senderName":"Bob"},"smtp":{"port":27}}'],
    ]);
    const response = await api.sudo("PATCH /api/settings", {
      body: body.toString(),
      headers: { "Content-Type": form },
    });
    expect(response.status).toBe(200);
    expect(api.app.settings.current).toMatchObject({
      meta: { appName: "2001", hideControls: true, senderName: "Bob" },
      smtp: { port: 27, tls: true, password: "007" },
      backups: { s3: { bucket: "b" } },
      s3: { bucket: "" },
      logs: { maxDays: 0 },
      superuserIPs: ["10.0.0.0/8", "0.0.0.0/0"],
      trustedProxy: { headers: ["X-Real-IP"] },
    });
    // From where the test comes, no superuser may now.
    await api.app.settings.update({
      meta: { appName: "Acme" },
      superuserIPs: [],
      trustedProxy: { headers: [] },
    });
  });

  test("takes multipart forms", async () => {
    const body = new FormData();
    body.append("superuserIPs", "::1");
    body.append("@jsonPayload", '{"meta":{"senderName":"Carl"}}');
    const response = await api.sudo("PATCH /api/settings", { body });
    expect(await response.json()).toMatchObject({
      superuserIPs: ["::1"],
      meta: { senderName: "Carl" },
    });
    await api.app.settings.update({ superuserIPs: [] });
  });

  test.each([
    "smtp.tls=maybe",
    "smtp.port=x",
    "smtp.port=1.5",
    "smtp.port=true",
  ])("refuses the form %s", async (body) => {
    const headers = { "Content-Type": form };
    const response = await api.sudo("PATCH /api/settings", { body, headers });
    expect(await readError(response)).toMatchObject({
      status: 400,
      data: {},
    });
  });
});

test("handlers see the requests, and may change or refuse them", async () => {
  const { hooks, settings } = api.app;
  const removals = [
    hooks.onSettingsListRequest.add(async (_event, next) => ({
      ...(await next()),
      extra: 1,
    })),
    hooks.onSettingsUpdateRequest.add(async (event, next) => {
      if ("logs" in event.changes) throw new Forbidden("Not the logs.");
      event.changes = { meta: { senderName: "Handler" } };
      await next();
    }),
  ];
  const list = await api.sudo("GET /api/settings?fields=extra");
  expect(await list.json()).toEqual({ extra: 1 });
  await patch({ meta: { senderName: "Client" } });
  expect(settings.current.meta.senderName).toBe("Handler");
  const refused = await readError(await patch({ logs: { maxDays: 1 } }));
  expect(refused).toMatchObject({ status: 403, message: "Not the logs." });
  for (const remove of removals) remove();
});
