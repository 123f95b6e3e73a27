import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type Libredms, openLibredms } from "./open-libredms.ts";

let library: Libredms;
beforeAll(async () => {
  library = await openLibredms();
});
afterAll(() => library.close());

const roles = [
  { id: 1, label: "Superadministrator" },
  { id: 2, label: "Administrator" },
  { id: 3, label: "Reviewer" },
  { id: 4, label: "Regular" },
];

describe("roles", () => {
  test("are listed for everyone", async () => {
    const { status, body } = await library.ask("GET /api/roles");
    expect(status).toBe(200);
    expect(body).toEqual(roles as never);
    const dead = { token: "dead" };
    expect((await library.ask("GET /api/roles", dead)).status).toBe(200);
  });

  test.each(roles)("are retrieved by everyone: %j", async (role) => {
    const { status, body } = await library.ask(`GET /api/roles/${role.id}`);
    expect(status).toBe(200);
    expect(body).toEqual(role);
  });

  test.each(["14", "0", "-1", "2147483647"])(
    "that are not there: %s",
    async (id) => {
      const { status, body } = await library.ask(`GET /api/roles/${id}`);
      expect(status).toBe(404);
      expect(body).toEqual({ message: "Role not found" });
    },
  );

  test.each(["x", "1.5", "1e0", "99999999999", "%ZZ", "%20"])(
    "by what is no number of one: %s",
    async (id) => {
      const { status, body } = await library.ask(`GET /api/roles/${id}`);
      expect(status).toBe(400);
      expect(body).toEqual({ message: "Invalid role ID" });
    },
  );
});

test("the beginning of the API leads to its documentation", async () => {
  const { status, headers, body } = await library.ask("GET /api");
  expect(status).toBe(302);
  expect(headers.get("location")).toBe("/api/docs/libredms");
  expect(body).toEqual({ text: "Found. Redirecting to /api/docs/libredms" });
});

test("its document names all routes, and the header with the token", async () => {
  const response = await library.api.send("GET /api/docs/libredms/json");
  expect(response.status).toBe(200);
  const document = (await response.json()) as {
    paths: Record<string, object>;
    components: { securitySchemes: Record<string, object> };
  };
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.toSorted()).toEqual(
    [
      "GET /api",
      "POST /api/users",
      "POST /api/auth/login",
      "POST /api/auth/logout",
      "GET /api/users",
      "GET /api/users/{id}",
      "PUT /api/users/{id}",
      "PUT /api/users/set-role/{id}",
      "DELETE /api/users/{id}",
      "GET /api/search/users",
      "POST /api/documents",
      "GET /api/documents",
      "GET /api/documents/{id}",
      "PUT /api/documents/{id}",
      "DELETE /api/documents/{id}",
      "GET /api/users/{id}/documents",
      "GET /api/search/documents",
      "GET /api/roles",
      "GET /api/roles/{id}",
    ].toSorted(),
  );
  expect(document.components.securitySchemes["token"]).toMatchObject({
    in: "header",
    name: "x-access-token",
  });
});
