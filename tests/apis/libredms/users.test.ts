import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  claimsIn,
  type Libredms,
  listIn,
  nobodysId,
  openLibredms,
  type Person,
} from "./open-libredms.ts";

let library: Libredms;
const people: Record<string, Person> = {};
beforeAll(async () => {
  library = await openLibredms();
  for (const [name, role] of [
    ["root", "1"],
    ["admin", "2"],
    ["reviewer", "3"],
    ["regular", "4"],
    ["other", "4"],
    ["deleted", "4"],
  ] as const) {
    people[name] = await library.join(role);
  }
  people["open"] = await library.join("4", { isPrivate: false });
  await library.ask(`DELETE /api/users/${who("deleted").id}`, who("deleted"));
});
afterAll(() => library.close());

function who(name: string): Person {
  const person = people[name];
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
}

describe("listing users", () => {
  const seen: [viewer: string, sees: string[]][] = [
    ["root", ["root", "admin", "reviewer", "regular", "other", "open"]],
    ["admin", ["root", "admin", "reviewer", "regular", "other", "open"]],
    ["reviewer", ["reviewer", "open"]],
    ["regular", ["regular", "open"]],
  ];
  test.each(seen)("gives the %s those it may see", async (viewer, sees) => {
    const answer = await library.ask("GET /api/users?limit=100", who(viewer));
    expect(answer.status).toBe(200);
    const expected = sees.map((name) => ({
      id: who(name).id,
      name: who(name).name,
    }));
    expect(listIn(answer)).toEqual(expected);
    expect(answer.body["metadata"]).toEqual({
      total: expected.length,
      pages: 1,
      currentPage: 1,
      pageSize: 100,
    });
  });

  const pages: [query: string, ids: string[], metadata: object][] = [
    [
      "limit=2",
      ["root", "admin"],
      { total: 6, pages: 3, currentPage: 1, pageSize: 2 },
    ],
    [
      "limit=2&offset=3",
      ["regular", "other"],
      { total: 6, pages: 3, currentPage: 2, pageSize: 2 },
    ],
    [
      "limit=4&offset=5",
      ["open"],
      { total: 6, pages: 2, currentPage: 2, pageSize: 4 },
    ],
    [
      "limit=4&offset=50",
      [],
      { total: 6, pages: 2, currentPage: 13, pageSize: 4 },
    ],
    [
      "limit=1.9&offset=1.9",
      ["admin"],
      { total: 6, pages: 6, currentPage: 2, pageSize: 1 },
    ],
  ];
  test.each(pages)("with %s", async (query, names, metadata) => {
    const answer = await library.ask(`GET /api/users?${query}`, who("root"));
    expect(listIn(answer).map(({ id }) => id)).toEqual(
      names.map((name) => who(name).id),
    );
    expect(answer.body["metadata"]).toEqual(metadata);
  });
});

describe("retrieving a user", () => {
  const cases: [viewer: string, wanted: string, status: number][] = [
    ["root", "regular", 200],
    ["admin", "regular", 200],
    ["reviewer", "regular", 403],
    ["regular", "regular", 200],
    ["other", "regular", 403],
    ["reviewer", "open", 200],
    ["regular", "open", 200],
    ["regular", "root", 403],
    ["admin", "root", 200],
    ["root", "deleted", 404],
    ["regular", "deleted", 404],
  ];
  test.each(cases)("the %s asks for %s: %i", async (viewer, wanted, status) => {
    const { id, name, email, role } = who(wanted);
    const answer = await library.ask(`GET /api/users/${id}`, who(viewer));
    expect(answer.status).toBe(status);
    if (status === 200) {
      const roleId = Number(role);
      expect(answer.body).toMatchObject({ id, name, email, roleId });
      return;
    }
    const message =
      status === 403
        ? "You don't have access to this resource"
        : "This user has been deleted";
    expect(answer.body).toEqual({ message });
  });

  test("that is not there", async () => {
    const answer = await library.ask(
      `GET /api/users/${nobodysId}`,
      who("root"),
    );
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ message: "Could not find that user" });
  });

  test("by an id in upper case", async () => {
    const { id } = who("regular");
    const line = `GET /api/users/${id.toUpperCase()}`;
    expect((await library.ask(line, who("regular"))).body["id"]).toBe(id);
  });
});

