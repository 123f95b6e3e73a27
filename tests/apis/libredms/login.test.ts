import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { usersName } from "../../../src/apis/libredms/collection-names.ts";
import {
  claimsIn,
  type Libredms,
  openLibredms,
  type Person,
  readAnswer,
} from "./open-libredms.ts";

let library: Libredms;
let jane: Person;
beforeAll(async () => {
  library = await openLibredms();
  jane = await library.join("4");
});
afterAll(() => library.close());

const logIn = (json: unknown) =>
  library.ask("POST /api/auth/login", undefined, json);

describe("logging in", () => {
  test.each(["1", "2", "3", "4"])(
    "gives a token and the user, of role %s",
    async (role) => {
      const { email, password, id, name } = await library.join(role);
      const { status, body, token } = await logIn({ email, password });
      expect(status).toBe(200);
      expect(body).toMatchObject({ id, name, email, roleId: Number(role) });
      expect(Object.keys(body).toSorted()).toEqual([
        "createdAt",
        "email",
        "id",
        "isPrivate",
        "name",
        "roleId",
      ]);
      expect(claimsIn(token)).toMatchObject({ id, roleId: Number(role) });
    },
  );

  test("takes a form", async () => {
    const { email, password } = jane;
    const response = await library.api.send("POST /api/auth/login", {
      body: new URLSearchParams({ email, password }),
    });
    expect((await readAnswer(response)).body["id"]).toBe(jane.id);
  });

  test("gives two tokens for two logins of the same moment", async () => {
    const { email, password } = jane;
    const [one, other] = await Promise.all([
      logIn({ email, password }),
      logIn({ email, password }),
    ]);
    expect(one.token).not.toBe(other.token);
  });

  test("lets scripts of other origins read the token, and send it", async () => {
    const { email, password } = jane;
    const response = await library.api.send("POST /api/auth/login", {
      json: { email, password },
      headers: { Origin: "https://app.example.com" },
    });
    const { headers } = response;
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toBe("x-access-token");
    const preflight = await library.api.send("OPTIONS /api/documents", {
      headers: {
        Origin: "https://app.example.com",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "x-access-token",
      },
    });
    expect(preflight.headers.get("access-control-allow-headers")).toContain(
      "x-access-token",
    );
  });

  test("runs the hooks of logins", async () => {
    const seen: string[] = [];
    const { hooks } = library.api.app;
    const removals = [
      hooks.onRecordAuthWithPasswordRequest.add((event, next) => {
        seen.push(event.identity);
        return next();
      }),
      hooks.onRecordAuthRequest.add(async ({ method, record }, next) => {
        seen.push(`${method} ${record.id}`);
        await next();
      }),
    ];
    const { email, password } = jane;
    await logIn({ email, password });
    for (const remove of removals) remove();
    expect(seen).toEqual([email, `password ${jane.id}`]);
  });
});

describe("logging in is refused", () => {
  const missing = "Please provide an email and password";
  const unfit = "Please confirm that all fields are valid";
  const nobody = "No user with that email exists";
  const wrong = "Failed to authenticate with provided credentials";
  const refusals: [
    what: string,
    credentials: () => object,
    status: number,
    why: string,
  ][] = [
    ["nothing", () => ({}), 400, missing],
    ["no email", () => ({ password: jane.password }), 400, missing],
    ["no password", () => ({ email: jane.email }), 400, missing],
    [
      "an empty password",
      () => ({ email: jane.email, password: "" }),
      400,
      missing,
    ],
    [
      "a number for an email",
      () => ({ email: 123, password: "x" }),
      400,
      unfit,
    ],
    [
      "an object for an email",
      () => ({ email: {}, password: "x" }),
      400,
      unfit,
    ],
    [
      "a list for a password",
      () => ({ email: jane.email, password: ["x"] }),
      400,
      unfit,
    ],
    [
      "an unknown address",
      () => ({ email: "nobody@doe.com", password: jane.password }),
      404,
      nobody,
    ],
    [
      "no address at all",
      () => ({ email: "a\0b", password: jane.password }),
      404,
      nobody,
    ],
    [
      "a wrong password",
      () => ({ email: jane.email, password: "wrong password" }),
      403,
      wrong,
    ],
    [
      "an endless password",
      () => ({ email: jane.email, password: "x".repeat(300) }),
      403,
      wrong,
    ],
  ];
  test.each(refusals)("with %s", async (_, credentials, status, message) => {
    const answer = await logIn(credentials());
    expect(answer.body).toEqual({ message });
    expect(answer.status).toBe(status);
    expect(answer.token).toBeNull();
  });

  test("to a deleted user, whether or not its password is right", async () => {
    const gone = await library.join("4");
    await library.ask(`DELETE /api/users/${gone.id}`, gone);
    for (const password of [gone.password, "wrong password"]) {
      const { status, body } = await logIn({ email: gone.email, password });
      expect(status).toBe(404);
      expect(body).toEqual({ message: nobody });
    }
  });

  test("as often as the rate limits of the collection's logins say", async () => {
    const { app } = library.api;
    const { rateLimits } = app.settings.current;
    const rule = {
      label: `${usersName}:authWithPassword`,
      maxRequests: 2,
      duration: 60,
      audience: "",
    };
    await library.api.sudo("PATCH /api/settings", {
      json: {
        rateLimits: { enabled: true, rules: [rule] },
        trustedProxy: { headers: ["X-Forwarded-For"], useLeftmostIP: false },
      },
    });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const response = await library.api.send("POST /api/auth/login", {
        json: { email: jane.email, password: "wrong password" },
        headers: { "X-Forwarded-For": "203.0.113.7" },
      });
      statuses.push(response.status);
      if (response.status === 429) {
        expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
      }
    }
    await library.api.sudo("PATCH /api/settings", {
      json: { rateLimits, trustedProxy: { headers: [] } },
    });
    expect(statuses).toEqual([403, 403, 429]);
  });

  test("where a second factor is asked for, which this API has no words for", async () => {
    const { collections } = library.api.app;
    await collections.update(usersName, {
      mfa: { enabled: true, duration: 600, rule: "" },
      otp: { enabled: true },
    });
    const { email, password } = jane;
    const answer = await logIn({ email, password });
    await collections.update(usersName, { mfa: { enabled: false } });
    expect(answer.status).toBe(403);
    expect(answer.token).toBeNull();
  });
});
