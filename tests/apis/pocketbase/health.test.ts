import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { startServer } from "../../../src/http/server.ts";
import { openTestApp, type TestApp } from "../../http/open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

describe("GET /api/health", () => {
  test("tells everyone that the server runs, and nothing else", async () => {
    const response = await api.send("GET /api/health");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      code: 200,
      message: "API is healthy.",
      data: {},
    });
  });

  test("tells superusers of backups, their address and proxies", async () => {
    const response = await api.sudo("GET /api/health", {
      headers: { "X-Forwarded-For": "10.0.0.1" },
    });
    expect(await response.json()).toMatchObject({
      data: { canBackup: true, possibleProxyHeader: "X-Forwarded-For" },
    });
  });

  test("knows the address of whoever asks", async () => {
    const server = await startServer(api.app, {
      hostname: "127.0.0.1",
      port: 0,
      origins: ["*"],
    });
    const response = await fetch(`${server.url}/api/health`, {
      headers: { Authorization: `Bearer ${api.token}` },
    });
    expect(await response.json()).toMatchObject({
      data: { realIP: "127.0.0.1", possibleProxyHeader: "" },
    });
    await server.stop();
  });

  test("picks fields", async () => {
    const response = await api.send("GET /api/health?fields=code");
    expect(await response.json()).toEqual({ code: 200 });
  });

  test("answers HEAD without a body", async () => {
    const response = await api.send("HEAD /api/health");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.text()).toBe("");
  });
});
