import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import { type RunningServer, startServer } from "../../../src/http/server.ts";
import { type EventReader, openEvents } from "../../support/event-reader.ts";
import {
  type Library,
  type Member,
  openLibrary,
  password,
} from "./open-library.ts";

const documents = "/api/collections/libredms_documents/records";
const users = "/api/collections/libredms_users/records";

let library: Library;
let server: RunningServer;
/** By name: one of each role, who are told of what they may see, and those who are told of nothing. */
const tokens = new Map<string, string | undefined>();
const members = new Map<string, Member>();
const opened: EventReader[] = [];

beforeAll(async () => {
  library = await openLibrary(["libredms"]);
  const names = { head: "1", admin: "2", reviewer: "3", regular: "4" };
  for (const [name, role] of Object.entries(names)) {
    const member = await library.addUser(role, { isPrivate: true });
    members.set(name, member);
    tokens.set(name, member.token);
  }
  tokens.set("guest", undefined);
  tokens.set("impostor", await library.addImpostor());
  tokens.set("superuser", library.api.token);
  server = await startServer(library.api.app, {
    hostname: "127.0.0.1",
    port: 0,
    origins: ["*"],
  });
});
afterEach(() => {
  for (const events of opened.splice(0)) events.close();
});
afterAll(async () => {
  await server.stop();
  await library.close();
});

/** Subscribes someone. What it returns reads the next event, as what happened to which title or name. */
async function subscribe(
  token: string | undefined,
  topic: string,
): Promise<() => Promise<string>> {
  const events = await openEvents(server.url);
  opened.push(events);
  const response = await fetch(`${server.url}/api/realtime`, {
    method: "POST",
    body: JSON.stringify({
      clientId: events.clientId,
      // The roles are what everyone may see.
      subscriptions: [topic, "libredms_roles/*"],
    }),
    headers: {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: token }),
    },
  });
  expect(response.status).toBe(204);
  return async () => {
    const event = await events.next();
    const { action, record } = JSON.parse(event!.data) as {
      action: string;
      record: Record<string, string>;
    };
    const { title, name, label } = record;
    return `${action} ${title ?? name ?? label}`;
  };
}

let marks = 0;

/** Reads what is told until now. What everyone is told comes after all that anyone was told before. */
async function markAndRead(
  listeners: ReadonlyMap<string, () => Promise<string>>,
): Promise<Record<string, string[]>> {
  const label = `mark ${++marks}`;
  await library.api.sudo("PATCH /api/collections/libredms_roles/records/4", {
    json: { label },
  });
  const heard: Record<string, string[]> = {};
  for (const [name, next] of listeners) {
    const told: string[] = [];
    for (;;) {
      const event = await next();
      if (event === `update ${label}`) break;
      told.push(event);
    }
    heard[name] = told;
  }
  return heard;
}

async function subscribeAll(topic: string, names: readonly string[]) {
  const listeners = new Map<string, () => Promise<string>>();
  for (const name of names) {
    listeners.set(name, await subscribe(tokens.get(name), topic));
  }
  return listeners;
}

/** What each of them is told while something happens. */
async function heardWhile(
  topic: string,
  names: readonly string[],
  work: () => Promise<void>,
): Promise<Record<string, string[]>> {
  const listeners = await subscribeAll(topic, names);
  await work();
  return markAndRead(listeners);
}

const everyone = [
  "head",
  "admin",
  "reviewer",
  "regular",
  "guest",
  "impostor",
  "superuser",
];

test("documents are told to who may see them", async () => {
  const owner = await library.addUser("3");
  tokens.set("owner", owner.token);
  const heard = await heardWhile(
    "libredms_documents/*",
    [...everyone, "owner"],
    async () => {
      for (const access of ["private", "role", "public"]) {
        const response = await library.api.send(`POST ${documents}`, {
          token: owner.token,
          json: {
            title: access,
            access,
            accesslevel: "view",
            userId: owner.id,
            userRole: owner.role,
          },
        });
        expect(response.status).toBe(200);
      }
    },
  );
  const all = ["create private", "create role", "create public"];
  expect(heard).toEqual({
    head: all,
    admin: all,
    reviewer: ["create role", "create public"],
    regular: ["create public"],
    guest: [],
    impostor: [],
    superuser: all,
    owner: all,
  });
});

