import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  collectionOf,
  type Listener,
  type Listening,
  openListening,
  requestBy,
} from "./listening.ts";

let world: Listening;
let number = 0;
beforeAll(async () => {
  world = await openListening();
  await world.define({
    name: "posts",
    fields: [{ name: "title", type: "text" }],
    listRule: "@request.auth.id != ''",
  });
  await world.define({
    name: "clients",
    type: "auth",
    fields: [{ name: "role", type: "text" }],
  });
  await world.define({
    name: "plans",
    fields: [{ name: "title", type: "text" }],
    listRule: "@request.auth.role = title || @request.auth.email ~ title",
  });
});
afterAll(() => world.close());

const password = "another password";

async function addClient(role = "") {
  const email = `client${++number}@example.com`;
  const body = { email, password, passwordConfirm: password, role };
  return world.add("clients", body);
}

/** Whether a listener hears of posts now, which are for those who are logged in. */
async function isLoggedIn(listener: Listener): Promise<boolean> {
  const before = listener.heard.length;
  await world.add("posts", { title: "p" });
  await world.settled();
  return listener.heard.length > before;
}

describe("a connection's login", () => {
  test("is the one of the last subscription", async () => {
    const listener = await world.listen(["posts/*"]);
    expect(await isLoggedIn(listener)).toBe(false);
    await listener.subscribe(["posts/*"], await world.user("login"));
    expect(await isLoggedIn(listener)).toBe(true);
    listener.disconnect();
  });

  test("cannot become another, nor a guest's", async () => {
    const ann = await addClient();
    const listener = await world.listen(["posts/*"], ann);
    const message =
      "The current and the previous request authorization don't match.";
    for (const who of [await addClient(), await world.superuser(), undefined]) {
      expect(listener.subscribe([], who)).rejects.toThrow(message);
    }
    await listener.subscribe(["posts/*"], ann);
    expect(await isLoggedIn(listener)).toBe(true);
    listener.disconnect();
  });

  const endings: Record<string, (record: StoredRecord) => Promise<unknown>> = {
    "the record is deleted": (record) => world.remove(record),
    "the password changes": (record) =>
      world.change(record, { password, passwordConfirm: password }),
    "the email changes": (record) =>
      world.change(record, { email: `new${record.id}@example.com` }),
    "the key of its tokens changes": ({ collection, id }) =>
      world.app.records.amend(collection, id, () => ({
        tokenKey: "k".repeat(50),
      })),
    "the secret of the collection's tokens changes": () =>
      world.app.collections.update("clients", {
        authToken: { secret: "s".repeat(39) + String(number % 10) },
      }),
  };
  test.each(Object.entries(endings))(
    "is gone the moment that %s; the connection stays and may log in again",
    async (_, end) => {
      const record = await addClient();
      const other = await world.user(`other${++number}`);
      const listener = await world.listen(["posts/*"], record);
      const unconcerned = await world.listen(["posts/*"], other);
      expect(await isLoggedIn(listener)).toBe(true);
      await end(record);
      expect(await isLoggedIn(listener)).toBe(false);
      expect(await isLoggedIn(unconcerned)).toBe(true);
      await listener.subscribe(["posts/*"], other);
      expect(await isLoggedIn(listener)).toBe(true);
      listener.disconnect();
      unconcerned.disconnect();
    },
  );

  test("is gone with its collection", async () => {
    await world.define({ name: "visitors", type: "auth" });
    const record = await world.add("visitors", {
      email: "visitor@example.com",
      password,
      passwordConfirm: password,
    });
    const listener = await world.listen(["posts/*"], record);
    expect(await isLoggedIn(listener)).toBe(true);
    await world.app.collections.remove("visitors");
    expect(await isLoggedIn(listener)).toBe(false);
    listener.disconnect();
  });

  test("stays when the record or its collection changes otherwise, and is judged as it is now", async () => {
    const record = await addClient("first");
    const listener = await world.listen(["plans/*"], record);
    const plan = await world.add("plans", { title: "second" });
    await world.settled();
    await world.change(record, { role: "second" });
    await world.change(plan, {});
    await world.settled();
    await world.app.collections.update("clients", { name: "customers" });
    await world.change(plan, {});
    await world.settled();
    const customer = {
      ...record,
      collection: collectionOf(world.app, "customers"),
    };
    await world.change(customer, { role: "third" });
    await world.change(plan, {});
    await world.settled();
    expect(listener.told()).toEqual(["update second", "update second"]);
    await world.app.collections.update("customers", { name: "clients" });
    listener.disconnect();
  });

  test("that ended while the request was on its way is no login", async () => {
    const record = await addClient();
    const listener = await world.listen([]);
    await world.change(record, { password, passwordConfirm: password });
    await listener.subscribe(["posts/*"], record);
    expect(await isLoggedIn(listener)).toBe(false);
    listener.disconnect();
  });

  test("that ends while it is looked at is no login", async () => {
    const record = await addClient();
    const listener = await world.listen([]);
    const subscribing = listener.subscribe(["posts/*"], record);
    const ending = world.remove(record);
    await Promise.all([subscribing, ending]);
    expect(await isLoggedIn(listener)).toBe(false);
    listener.disconnect();
  });

  test("that another process ended is found out", async () => {
    const record = await addClient();
    const listener = await world.listen(["posts/*"], record);
    const { database, bus } = world.app;
    await database.run(
      sql`update clients set "tokenKey" = ${"x".repeat(50)} where id = ${record.id}`,
    );
    expect(await isLoggedIn(listener)).toBe(true);
    bus.publish({ topic: "foreign-write", data: {} });
    expect(await isLoggedIn(listener)).toBe(false);
    listener.disconnect();
  });
});

describe("who may set a client's subscriptions", () => {
  test("is who has its address", async () => {
    const listener = await world.listen([]);
    const body = { clientId: listener.id, subscriptions: ["posts/*"] };
    const request = { ...requestBy(undefined, body), address: "10.0.0.2" };
    expect(world.realtime.subscribe(request)).rejects.toThrow(
      "Invalid realtime client.",
    );
    listener.disconnect();
    expect(listener.subscribe([])).rejects.toThrow(
      "Missing or invalid client id.",
    );
  });

  test("does not outlive the client", async () => {
    const listener = await world.listen([]);
    const record = await addClient();
    const subscribing = listener.subscribe(["posts/*"], record);
    listener.disconnect();
    expect(subscribing).rejects.toThrow("Missing or invalid client id.");
    await subscribing.catch(() => {});
    expect(await isLoggedIn(listener)).toBe(false);
  });
});
