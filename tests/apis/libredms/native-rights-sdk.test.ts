import { afterAll, beforeAll, expect, test } from "bun:test";
import PocketBase from "pocketbase";
import { type RunningServer, startServer } from "../../../src/http/server.ts";
import { refusalOf } from "../../clients/refusal.ts";
import { type Library, openLibrary, password } from "./open-library.ts";

let library: Library;
let server: RunningServer;
/** Titles of documents by their ids. */
const titles = new Map<string, string>();

/** Someone who is logged in at both APIs. */
interface Person {
  readonly id: string;
  readonly native: PocketBase;
  /** Sends a request to LibreDMS's own API. */
  own(method: string, path: string, json?: object): Promise<Response>;
}

const people = new Map<string, Person>();

beforeAll(async () => {
  library = await openLibrary(["libredms"]);
  server = await startServer(library.api.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
  });
  const names = { head: "1", admin: "2", reviewer: "3", regular: "4" };
  for (const [name, role] of Object.entries(names)) {
    await logIn(name, role);
    await logIn(`${name}'s colleague`, role === "1" ? "2" : role);
  }
  const gone = await logIn("gone", "3");
  for (const [name, { own }] of people) {
    for (const access of ["private", "role", "public"]) {
      const title = `${name}: ${access}`;
      const response = await own("POST", "/documents", { title, access });
      expect(response.status).toBe(201);
      const { id } = (await response.json()) as { id: string };
      titles.set(id, title);
    }
  }
  const deleted = await gone.own("DELETE", `/users/${gone.id}`);
  expect(deleted.status).toBe(200);
  people.delete("gone");
});
afterAll(async () => {
  await server.stop();
  await library.close();
});

async function logIn(name: string, role: string): Promise<Person> {
  const { id, email } = await library.addUser(role, {
    isPrivate: role === "3",
  });
  const native = new PocketBase(server.url).autoCancellation(false);
  await native.collection("libredms_users").authWithPassword(email, password);
  const send = (
    method: string,
    path: string,
    json: object | undefined,
    token: string,
  ) =>
    fetch(`${server.url}/api${path}`, {
      method,
      headers: { "content-type": "application/json", "x-access-token": token },
      ...(json && { body: JSON.stringify(json) }),
    });
  const login = await send("POST", "/auth/login", { email, password }, "");
  expect(login.status).toBe(200);
  const token = login.headers.get("x-access-token") ?? "";
  const person: Person = {
    id,
    native,
    own: (method, path, json) => send(method, path, json, token),
  };
  people.set(name, person);
  return person;
}

interface List {
  readonly list: readonly { readonly id: string }[];
}

test.each([
  ["head", 27],
  ["head's colleague", 24],
  ["admin", 24],
  ["reviewer", 8 + 5],
  ["regular", 8 + 3],
])("%s sees the same %d documents in both APIs", async (name, count) => {
  const { native, own } = people.get(name)!;
  const documents = native.collection("libredms_documents");
  const seen = (await documents.getFullList()).map(({ id }) => id);
  const response = await own("GET", "/documents?limit=100");
  const { list } = (await response.json()) as List;
  const sorted = (ids: readonly string[]) =>
    ids.map((id) => titles.get(id) ?? id).toSorted();
  expect(sorted(seen)).toEqual(sorted(list.map(({ id }) => id)));
  expect(seen).toHaveLength(count);
  for (const id of titles.keys()) {
    const { status } = await own("GET", `/documents/${id}`);
    expect([titles.get(id), status === 200]).toEqual([
      titles.get(id),
      seen.includes(id),
    ]);
    if (!seen.includes(id))
      expect((await refusalOf(documents.getOne(id))).status).toBe(404);
  }
});

test.each(["head", "admin", "reviewer", "regular"])(
  "%s sees the same profiles in both APIs",
  async (name) => {
    const { native, own } = people.get(name)!;
    const seen = await native.collection("libredms_users").getFullList();
    const response = await own("GET", "/users?limit=100");
    const { list } = (await response.json()) as List;
    const ids = (entries: readonly { readonly id: string }[]) =>
      entries.map(({ id }) => id).toSorted();
    expect(ids(seen)).toEqual(ids(list));
    expect(seen.length).toBeGreaterThan(1);
  },
);

test("what one API writes the other reads", async () => {
  const { id, native, own } = people.get("reviewer")!;
  const documents = native.collection("libredms_documents");
  const made = await documents.create({
    title: "Made natively",
    content: "Words",
    type: "text",
    access: "private",
    accesslevel: "view",
    userId: id,
    userRole: "3",
  });
  const path = `/documents/${made.id}`;
  expect(await (await own("GET", path)).json()).toMatchObject({
    title: "Made natively",
    userId: id,
    userRole: 3,
  });
  await own("PUT", path, { title: "Changed there" });
  expect((await documents.getOne(made.id))["title"]).toBe("Changed there");
  await documents.update(made.id, { title: "Changed here" });
  expect(await (await own("GET", path)).json()).toMatchObject({
    title: "Changed here",
  });
  await own("DELETE", path);
  expect((await refusalOf(documents.getOne(made.id))).status).toBe(404);
  const kept = await library.api.sudo(
    `GET /api/collections/libredms_documents/records/${made.id}`,
  );
  expect(await kept.json()).toMatchObject({ title: "Changed here" });
});

test("a token of one API is none of the other", async () => {
  const { native, id } = people.get("regular")!;
  const headers = { "x-access-token": native.authStore.token };
  const there = await fetch(`${server.url}/api/users/${id}`, { headers });
  expect(there.status).toBe(401);
  const login = await fetch(`${server.url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      email: native.authStore.record?.["email"],
      password,
    }),
  });
  const token = login.headers.get("x-access-token") ?? "";
  expect(token).not.toBe("");
  const client = new PocketBase(server.url);
  client.authStore.save(token, null);
  const users = client.collection("libredms_users");
  expect((await refusalOf(users.getOne(id))).status).toBe(404);
  expect((await refusalOf(users.authRefresh())).status).toBe(401);
});

test("a password that is changed natively ends the tokens of both APIs", async () => {
  const { id, native, own } = await logIn("changing", "4");
  const users = native.collection("libredms_users");
  await users.update(id, {
    oldPassword: password,
    password: "another-password",
    passwordConfirm: "another-password",
  });
  expect((await own("GET", `/users/${id}`)).status).toBe(401);
  expect((await refusalOf(users.getOne(id))).status).toBe(404);
});
