import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readError } from "../../http/open-test-app.ts";
import { type Library, password, usersOf } from "./open-library.ts";
import { type Members, openMembers } from "./open-members.ts";

const users = "/api/collections/libredms_users/records";
const moment = "2026-01-02 03:04:05.000Z";

let library: Library;
let stranger: string;
let member: Members["member"];
let tokenOf: Members["tokenOf"];
let answerTo: Members["answerTo"];

beforeAll(async () => {
  ({ library, stranger, member, tokenOf, answerTo } = await openMembers());
});
afterAll(() => library.close());

let number = 0;

/** What someone sends to sign up natively. */
function newcomer(values: object = {}): object {
  return {
    name: "New Comer",
    email: `newcomer${++number}@example.com`,
    password,
    passwordConfirm: password,
    isPrivate: true,
    role: "4",
    ...values,
  };
}

describe("signing up natively", () => {
  test("makes a regular user, who can log in", async () => {
    const { status, body } = await answerTo(`POST ${users}`, newcomer());
    expect(status).toBe(200);
    expect(body).toMatchObject({ role: "4", deleted: "", verified: false });
    const login = await answerTo(
      "POST /api/collections/libredms_users/auth-with-password",
      { identity: `newcomer${number}@example.com`, password },
    );
    expect(login.status).toBe(200);
    const path = `${users}/${String(body["id"])}`;
    const token = String(login.body["token"]);
    expect((await answerTo(`PATCH ${path}`, {}, token)).status).toBe(200);
  });

  test.each([
    ["the superadministrator", { role: "1" }],
    ["an administrator", { role: "2" }],
    ["a reviewer", { role: "3" }],
    ["an unknown role", { role: "5" }],
    ["no role", { role: "" }],
    ["a role that is added", { role: "4", "role+": "1" }],
    ["deleted", { deleted: moment }],
    ["without saying whether the profile is private", { isPrivate: undefined }],
  ])("does not make %s", async (_, values) => {
    const { status } = await answerTo(`POST ${users}`, newcomer(values));
    expect(status).toBe(400);
    const email = `newcomer${number}@example.com`;
    const { api } = library;
    expect(
      await api.app.records.findBy(usersOf(api), "email", email),
    ).toBeUndefined();
  });

  test("does not make anyone of a higher role for users who have it", async () => {
    for (const role of ["1", "2"]) {
      const body = newcomer({ role: "2" });
      const { status } = await answerTo(`POST ${users}`, body, tokenOf(role));
      expect(status).toBe(400);
    }
  });

  test("sets nothing that is hidden", async () => {
    const tokenKey = "k".repeat(50);
    const loggedOut = { jti: 1 };
    const { body } = await answerTo(
      `POST ${users}`,
      newcomer({ tokenKey, loggedOut }),
    );
    const { api } = library;
    const made = await api.app.records.find(usersOf(api), String(body["id"]));
    expect(made!.values["tokenKey"]).not.toBe(tokenKey);
    expect(made!.values["loggedOut"]).toBeNull();
  });

  test.each([
    ["Jane Doe", 200],
    ["jane  doe", 200],
    ["Mary-Ann O'Neil", 200],
    ["Jane", 400],
    ["Jane ", 400],
    [" Jane Doe", 400],
    ["Jane Doe ", 400],
    ["Jane Mary Doe", 400],
    ["Jane D0e", 400],
    ["-Jane Doe", 400],
    ["Jäne Doe", 400],
    ["", 400],
    [`Jane ${"d".repeat(251)}`, 400],
  ])("%p as a name gives %d", async (name, expected) => {
    const { status, body } = await answerTo(
      `POST ${users}`,
      newcomer({ name }),
    );
    expect(status).toBe(expected);
    if (expected === 400) expect(body["data"]).toHaveProperty("name");
  });

  test.each(["1234567", "        ", "\t\n\t\n\t\n\t\n", "\u00a0".repeat(9)])(
    "%p is no password",
    async (bad) => {
      const { status, body } = await answerTo(
        `POST ${users}`,
        newcomer({ password: bad, passwordConfirm: bad }),
      );
      expect(status).toBe(400);
      expect(body["data"]).toHaveProperty("password");
    },
  );
});

