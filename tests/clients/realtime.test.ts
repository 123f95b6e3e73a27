import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { EventSource } from "eventsource";
import PocketBase, { type RecordSubscription } from "pocketbase";
import { startHutch } from "../running-server.ts";
import {
  type OpenIdProvider,
  startOpenIdProvider,
} from "../support/openid-provider.ts";
import { refusalOf } from "./refusal.ts";
import { serveNewFolder, type Serving } from "./serving.ts";

let serving: Serving;
let openid: OpenIdProvider;
let number = 0;
/** A collection of its own for each test. */
let name = "";

beforeAll(async () => {
  // The SDK takes the browser's, which Bun does not have.
  Object.assign(globalThis, { EventSource });
  serving = await serveNewFolder();
  openid = await startOpenIdProvider({
    credentials: "client_secret_post",
    redirectURLs: [`${serving.server.url}/api/oauth2-redirect`],
  });
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "EventSource");
  await serving[Symbol.asyncDispose]();
  await openid.close();
});
beforeEach(async () => {
  name = `posts${++number}`;
  const users = await serving.superuser.collections.getOne("users");
  await serving.superuser.collections.create({
    name,
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "secret", type: "text", hidden: true },
      { name: "author", type: "relation", collectionId: users.id },
    ],
    listRule: "title != 'hidden'",
    viewRule: "@request.auth.id != ''",
  });
});

/** What a subscription has told so far, and a look at the next. */
function inbox() {
  const events: RecordSubscription[] = [];
  let waiting = Promise.withResolvers<void>();
  return {
    callback(event: RecordSubscription) {
      events.push(event);
      waiting.resolve();
    },
    async next(): Promise<RecordSubscription> {
      for (;;) {
        const event = events.shift();
        if (event !== undefined) return event;
        await waiting.promise;
        waiting = Promise.withResolvers();
      }
    },
    events,
  };
}

const add = (body: Readonly<Record<string, unknown>>) =>
  serving.superuser.collection(name).create(body);

test("a collection's changes come as they happen", async () => {
  const client = serving.guest();
  const { callback, next } = inbox();
  await client.collection(name).subscribe("*", callback);
  expect(client.realtime.isConnected).toBe(true);
  const { id } = await add({ title: "a", secret: "s" });
  const created = await next();
  expect(created).toMatchObject({ action: "create", record: { id } });
  expect(created.record).not.toHaveProperty("secret");
  const posts = serving.superuser.collection(name);
  await posts.update(id, { title: "hidden" });
  await posts.update(id, { title: "b" });
  expect(await next()).toMatchObject({
    action: "update",
    record: { title: "b" },
  });
  await posts.delete(id);
  expect(await next()).toMatchObject({ action: "delete", record: { id } });
  await client.realtime.unsubscribe();
  expect(client.realtime.isConnected).toBe(false);
});

test("one record's changes come to who may view it, until they unsubscribe", async () => {
  const { id } = await add({ title: "a" });
  const other = await add({ title: "b" });
  const guest = serving.guest();
  const user = await serving.newUser(`one${number}@example.com`);
  const missed = inbox();
  const heard = inbox();
  const all = inbox();
  await guest.collection(name).subscribe(id, missed.callback);
  await user.collection(name).subscribe("*", all.callback);
  const stop = await user.collection(name).subscribe(id, heard.callback);
  const posts = serving.superuser.collection(name);
  await posts.update(other.id, { title: "c" });
  await posts.update(id, { title: "d" });
  expect((await heard.next()).record["title"]).toBe("d");
  await stop();
  await posts.update(id, { title: "e" });
  for (const title of ["c", "d", "e"]) {
    expect((await all.next()).record["title"]).toBe(title);
  }
  expect(heard.events).toEqual([]);
  expect(missed.events).toEqual([]);
  await guest.realtime.unsubscribe();
  await user.realtime.unsubscribe();
});

test("expand, fields, filter and headers are heeded", async () => {
  const user = await serving.newUser(`options${number}@example.com`);
  const author = user.authStore.record!.id;
  await serving.superuser.collections.update(name, {
    listRule: "@request.headers.x_token = 'k' && @request.query.key = 'v'",
  });
  const heard = inbox();
  const refused = inbox();
  const posts = user.collection(name);
  await posts.subscribe("*", refused.callback);
  await posts.subscribe("*", heard.callback, {
    expand: "author",
    fields: "title,expand.author.id",
    filter: "title ~ 'wanted'",
    headers: { "X-Token": "k" },
    query: { key: "v" },
  });
  await add({ title: "other", author });
  await add({ title: "wanted", author });
  expect(await heard.next()).toEqual({
    action: "create",
    record: { title: "wanted", expand: { author: { id: author } } } as never,
  });
  expect(refused.events).toEqual([]);
  await user.realtime.unsubscribe();
});

test("a guest who logs in hears what they may from then on; a login cannot be changed for another", async () => {
  await serving.superuser.collections.update(name, {
    listRule: "@request.auth.id != ''",
  });
  const client = serving.guest();
  const { callback, next } = inbox();
  await client.collection(name).subscribe("*", callback);
  await add({ title: "before" });
  const email = `login${number}@example.com`;
  const user = await serving.newUser(email);
  client.authStore.save(user.authStore.token, user.authStore.record);
  await client.collection(name).subscribe("x", () => {});
  await add({ title: "after" });
  expect((await next()).record["title"]).toBe("after");
  const { token, record } = serving.superuser.authStore;
  client.authStore.save(token, record);
  const refusal = await refusalOf(
    client.collection(name).subscribe("y", () => {}),
  );
  expect(refusal.status).toBe(403);
  await client.realtime.unsubscribe();
});

test("who is connected comes back by itself after the server was started anew", async () => {
  await using own = await serveNewFolder();
  const { url } = own.server;
  await own.superuser.collections.create({
    name: "posts",
    type: "base",
    fields: [{ name: "title", type: "text" }],
    listRule: "",
  });
  const client = new PocketBase(url).autoCancellation(false);
  const { callback, next } = inbox();
  const connected = inbox();
  await client.realtime.subscribe("PB_CONNECT", connected.callback);
  await client.collection("posts").subscribe("*", callback);
  const before = client.realtime.clientId;
  await connected.next();
  const start = performance.now();
  expect((await own.server.stop()).exitCode).toBe(0);
  expect(performance.now() - start).toBeLessThan(5_000);
  const again = await startHutch(own.dir, ["--http", new URL(url).host]);
  try {
    await connected.next();
    expect(client.realtime.clientId).not.toBe(before);
    await own.superuser.collection("posts").create({ title: "a" });
    expect((await next()).record["title"]).toBe("a");
    await client.realtime.unsubscribe();
  } finally {
    await again.stop();
  }
});

test("authWithOAuth2 logs in by a redirect that the client hears of", async () => {
  openid.users.set("ann", {
    email: `ann${number}@example.com`,
    email_verified: true,
    name: "Ann",
  });
  await serving.superuser.collections.update("users", {
    oauth2: { enabled: true, providers: [openid.config] },
  });
  const client = serving.guest();
  let landing = "";
  const { token, record } = await client.collection("users").authWithOAuth2({
    provider: "oidc",
    async urlCallback(url) {
      landing = (await fetch(await openid.follow(url, "ann"))).url;
    },
  });
  expect(landing).toBe(
    `${serving.server.url}/_/#/auth/oauth2-redirect-success`,
  );
  expect(record["name"]).toBe("Ann");
  expect(client.authStore.token).toBe(token);
  expect(client.realtime.isConnected).toBe(false);
});
