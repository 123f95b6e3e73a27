import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readError } from "../../http/open-test-app.ts";
import {
  type Library,
  type Member,
  openLibrary,
  password,
  usersOf,
} from "./open-library.ts";

const documents = "/api/collections/libredms_documents/records";
const users = "/api/collections/libredms_users/records";
const moment = "2026-01-02 03:04:05.000Z";

let library: Library;
/** By role. */
const members = new Map<string, Member>();
let stranger: string;

beforeAll(async () => {
  library = await openLibrary();
  for (const role of ["1", "2", "3", "4"]) {
    members.set(role, await library.addUser(role));
  }
  stranger = await library.addImpostor();
});
afterAll(() => library.close());

const member = (role: string): Member => members.get(role)!;

/** Status and body of an answer. */
async function answerTo(
  line: string,
  json: object,
  token?: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await library.api.send(line, {
    json,
    ...(token !== undefined && { token }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
  };
}

/** What a member sends to create a document natively. */
function proposal({ id, role }: Member, values: object = {}): object {
  return {
    title: "Mine",
    content: "Words",
    type: "text",
    access: "private",
    accesslevel: "view",
    userId: id,
    userRole: role,
    ...values,
  };
}

describe("a document", () => {
  test.each(["1", "2", "3", "4"])(
    "is created, with a UUID of version 4, by a user of role %s",
    async (role) => {
      const owner = member(role);
      const { status, body } = await answerTo(
        `POST ${documents}`,
        proposal(owner),
        owner.token,
      );
      expect(status).toBe(200);
      expect(body).toMatchObject(proposal(owner, { deleted: "" }));
      expect(body["id"]).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
    },
  );

  test.each([
    ["another's", () => ({ userId: member("2").id })],
    [
      "another's, with its role",
      () => ({ userId: member("2").id, userRole: "2" }),
    ],
    ["nobody's", () => ({ userId: "" })],
    ["of a higher role", () => ({ userRole: "1" })],
    ["of a lower role", () => ({ userRole: "4" })],
    ["of no role", () => ({ userRole: "" })],
    ["of two roles", () => ({ userRole: ["3", "1"] })],
    ["of a role added to it", () => ({ "userRole+": "1" })],
    ["deleted", () => ({ deleted: moment })],
  ])("cannot be created as %s", async (_, forged) => {
    const owner = member("3");
    const before = await count(owner);
    const { status } = await answerTo(
      `POST ${documents}`,
      proposal(owner, forged()),
      owner.token,
    );
    expect(status).toBe(400);
    expect(await count(owner)).toBe(before);
  });

  test("is created neither by guests nor by users of other collections nor by deleted ones", async () => {
    const gone = await library.addUser("4");
    await library.deleteUser(gone);
    const marked = await library.addUser("4", { deleted: moment });
    for (const [owner, token] of [
      [member("4"), undefined],
      [member("4"), stranger],
      [gone, gone.token],
      [marked, marked.token],
    ] as const) {
      const { status } = await answerTo(
        `POST ${documents}`,
        proposal(owner),
        token,
      );
      expect(status).toBe(400);
    }
  });

  test.each([
    ["no title", "title", ""],
    ["a title of 256 characters", "title", "x".repeat(256)],
    ["another type", "type", "pdf"],
    ["another access", "access", "everyone"],
    ["no access", "access", ""],
    ["another access level", "accesslevel", "edit"],
    ["no access level", "accesslevel", ""],
  ])("is refused with %s", async (_, field, value) => {
    const owner = member("4");
    const { status, body } = await answerTo(
      `POST ${documents}`,
      proposal(owner, { [field]: value }),
      owner.token,
    );
    expect(status).toBe(400);
    expect(Object.keys(body["data"] as object)).toEqual([field]);
  });

  test("takes a content of millions of characters", async () => {
    const owner = member("4");
    const content = "words ".repeat(500_000);
    const { status, body } = await answerTo(
      `POST ${documents}`,
      proposal(owner, { content }),
      owner.token,
    );
    expect(status).toBe(200);
    expect(String(body["content"]).length).toBe(content.length);
  });

  test("is changed by its owner, who may send all of it again", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, {});
    const path = `${documents}/${id}`;
    const whole = await library.api.send(`GET ${path}`, { token: owner.token });
    const { status, body } = await answerTo(
      `PATCH ${path}`,
      { ...((await whole.json()) as object), title: "Other", access: "public" },
      owner.token,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: "Other", access: "public" });
  });

  test.each([
    ["another owner", () => ({ userId: member("4").id })],
    ["another owner added to it", () => ({ "userId+": member("4").id })],
    ["no owner", () => ({ "userId-": member("3").id })],
    ["another role", () => ({ userRole: "1" })],
    ["a deletion", () => ({ deleted: moment })],
  ])("is not given %s by its owner", async (_, forged) => {
    const owner = member("3");
    const id = await library.addDocument(owner, {});
    const { status } = await answerTo(
      `PATCH ${documents}/${id}`,
      { title: "Forged", ...forged() },
      owner.token,
    );
    expect(status).toBe(404);
    expect(await stored(id)).toMatchObject({
      title: "A document",
      userId: owner.id,
      userRole: "3",
      deleted: "",
    });
  });

  test("is not given another id, nor other dates", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, {});
    const before = await stored(id);
    const other = crypto.randomUUID();
    const path = `PATCH ${documents}/${id}`;
    const renamed = await answerTo(path, { id: other }, owner.token);
    expect(renamed.body["data"]).toMatchObject({
      id: { code: "validation_pk_change" },
    });
    const { body } = await answerTo(path, { created: moment }, owner.token);
    expect(body["created"]).toBe(before!["created"]);
  });

  test("is changed by nobody else, however high, and deleted for good by superusers alone", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, { access: "public" });
    const path = `${documents}/${id}`;
    const others = [undefined, stranger, ...["1", "2", "4"].map(tokenOf)];
    for (const token of others) {
      const { status } = await answerTo(`PATCH ${path}`, { title: "x" }, token);
      expect(status).toBe(404);
    }
    for (const token of [...others, owner.token]) {
      const { status } = await answerTo(`DELETE ${path}`, {}, token);
      expect(status).toBe(403);
    }
    expect(await stored(id)).toMatchObject({ title: "A document" });
    expect((await library.api.sudo(`DELETE ${path}`)).status).toBe(204);
  });

  test("is not changed by an owner who is deleted, not even with a token that is still good", async () => {
    const owner = await library.addUser("3");
    const id = await library.addDocument(owner, { access: "public" });
    await library.api.sudo(`PATCH ${users}/${owner.id}`, {
      json: { deleted: moment },
    });
    const path = `PATCH ${documents}/${id}`;
    const { status } = await answerTo(path, { title: "x" }, owner.token);
    expect(status).toBe(404);
  });

  test("is not changed once it is deleted", async () => {
    const owner = member("3");
    const id = await library.addDocument(owner, { deleted: moment });
    for (const json of [{ title: "x" }, { deleted: "" }]) {
      const path = `PATCH ${documents}/${id}`;
      expect((await answerTo(path, json, owner.token)).status).toBe(404);
    }
  });
});

