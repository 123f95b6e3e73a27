import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  superuser,
  type TestApp,
} from "../../http/open-test-app.ts";

const person = { email: "ann@example.com", password: "long enough" };

let api: TestApp;
let token: string;
beforeAll(async () => {
  api = await openTestApp();
  await api.sudo("POST /api/collections/users/records", {
    json: { ...person, passwordConfirm: person.password },
  });
  token = (await login("users", person.email, person.password)).token;
});
afterAll(() => api.close());

interface Login {
  readonly token: string;
  readonly record: { readonly id: string; readonly email: string };
}

async function login(
  collection: string,
  identity: string,
  password: string,
): Promise<Login> {
  const response = await api.send(
    `POST /api/collections/${collection}/auth-with-password`,
    { json: { identity, password } },
  );
  expect(response.status).toBe(200);
  return (await response.json()) as Login;
}

describe("auth-methods", () => {
  test("are public", async () => {
    const response = await api.send("GET /api/collections/users/auth-methods");
    expect(await response.json()).toMatchObject({
      password: { enabled: true, identityFields: ["email"] },
      oauth2: { enabled: false, providers: [] },
    });
  });

  test("do not exist where nobody can log in", async () => {
    await api.sudo("POST /api/collections", { json: { name: "plain" } });
    for (const collection of ["plain", "nope"]) {
      const response = await api.send(
        `GET /api/collections/${collection}/auth-methods`,
      );
      expect((await readError(response)).status).toBe(404);
    }
  });
});

describe("auth-with-password", () => {
  const path = "POST /api/collections/users/auth-with-password";

  test("gives a token and the record, email included", async () => {
    const { record } = await login("users", person.email, person.password);
    expect(record.email).toBe(person.email);
  });

  test("takes a form", async () => {
    const response = await api.send(path, {
      body: new URLSearchParams({
        identity: person.email,
        password: person.password,
      }),
    });
    expect(response.status).toBe(200);
  });

  test("picks fields", async () => {
    const response = await api.send(`${path}?fields=record.email`, {
      json: { identity: person.email, password: person.password },
    });
    expect(await response.json()).toEqual({ record: { email: person.email } });
  });

  test("tells an unknown identity and a wrong password apart in nothing", async () => {
    const answers = [
      { identity: person.email, password: "wrong password" },
      { identity: "nobody@example.com", password: "wrong password" },
    ].map(async (json) => readError(await api.send(path, { json })));
    const [wrong, unknown] = await Promise.all(answers);
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ status: 400, data: {} });
  });

  test("asks for what is missing", async () => {
    const { data } = await readError(await api.send(path, { json: {} }));
    expect(data).toMatchObject({
      identity: { code: "validation_required" },
      password: { code: "validation_required" },
    });
  });

  const odd: unknown[] = [
    { identity: 1, password: true },
    { identity: { a: 1 }, password: ["x"] },
    { identity: null, password: null },
    { identity: "a".repeat(300), password: "b".repeat(300) },
    { identity: "a", password: "b", identityField: "nope" },
    { identity: "a\0", password: "b\0" },
  ];
  test.each(odd)("refuses %j", async (json) => {
    expect((await readError(await api.send(path, { json }))).status).toBe(400);
  });
});

describe("a token", () => {
  test.each([
    ["as it is", (text: string) => text],
    ["after Bearer", (text: string) => `Bearer ${text}`],
    ["after bearer", (text: string) => `bearer ${text}`],
  ])("is taken %s", async (_, written) => {
    const response = await api.send(
      "POST /api/collections/users/auth-refresh",
      {
        token: written(token),
      },
    );
    expect(response.status).toBe(200);
  });

  test.each(["", "x", "a.b.c", "Bearer ", "Basic YTpi", "Bearer Bearer x"])(
    "that is %j makes a guest",
    async (bad) => {
      const response = await api.send("GET /api/collections", { token: bad });
      expect((await readError(response)).status).toBe(401);
    },
  );
});

describe("auth-refresh", () => {
  test("gives a new token and the record", async () => {
    const response = await api.send(
      "POST /api/collections/users/auth-refresh",
      {
        token,
      },
    );
    const { token: fresh, record } = (await response.json()) as Login;
    expect(record.email).toBe(person.email);
    const again = await api.send("POST /api/collections/users/auth-refresh", {
      token: fresh,
    });
    expect(again.status).toBe(200);
  });

  test("takes the collection's id for its name", async () => {
    const response = await api.send(
      "POST /api/collections/_pb_users_auth_/auth-refresh",
      { token },
    );
    expect(response.status).toBe(200);
  });

  const refused: [string, string, string | undefined, number][] = [
    ["a guest", "users", undefined, 401],
    ["a guest of nowhere", "nope", undefined, 404],
    ["a login of another collection", "_superusers", "user", 403],
    ["a login of nowhere", "nope", "user", 404],
    ["a superuser elsewhere", "users", "superuser", 403],
  ];
  test.each(refused)("refuses %s", async (_, collection, who, status) => {
    const response = await api.send(
      `POST /api/collections/${collection}/auth-refresh`,
      who === undefined ? {} : { token: who === "user" ? token : api.token },
    );
    expect((await readError(response)).status).toBe(status);
  });
});

test("superusers log in like everyone", async () => {
  const { token: issued } = await login(
    "_superusers",
    superuser.email,
    superuser.password,
  );
  const response = await api.send("GET /api/collections", { token: issued });
  expect(response.status).toBe(200);
});