test("what is written through LibreDMS's own API is told natively", async () => {
  const { email } = members.get("reviewer")!;
  const login = await fetch(`${server.url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const token = login.headers.get("x-access-token") ?? "";
  const send = async (method: string, path: string, json: object) => {
    const response = await fetch(`${server.url}/api/documents${path}`, {
      method,
      headers: { "content-type": "application/json", "x-access-token": token },
      body: JSON.stringify(json),
    });
    return (await response.json()) as { id: string };
  };
  const heard = await heardWhile("libredms_documents/*", everyone, async () => {
    const { id } = await send("POST", "", { title: "ours", access: "role" });
    await send("PUT", `/${id}`, { title: "everyone's", access: "public" });
    await send("PUT", `/${id}`, { title: "mine", access: "private" });
    await send("DELETE", `/${id}`, {});
  });
  const all = ["create ours", "update everyone's", "update mine"];
  expect(heard).toEqual({
    head: all,
    admin: all,
    reviewer: all,
    regular: ["update everyone's"],
    guest: [],
    impostor: [],
    superuser: [...all, "update mine"],
  });
});

test("a document that becomes private, or is deleted, is told to nobody who may not see it then", async () => {
  const owner = await library.addUser("4");
  const access = "public";
  const id = await library.addDocument(owner, { title: "turning", access });
  const heard = await heardWhile("libredms_documents/*", everyone, async () => {
    const change = (json: object) =>
      library.api.sudo(`PATCH ${documents}/${id}`, { json });
    await change({ access: "private" });
    await change({ access, title: "open again" });
    await change({ deleted: "2026-01-02 03:04:05.000Z" });
  });
  const nothing: string[] = [];
  const high = ["update turning", "update open again"];
  expect(heard).toEqual({
    head: high,
    admin: high,
    reviewer: ["update open again"],
    regular: ["update open again"],
    guest: nothing,
    impostor: nothing,
    superuser: [...high, "update open again"],
  });
});

test("a deleted user's documents are told to the superadministrator alone", async () => {
  const owner = await library.addUser("4");
  const access = "public";
  const id = await library.addDocument(owner, { title: "left", access });
  await library.deleteUser(owner);
  const heard = await heardWhile("libredms_documents/*", everyone, async () => {
    await library.api.sudo(`PATCH ${documents}/${id}`, {
      json: { content: "changed" },
    });
  });
  expect(heard).toEqual({
    head: ["update left"],
    admin: [],
    reviewer: [],
    regular: [],
    guest: [],
    impostor: [],
    superuser: ["update left"],
  });
});

test("profiles are told to who may see them, and their deletion to none of them", async () => {
  const heard = await heardWhile("libredms_users/*", everyone, async () => {
    await library.addUser("4", { name: "Open Person" });
    const isPrivate = true;
    const name = "Private Person";
    const hidden = await library.addUser("4", { name, isPrivate });
    await library.deleteUser(hidden);
  });
  const both = ["create Open Person", "create Private Person"];
  expect(heard).toEqual({
    head: both,
    admin: both,
    reviewer: ["create Open Person"],
    regular: ["create Open Person"],
    guest: [],
    impostor: [],
    superuser: [...both, "update Private Person"],
  });
});

test("who is deleted is told nothing more, nor is who is demoted what it may no longer see", async () => {
  const leaving = await library.addUser("2");
  const falling = await library.addUser("2");
  const marked = await library.addUser("2");
  tokens.set("leaving", leaving.token);
  tokens.set("falling", falling.token);
  tokens.set("marked", marked.token);
  const owner = await library.addUser("3");
  const names = ["leaving", "falling", "marked"];
  const listeners = await subscribeAll("libredms_documents/*", names);
  await library.addDocument(owner, { title: "before" });
  const before = ["create before"];
  expect(await markAndRead(listeners)).toEqual({
    leaving: before,
    falling: before,
    marked: before,
  });

  await library.deleteUser(leaving);
  const change = ({ id }: Member, json: object) =>
    library.api.sudo(`PATCH ${users}/${id}`, { json });
  await change(falling, { role: "4" });
  await change(marked, { deleted: "2026-01-02 03:04:05.000Z" });
  await library.addDocument(owner, { title: "private after" });
  const access = "public";
  await library.addDocument(owner, { title: "public after", access });
  expect(await markAndRead(listeners)).toEqual({
    leaving: [],
    falling: ["create public after"],
    marked: [],
  });
});