describe("the id that a client gives", () => {
  const taken = crypto.randomUUID();
  test.each([
    ["is taken if it is a UUID of version 4", crypto.randomUUID(), 200],
    ["is refused if it is of another version", Bun.randomUUIDv7(), 400],
    ["is refused if it is in capitals", crypto.randomUUID().toUpperCase(), 400],
    ["is refused if it is a native one", "abcdefghijklmno", 400],
    ["is refused if it is a number", 5, 400],
    ["is refused if a line ends it", `${crypto.randomUUID()}\n`, 400],
    ["is refused if a document has it", taken, 400],
  ])("%s", async (_, id, expected) => {
    const owner = member("4");
    if (id === taken) await library.addDocument(owner, { id });
    const { status, body } = await answerTo(
      `POST ${documents}`,
      proposal(owner, { id }),
      owner.token,
    );
    expect(status).toBe(expected);
    if (expected === 400) expect(body["data"]).toHaveProperty("id");
    else expect(body["id"]).toBe(String(id));
  });

  test("is refused for a user if another has it", async () => {
    const { id } = member("4");
    const { status, body } = await answerTo(`POST ${users}`, newcomer({ id }));
    expect(status).toBe(400);
    expect(body["data"]).toHaveProperty("id");
  });
});

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

function tokenOf(role: string): string {
  return member(role).token;
}

async function stored(id: string) {
  const { collections, records } = library.api.app;
  const found = await records.find(collections.find("libredms_documents")!, id);
  return found?.values;
}

async function count({ id }: Member): Promise<number> {
  const { collections, records } = library.api.app;
  const collection = collections.find("libredms_documents")!;
  return (await records.findAllBy(collection, { userId: id })).length;
}
