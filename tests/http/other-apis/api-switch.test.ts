import { afterEach, describe, expect, test } from "bun:test";
import { openTestApp, readError, type TestApp } from "../open-test-app.ts";

let api: TestApp;
afterEach(() => api.close());

const turn = (enabled: boolean) =>
  api.sudo("PATCH /api/settings", {
    json: { apis: { libredms: { enabled } } },
  });

describe("the switch of another system's API", () => {
  test("off, none of its routes exist and none of its collections", async () => {
    api = await openTestApp();
    for (const path of [
      "/api",
      "/api/roles",
      "/api/users",
      "/api/docs/libredms",
    ]) {
      const response = await api.send(`GET ${path}`);
      expect(response.status, path).toBe(404);
    }
    await readError(await api.send("GET /api/roles"));
    expect(api.app.collections.find("libredms_roles")).toBeUndefined();
  });

  test("the settings turn it on and off without a restart, and nothing is lost", async () => {
    api = await openTestApp();
    expect((await turn(true)).status).toBe(200);
    expect(await (await api.send("GET /api/roles")).json()).toHaveLength(4);
    const signedUp = await api.send("POST /api/users", {
      json: { name: "Jane Doe", email: "jane@doe.com", password: "janedoe1" },
    });
    expect(signedUp.status).toBe(201);

    await turn(false);
    expect((await api.send("GET /api/roles")).status).toBe(404);
    expect(
      (await api.sudo("GET /api/collections/libredms_users/records")).status,
    ).toBe(200);

    await turn(true);
    const again = await api.send("POST /api/auth/login", {
      json: { email: "jane@doe.com", password: "janedoe1" },
    });
    expect(again.status).toBe(200);
  });

  test("what is in the way of its collections is said, and it stays off", async () => {
    api = await openTestApp();
    await api.app.collections.create({
      name: "libredms_documents",
      type: "auth",
    });
    const response = await turn(true);
    expect(response.status).toBe(400);
    expect(await readError(response)).toMatchObject({
      data: {
        apis: { libredms: { enabled: { code: "validation_api_name_taken" } } },
      },
    });
    expect((await api.send("GET /api/roles")).status).toBe(404);
    expect(api.app.collections.find("libredms_users")).toBeUndefined();
  });

  test("a flag keeps it on whatever the settings say, and health tells superusers", async () => {
    api = await openTestApp({}, ["libredms"]);
    await turn(false);
    expect((await api.send("GET /api/roles")).status).toBe(200);
    const health = await (await api.sudo("GET /api/health")).json();
    expect(health).toMatchObject({ data: { apis: ["libredms"] } });
    const asGuest = await (await api.send("GET /api/health")).json();
    expect(asGuest).toMatchObject({ data: {} });
  });

  test("collections that were deleted meanwhile are made again", async () => {
    api = await openTestApp({}, ["libredms"]);
    await api.send("GET /api/roles");
    for (const name of ["documents", "users", "roles"]) {
      await api.app.collections.remove(`libredms_${name}`);
    }
    expect(await (await api.send("GET /api/roles")).json()).toHaveLength(4);
  });

  test("the native API answers as before beside it", async () => {
    api = await openTestApp({}, ["libredms"]);
    expect((await api.send("GET /api/health")).status).toBe(200);
    expect((await api.send("GET /api/collections/users/records")).status).toBe(
      200,
    );
    await readError(await api.send("GET /api/nothing"));
  });
});

describe("its documentation", () => {
  test("is a page of its own, which the native page leads to", async () => {
    api = await openTestApp({}, ["libredms"]);
    const landing = await api.send("GET /api");
    expect(landing.status).toBe(302);
    expect(landing.headers.get("location")).toBe("/api/docs/libredms");
    const page = await (await api.send("GET /api/docs/libredms")).text();
    expect(page).toContain('data-document="/api/docs/libredms/json"');
    const native = await (await api.send("GET /api/docs")).text();
    expect(native).toContain('<a href="/api/docs/libredms">LibreDMS</a>');
  });

  test("describes its routes and no other's", async () => {
    api = await openTestApp({}, ["libredms"]);
    const response = await api.send("GET /api/docs/libredms/json");
    const { paths, info } = (await response.json()) as {
      paths: Record<string, object>;
      info: { title: string };
    };
    expect(info.title).toContain("LibreDMS");
    expect(Object.keys(paths)).toContain("/api/users/set-role/{id}");
    expect(
      Object.keys(paths).some((path) => path.includes("collections")),
    ).toBe(false);
  });
});