describe("updating a user", () => {
  const put = (person: Person, json: unknown, as: Person = person) =>
    library.ask(`PUT /api/users/${person.id}`, as, json);

  test.each(["root", "admin", "reviewer", "regular"])(
    "is for the %s itself",
    async (name) => {
      const { status, body } = await put(who(name), { name: "Josephine Doe" });
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id: who(name).id,
        name: "Josephine Doe",
        email: who(name).email,
        roleId: Number(who(name).role),
      });
    },
  );

  test.each(["root", "admin", "reviewer", "regular"])(
    "of somebody else is not for the %s",
    async (name) => {
      const answer = await put(who("other"), { name: "Some Body" }, who(name));
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({
        message: "Only this resource's owner can perform that action",
      });
    },
  );

  test("changes only what is sent", async () => {
    const person = await library.join("4");
    const before = await library.ask(`GET /api/users/${person.id}`, person);
    expect((await put(person, {})).body).toEqual(before.body);
    const { body, token } = await put(person, { isPrivate: false });
    expect(body).toEqual({ ...before.body, isPrivate: false });
    expect(token).toBeNull();
  });

  test("with another password gives a token, and the password is that from now on", async () => {
    const person = await library.join("3");
    const password = "another password";
    const { token } = await put(person, { password, name: "New Name" });
    expect(claimsIn(token)).toMatchObject({ id: person.id, roleId: 3 });
    const logIn = (secret: string) =>
      library.ask("POST /api/auth/login", undefined, {
        email: person.email,
        password: secret,
      });
    expect((await logIn(person.password)).status).toBe(403);
    const answer = await logIn(password);
    expect(answer.status).toBe(200);
    expect(answer.body["name"]).toBe("New Name");
  });

  test("to another address makes that unverified", async () => {
    const person = await library.join("4");
    const { records, collections } = library.api.app;
    const users = collections.find("libredms_users")!;
    await records.amend(users, person.id, () => ({ verified: true }));
    await put(person, { email: "moved@doe.com" });
    const record = await records.find(users, person.id);
    expect(record!.values).toMatchObject({
      email: "moved@doe.com",
      verified: false,
    });
  });

  test("leaves alone what is not the user's to say", async () => {
    const person = await library.join("4");
    const before = await library.ask(`GET /api/users/${person.id}`, person);
    const { status, body } = await put(person, {
      role: "1",
      roleId: 0,
      deleted: "2020-01-01",
      deletedAt: "2020-01-01",
      createdAt: "2000-01-01",
      created: "2000-01-01",
      verified: true,
      loggedOut: {},
      tokenKey: "x".repeat(50),
    });
    expect(status).toBe(200);
    expect(body).toEqual(before.body);
  });

  const refusals: [
    what: string,
    values: (person: Person) => object,
    status: number,
    why: string,
  ][] = [
    [
      "an id",
      () => ({ id: nobodysId }),
      403,
      "You're not permitted to change identifier fields",
    ],
    [
      "a role",
      () => ({ roleId: 1 }),
      403,
      "You're not permitted to specify your own role.",
    ],
    [
      "the same password",
      ({ password }) => ({ password }),
      409,
      "Please choose a password that's different from your last one.",
    ],
    ["an empty name", () => ({ name: "" }), 400, "Please provide a name"],
    ["no name", () => ({ name: null }), 400, "name cannot be null"],
    [
      "a wrong name",
      () => ({ name: "Jane" }),
      400,
      "Please provide a valid first and last name",
    ],
    ["an empty email", () => ({ email: "" }), 400, "Please provide an email"],
    ["no email", () => ({ email: null }), 400, "email cannot be null"],
    [
      "a wrong email",
      () => ({ email: "jane" }),
      400,
      "Please provide a valid email",
    ],
    [
      "a taken email",
      () => ({ email: who("root").email }),
      403,
      "Someone has already signed up with that email",
    ],
    [
      "an empty password",
      () => ({ password: "" }),
      400,
      "Please provide a password",
    ],
    [
      "a blank password",
      () => ({ password: " ".repeat(9) }),
      400,
      "Please provide a password",
    ],
    [
      "a short password",
      () => ({ password: "1234567" }),
      400,
      "Passwords must be at least 8 characters",
    ],
    ["no password", () => ({ password: null }), 400, "password cannot be null"],
    [
      "a number for a password",
      () => ({ password: 123456789 }),
      400,
      "Please confirm that all fields are valid",
    ],
    [
      "an object for a name",
      () => ({ name: {} }),
      400,
      "Please confirm that all fields are valid",
    ],
  ];
  test.each(refusals)("refuses %s", async (_, values, status, message) => {
    const person = await library.join("4");
    const answer = await put(person, values(person));
    expect(answer.body).toEqual({ message });
    expect(answer.status).toBe(status);
    expect(answer.token).toBeNull();
    const { body } = await library.ask(`GET /api/users/${person.id}`, person);
    expect(body).toMatchObject({ name: person.name, email: person.email });
  });

  test("where the operator has closed it", async () => {
    const { collections } = library.api.app;
    const { updateRule } = collections.find("libredms_users")!;
    await collections.update("libredms_users", { updateRule: null });
    const answer = await put(who("regular"), { name: "New Name" });
    await collections.update("libredms_users", { updateRule });
    expect(answer.status).toBe(403);
  });

  test("that is not there, or deleted", async () => {
    const root = who("root");
    const absent = await library.ask(`PUT /api/users/${nobodysId}`, root, {});
    expect(absent.status).toBe(404);
    expect(absent.body).toEqual({ message: "User not found" });
    const deleted = await put(who("deleted"), {}, root);
    expect(deleted.status).toBe(404);
    expect(deleted.body).toEqual({ message: "This user has been deleted" });
  });
});

