import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { openTestApp, type TestApp } from "./open-test-app.ts";

const allowOrigin = "access-control-allow-origin";

describe("for all origins", () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await openTestApp();
  });
  afterAll(() => api.close());

  test("every answer may be read, errors included", async () => {
    for (const path of [
      "/api/health",
      "/api/nope",
      "/api/collections",
      "/nope",
    ]) {
      const response = await api.send(`GET ${path}`, {
        headers: { Origin: "https://app.example.com" },
      });
      expect(response.headers.get(allowOrigin)).toBe("*");
      expect(
        response.headers.get("access-control-allow-credentials"),
      ).toBeNull();
    }
  });

  test("a preflight allows what it asks for", async () => {
    const response = await api.send(
      "OPTIONS /api/collections/posts/records/x",
      {
        headers: {
          Origin: "https://app.example.com",
          "Access-Control-Request-Method": "PATCH",
          "Access-Control-Request-Headers": "authorization,content-type",
        },
      },
    );
    expect(response.status).toBe(204);
    expect(response.headers.get(allowOrigin)).toBe("*");
    expect(response.headers.get("access-control-allow-methods")).toContain(
      "PATCH",
    );
    expect(response.headers.get("access-control-allow-headers")).toBe(
      "authorization,content-type",
    );
  });

  test("OPTIONS that ask for nothing are answered, too", async () => {
    for (const path of ["/", "/api/health", "/api/%zz"]) {
      const response = await api.send(`OPTIONS ${path}`);
      expect(response.status).toBe(204);
      expect(response.headers.get("access-control-allow-headers")).toBeNull();
    }
  });
});

describe("for some origins", () => {
  let api: TestApp;
  beforeAll(async () => {
    api = await openTestApp({
      origins: [
        "https://app.example.com",
        "https://*.example.org",
        "http://local:300?",
      ],
    });
  });
  afterAll(() => api.close());

  const allowed = [
    "https://app.example.com",
    "https://a.example.org",
    "https://a.b.example.org",
    "http://local:3001",
  ];
  test.each(allowed)("%s may read", async (origin) => {
    const response = await api.send("GET /api/health", {
      headers: { Origin: origin },
    });
    expect(response.headers.get(allowOrigin)).toBe(origin);
    expect(response.headers.get("vary")).toContain("Origin");
    const preflight = await api.send("OPTIONS /api/health", {
      headers: { Origin: origin, "Access-Control-Request-Method": "GET" },
    });
    expect(preflight.headers.get(allowOrigin)).toBe(origin);
  });

  const refused = [
    "https://app.example.com.evil.net",
    "https://appxexample.com",
    "http://app.example.com",
    "https://example.org",
    "https://evilexample.org",
    "http://local:30011",
    "null",
    "constructor",
    `https://${"a".repeat(5000)}.example.org`,
  ];
  test.each(refused)("%.60s may not", async (origin) => {
    const response = await api.send("GET /api/health", {
      headers: { Origin: origin },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get(allowOrigin)).toBeNull();
    expect(response.headers.get("vary")).toContain("Origin");
    const preflight = await api.send("OPTIONS /api/health", {
      headers: { Origin: origin, "Access-Control-Request-Method": "GET" },
    });
    expect(preflight.headers.get(allowOrigin)).toBeNull();
  });

  test("what is not from a browser is answered as ever", async () => {
    const response = await api.send("GET /api/health");
    expect(response.status).toBe(200);
    expect(response.headers.get(allowOrigin)).toBeNull();
  });
});