test("the id that a client gives is refused for a user if another has it", async () => {
  const { id } = member("4");
  const { status, body } = await answerTo(`POST ${users}`, newcomer({ id }));
  expect(status).toBe(400);
  expect(body["data"]).toHaveProperty("id");
});

describe("a profile", () => {
  test.each([
    ["a role", { role: "1" }],
    ["a role added to it", { "role+": "1" }],
    ["no role", { role: "" }],
    ["a deletion", { deleted: moment }],
  ])("is not given %s by its owner", async (_, forged) => {
    const { id, token } = await library.addUser("4");
    const body = { name: "Another Name", ...forged };
    const { status } = await answerTo(`PATCH ${users}/${id}`, body, token);
    expect(status).toBe(404);
    const { api } = library;
    const { values } = (await api.app.records.find(usersOf(api), id))!;
    expect(values).toMatchObject({
      name: "Some Body",
      role: "4",
      deleted: "",
    });
  });

  test("is changed by its owner, but for what is hidden and what shows who it is", async () => {
    const { id, token, role } = await library.addUser("4");
    const path = `PATCH ${users}/${id}`;
    const changed = await answerTo(
      path,
      { name: "Another Name", isPrivate: true, role, deleted: "" },
      token,
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      name: "Another Name",
      isPrivate: true,
    });
    for (const forged of [
      { id: crypto.randomUUID() },
      { email: "other@example.com" },
      { verified: true },
      { password: "another-password", passwordConfirm: "another-password" },
    ]) {
      expect((await answerTo(path, forged, token)).status).toBe(400);
    }
    const { api } = library;
    const before = await api.app.records.find(usersOf(api), id);
    await answerTo(path, { tokenKey: "k".repeat(50), loggedOut: [1] }, token);
    const after = await api.app.records.find(usersOf(api), id);
    expect(after!.values["tokenKey"]).toBe(before!.values["tokenKey"]);
    expect(after!.values["loggedOut"]).toBeNull();
  });

  test("is changed by nobody else, however high, and deleted for good by superusers alone", async () => {
    const owner = await library.addUser("4");
    const path = `${users}/${owner.id}`;
    const others = [undefined, stranger, ...["1", "2", "3"].map(tokenOf)];
    for (const token of others) {
      for (const json of [
        { name: "x y" },
        { role: "3" },
        { password: "another-password", passwordConfirm: "another-password" },
      ]) {
        expect((await answerTo(`PATCH ${path}`, json, token)).status).toBe(404);
      }
    }
    for (const token of [...others, owner.token]) {
      expect((await answerTo(`DELETE ${path}`, {}, token)).status).toBe(403);
    }
    expect((await library.api.sudo(`DELETE ${path}`)).status).toBe(204);
  });

  test("is not changed once it is deleted, not even with a token that is still good", async () => {
    const { id, token } = await library.addUser("4", { deleted: moment });
    for (const json of [{ name: "x y" }, { deleted: "" }]) {
      const { status } = await answerTo(`PATCH ${users}/${id}`, json, token);
      expect(status).toBe(404);
    }
  });
});

test("who is deleted cannot log in, and its email stays taken", async () => {
  const user = await library.addUser("4");
  await library.deleteUser(user);
  const login = await library.api.send(
    "POST /api/collections/libredms_users/auth-with-password",
    { json: { identity: user.email, password } },
  );
  expect((await readError(login)).status).toBe(403);
  const { email } = user;
  const { body } = await answerTo(`POST ${users}`, newcomer({ email }));
  expect(body["data"]).toMatchObject({
    email: { code: "validation_not_unique" },
  });
});

test("superusers cannot make a second superadministrator, nor a role of two digits", async () => {
  const { api } = library;
  const second = await api.sudo(`PATCH ${users}/${member("4").id}`, {
    json: { role: "1" },
  });
  expect((await readError(second)).data).toHaveProperty("role");
  const roles = "/api/collections/libredms_roles/records";
  const json = { id: "10", label: "Tenth" };
  const tenth = await api.sudo(`POST ${roles}`, { json });
  expect((await readError(tenth)).data).toHaveProperty("id");
  const inUse = await api.sudo(`DELETE ${roles}/4`);
  expect(inUse.status).toBe(400);
});