describe("deleting a user", () => {
  const remove = (person: Person, as: Person) =>
    library.ask(`DELETE /api/users/${person.id}`, as);

  test.each(["2", "3", "4"])(
    "is for itself, of role %s, and ends its token",
    async (role) => {
      const person = await library.join(role);
      const { status, body, token } = await remove(person, person);
      expect(status).toBe(200);
      expect(body).toEqual({ message: "User deleted successfully" });
      expect(token).toBe("");
      const after = await library.ask(
        `GET /api/users/${person.id}`,
        who("root"),
      );
      expect(after.status).toBe(404);
      expect(after.body).toEqual({ message: "This user has been deleted" });
    },
  );

  test("is for the superadministrator, whose token lives on", async () => {
    const person = await library.join("4");
    const { status, token } = await remove(person, who("root"));
    expect(status).toBe(200);
    expect(token).toBeNull();
    const again = await remove(person, who("root"));
    expect(again.status).toBe(404);
    expect(again.body).toEqual({ message: "This user has been deleted" });
  });

  test.each(["admin", "reviewer", "regular"])(
    "of somebody else is not for the %s",
    async (name) => {
      const answer = await remove(who("other"), who(name));
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual({
        message: "You don't have permission to perform that action",
      });
    },
  );

  test("does not do with the superadministrator", async () => {
    const answer = await remove(who("root"), who("root"));
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({
      message: "You can't delete the superadministrator.",
    });
  });

  test("that is not there", async () => {
    const line = `DELETE /api/users/${nobodysId}`;
    const answer = await library.ask(line, who("root"));
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ message: "User not found" });
  });
});
