import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type Libredms,
  nobodysId,
  openLibredms,
  type Person,
  readAnswer,
} from "./open-libredms.ts";

let library: Libredms;
let root: Person;
let regular: Person;
let documentId: string;
beforeAll(async () => {
  library = await openLibredms();
  root = await library.join("1");
  regular = await library.join("4");
  documentId = String((await library.write(regular))["id"]);
});
afterAll(() => library.close());

/** All routes that are for those who are logged in. */
const guarded = [
  "POST /api/auth/logout",
  "GET /api/users",
  `GET /api/users/${nobodysId}`,
  `PUT /api/users/${nobodysId}`,
  `PUT /api/users/set-role/${nobodysId}`,
  `DELETE /api/users/${nobodysId}`,
  `GET /api/users/${nobodysId}/documents`,
  "GET /api/search/users?q=x",
  "GET /api/search/users",
  "GET /api/search/documents?q=x",
  "POST /api/documents",
  "GET /api/documents",
  `GET /api/documents/${nobodysId}`,
  `PUT /api/documents/${nobodysId}`,
  `DELETE /api/documents/${nobodysId}`,
  "GET /api/users/no-id",
  "DELETE /api/documents/no-id",
];

describe.each(guarded)("%s", (line) => {
  test("is not for guests", async () => {
    const { status, body, token } = await library.ask(line);
    expect(status).toBe(401);
    expect(body).toEqual({
      message: "You need to be logged in to perform that action",
    });
    expect(token).toBeNull();
  });

  test("is not for those whose token is none", async () => {
    const { status, body, token } = await library.ask(line, { token: "none" });
    expect(status).toBe(401);
    expect(body).toEqual({ message: "Access token is invalid" });
    expect(token).toBe("");
  });

  test("takes no login of the native API", async () => {
    const response = await library.api.sudo(line);
    expect(response.status).toBe(401);
  });
});

describe("an id that can be none", () => {
  const ids = [
    "1",
    "ID",
    "0",
    "null",
    "%00",
    "%ZZ",
    "'%20or%201=1",
    `${nobodysId}x`,
    nobodysId.replaceAll("-", ""),
    "x".repeat(5000),
  ];
  const routes: [line: (id: string) => string, why: string][] = [
    [(id) => `GET /api/users/${id}`, "Invalid user ID"],
    [(id) => `PUT /api/users/${id}`, "Invalid user ID"],
    [(id) => `PUT /api/users/set-role/${id}`, "Invalid user ID"],
    [(id) => `DELETE /api/users/${id}`, "Invalid user ID"],
    [(id) => `GET /api/users/${id}/documents`, "Invalid user ID"],
    [(id) => `GET /api/documents/${id}`, "Invalid document ID"],
    [(id) => `PUT /api/documents/${id}`, "Invalid document ID"],
    [(id) => `DELETE /api/documents/${id}`, "Invalid document ID"],
  ];
  for (const [line, message] of routes) {
    test(`is refused by ${line(":id")}`, async () => {
      for (const id of ids) {
        const { status, body } = await library.ask(line(id), root);
        expect(body, id).toEqual({ message });
        expect(status).toBe(400);
      }
    });
  }
});

describe("a body that makes no sense", () => {
  const bodies: [what: string, body: string, type: string][] = [
    ["half a JSON object", '{"name":', "application/json"],
    ["a JSON list", "[1]", "application/json"],
    ["a JSON text", '"x"', "application/json"],
    ["a number that fits nowhere", '{"title":1e999}', "application/json"],
    ["deep nesting", `{"a":${"[".repeat(2000)}`, "application/json"],
    ["a broken form", "title=%ZZ", "application/x-www-form-urlencoded"],
    ["another type", "<a/>", "text/xml"],
  ];
  const routes = () => [
    "POST /api/users",
    "POST /api/auth/login",
    `PUT /api/users/${root.id}`,
    `PUT /api/users/set-role/${regular.id}`,
    "POST /api/documents",
    `PUT /api/documents/${documentId}`,
  ];
  test.each(bodies)("is refused: %s", async (_, body, type) => {
    for (const line of routes()) {
      const { token } = line.includes("/documents") ? regular : root;
      const response = await library.api.send(line, {
        body,
        headers: { "x-access-token": token, "Content-Type": type },
      });
      const answer = await readAnswer(response);
      expect(answer.status, line).toBe(400);
      expect(answer.body, line).toEqual({ message: expect.any(String) });
    }
  });

  test("too long is refused", async () => {
    const response = await library.api.send("POST /api/documents", {
      json: { title: "Long", content: "x".repeat(33 * 1024 * 1024) },
      headers: { "x-access-token": regular.token },
    });
    expect(response.status).toBe(413);
  });

  test("values named like parts of objects are values like others", async () => {
    const { status } = await library.ask("POST /api/documents", regular, {
      title: "Named",
      ["__proto__"]: { title: "x" },
      constructor: "x",
      toString: 1,
    });
    expect(status).toBe(201);
  });
});

describe("what is no route", () => {
  test.each([
    "GET /api/auth/login",
    "POST /api/auth/other",
    "PATCH /api/users",
    "POST /api/roles",
    "GET /api/search/other?q=x",
    `POST /api/users/${nobodysId}/documents`,
  ])("%s", async (line) => {
    const { status, body } = await library.ask(line, root);
    expect(status).toBe(404);
    expect(body).toEqual({ message: expect.any(String) });
  });

  test("a slash at the end makes no difference", async () => {
    const { status, body } = await library.ask("GET /api/roles/");
    expect(status).toBe(200);
    expect(body).toHaveLength(4);
  });
});

test("a defect is told under an id, and what it was is in the log alone", async () => {
  const { hooks } = library.api.app;
  const remove = hooks.onRecordsListRequest.add(() => {
    throw new Error("the secret of the defect");
  });
  const answer = await library.ask("GET /api/documents", regular);
  remove();
  expect(answer.status).toBe(500);
  const message = String(answer.body["message"]);
  expect(message).toMatch(/\([0-9a-f-]{36}\)$/);
  expect(message).not.toContain("secret");
});
