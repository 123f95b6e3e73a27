import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  claimsIn,
  type Libredms,
  openLibredms,
  readAnswer,
} from "./open-libredms.ts";

let library: Libredms;
beforeAll(async () => {
  library = await openLibredms();
});
afterAll(() => library.close());

const jane = {
  name: "Jane Doe",
  email: "jane@doe.com",
  password: "janedoe1",
};
const signUp = (json: unknown) =>
  library.ask("POST /api/users", undefined, json);

describe("signing up", () => {
  test("makes a private regular user and logs it in", async () => {
    const { status, body, token } = await signUp(jane);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "Jane Doe",
      email: "jane@doe.com",
      isPrivate: true,
      roleId: 4,
      createdAt: expect.stringMatching(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
      ),
    });
    const claims = claimsIn(token);
    expect(claims).toMatchObject({ id: body["id"], roleId: 4 });
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(86_400);
    const own = await library.ask(`GET /api/users/${String(body["id"])}`, {
      token: token!,
    });
    expect(own.body).toEqual(body);
  });

  test("refuses an address that somebody has", async () => {
    const { status, body } = await signUp({ ...jane, name: "John Doe" });
    expect(status).toBe(403);
    expect(body).toEqual({
      message: "Someone has already signed up with that email",
    });
  });

  test("keeps the address of a user that is deleted", async () => {
    const gone = await library.join("4");
    await library.ask(`DELETE /api/users/${gone.id}`, gone);
    const { status, body } = await signUp({ ...jane, email: gone.email });
    expect(status).toBe(403);
    expect(body["message"]).toBe(
      "Someone has already signed up with that email",
    );
  });

  test("may make a public profile", async () => {
    const { body } = await signUp({
      ...jane,
      email: "public@doe.com",
      isPrivate: false,
    });
    expect(body["isPrivate"]).toBe(false);
  });

  test("takes a form, in which digits are a password like any other", async () => {
    const password = "1000000000000000000000";
    const response = await library.api.send("POST /api/users", {
      body: new URLSearchParams({
        ...jane,
        email: "form@doe.com",
        password,
        isPrivate: "false",
      }),
    });
    const { status, body } = await readAnswer(response);
    expect(status).toBe(201);
    expect(body["isPrivate"]).toBe(false);
    const login = await library.ask("POST /api/auth/login", undefined, {
      email: "form@doe.com",
      password,
    });
    expect(login.status).toBe(200);
  });

  test("does not let anyone choose id, dates or what else is not theirs", async () => {
    const id = "5f0b8c1e-1111-4222-8333-444455550000";
    const { status, body } = await signUp({
      ...jane,
      email: "sly@doe.com",
      id,
      role: "1",
      deleted: "2020-01-01 00:00:00.000Z",
      verified: true,
      tokenKey: "x".repeat(50),
      createdAt: "2000-01-01T00:00:00.000Z",
    });
    expect(status).toBe(201);
    expect(body["id"]).not.toBe(id);
    expect(body["roleId"]).toBe(4);
    expect(body["createdAt"]).not.toBe("2000-01-01T00:00:00.000Z");
    const stored = await library.api.app.records.find(
      library.api.app.collections.find("libredms_users")!,
      String(body["id"]),
    );
    expect(stored!.values).toMatchObject({ deleted: "", verified: false });
    expect(stored!.values["tokenKey"]).not.toBe("x".repeat(50));
  });
});

describe("signing up is refused", () => {
  const refusals: [
    what: string,
    change: object,
    status: number,
    why: string,
  ][] = [
    ["no name", { name: undefined }, 400, "name cannot be null"],
    ["a name that is null", { name: null }, 400, "name cannot be null"],
    ["an empty name", { name: "" }, 400, "Please provide a name"],
    ["a blank name", { name: " \t" }, 400, "Please provide a name"],
    [
      "a first name alone",
      { name: "Jane" },
      400,
      "Please provide a valid first and last name",
    ],
    [
      "digits in a name",
      { name: "Jane D0e" },
      400,
      "Please provide a valid first and last name",
    ],
    [
      "a number for a name",
      { name: 12 },
      400,
      "Please provide a valid first and last name",
    ],
    ["no email", { email: undefined }, 400, "email cannot be null"],
    ["an empty email", { email: "" }, 400, "Please provide an email"],
    ["no address", { email: "jane" }, 400, "Please provide a valid email"],
    [
      "a number for an address",
      { email: 123 },
      400,
      "Please provide a valid email",
    ],
    ["no password", { password: undefined }, 400, "password cannot be null"],
    ["an empty password", { password: "" }, 400, "Please provide a password"],
    [
      "whitespace for a password",
      { password: " ".repeat(12) },
      400,
      "Please provide a password",
    ],
    [
      "a short password",
      { password: "1234567" },
      400,
      "Passwords must be at least 8 characters",
    ],
    [
      "a password that is longer than hashes read",
      { password: "é".repeat(37) },
      400,
      "Please confirm that all fields are valid",
    ],
    [
      "a number for a password",
      { password: 12345678 },
      400,
      "Please confirm that all fields are valid",
    ],
    [
      "an object for a name",
      { name: { a: 1 } },
      400,
      "Please confirm that all fields are valid",
    ],
    [
      "a list for an email",
      { email: ["a@b.c"] },
      400,
      "Please confirm that all fields are valid",
    ],
    [
      "no flag",
      { isPrivate: "maybe" },
      400,
      "Please confirm that all fields are valid",
    ],
    [
      "a role",
      { roleId: 4 },
      403,
      "You're not permitted to specify your own role.",
    ],
  ];
  test.each(refusals)("with %s", async (_, change, status, message) => {
    const answer = await signUp({ ...jane, email: "new@doe.com", ...change });
    expect(answer.body).toEqual({ message });
    expect(answer.status).toBe(status);
    expect(answer.token).toBeNull();
  });

  test("where the operator has closed it", async () => {
    const { collections } = library.api.app;
    const { createRule } = collections.find("libredms_users")!;
    await collections.update("libredms_users", { createRule: null });
    const { status } = await signUp({ ...jane, email: "late@doe.com" });
    await collections.update("libredms_users", { createRule });
    expect(status).toBe(403);
  });
});
