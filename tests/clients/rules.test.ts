import { afterAll, beforeAll, expect, test } from "bun:test";
import type PocketBase from "pocketbase";
import { refusalOf } from "./refusal.ts";
import { serveNewFolder } from "./serving.ts";
import type { Serving } from "./serving.ts";

let serving: Serving;
let ann: PocketBase;
let bob: PocketBase;

beforeAll(async () => {
  serving = await serveNewFolder();
  const owned = "owner = @request.auth.id";
  await serving.superuser.collections.create({
    name: "notes",
    type: "base",
    listRule: `${owned} || public = true`,
    viewRule: `${owned} || public = true`,
    createRule: `@request.auth.id != "" && @request.body.owner = @request.auth.id`,
    updateRule: `${owned} && @request.body.owner:isset = false`,
    deleteRule: owned,
    fields: [
      { name: "text", type: "text" },
      { name: "public", type: "bool" },
      { name: "secret", type: "text", hidden: true },
      {
        name: "owner",
        type: "relation",
        collectionId: "_pb_users_auth_",
        required: true,
      },
    ],
  });
  await serving.superuser.collections.create({ name: "locked", type: "base" });
  ann = await serving.newUser("ann@example.com");
  bob = await serving.newUser("bob@example.com");
});
afterAll(() => serving[Symbol.asyncDispose]());

const idOf = (client: PocketBase) => client.authStore.record?.id ?? "";
const notes = (client: PocketBase) => client.collection("notes");
const write = (client: PocketBase, values: object) =>
  notes(client).create({ owner: idOf(client), ...values });

test("each sees its own records and public ones", async () => {
  const mine = await write(ann, { text: "mine" });
  const shared = await write(ann, { text: "shared", public: true });
  const seen = async (client: PocketBase) =>
    (await notes(client).getFullList({ sort: "text" })).map(({ id }) => id);

  expect(await seen(ann)).toEqual([mine.id, shared.id]);
  expect(await seen(bob)).toEqual([shared.id]);
  expect(await seen(serving.guest())).toEqual([shared.id]);
  expect(await seen(serving.superuser)).toEqual([mine.id, shared.id]);
});

test("a record that the rule hides is 404 for every verb", async () => {
  const { id } = await write(ann, { text: "hidden" });
  for (const client of [bob, serving.guest()]) {
    expect((await refusalOf(notes(client).getOne(id))).status).toBe(404);
    expect(
      (await refusalOf(notes(client).update(id, { text: "x" }))).status,
    ).toBe(404);
    expect((await refusalOf(notes(client).delete(id))).status).toBe(404);
  }
  expect((await notes(ann).getOne(id))["text"]).toBe("hidden");
});

test("a create rule that fails is 400 without field errors", async () => {
  for (const client of [bob, serving.guest()]) {
    const refused = await refusalOf(
      notes(client).create({ owner: idOf(ann), text: "x" }),
    );
    expect(refused.status).toBe(400);
    expect(refused.response["data"]).toEqual({});
  }
});

test("an update rule sees what the body changes", async () => {
  const { id } = await write(ann, { text: "before" });
  const changed = await notes(ann).update(id, { text: "after" });
  expect(changed["text"]).toBe("after");
  const given = notes(ann).update(id, { owner: idOf(bob) });
  expect((await refusalOf(given)).status).toBe(404);
});

test("a rule that is null is for superusers alone", async () => {
  for (const client of [ann, serving.guest()]) {
    const locked = client.collection("locked");
    expect((await refusalOf(locked.getList())).status).toBe(403);
    expect((await refusalOf(locked.create({}))).status).toBe(403);
  }
  const record = await serving.superuser.collection("locked").create({});
  expect(
    (await refusalOf(ann.collection("locked").getOne(record.id))).status,
  ).toBe(403);
});

test("hidden fields are for superusers, in answers, filters and bodies", async () => {
  const { id } = await write(ann, { text: "t", secret: "mine?" });
  await notes(serving.superuser).update(id, { secret: "s3cret" });
  expect(await notes(ann).getOne(id)).not.toHaveProperty("secret");
  expect((await notes(serving.superuser).getOne(id))["secret"]).toBe("s3cret");
  const filtered = notes(ann).getList(1, 1, { filter: "secret ~ 's'" });
  expect((await refusalOf(filtered)).status).toBe(400);
});

test("an email shows only to its owner, to superusers and where it is made visible", async () => {
  await serving.superuser.collections.update("users", {
    listRule: "",
    viewRule: "",
  });
  const users = (client: PocketBase) => client.collection("users");
  expect(await users(bob).getOne(idOf(ann))).not.toHaveProperty("email");
  expect((await users(ann).getOne(idOf(ann)))["email"]).toBe("ann@example.com");

  const { id } = await write(ann, { public: true });
  const expanded = await notes(bob).getOne(id, { expand: "owner" });
  expect(expanded.expand?.["owner"].id).toBe(idOf(ann));
  expect(expanded.expand?.["owner"]).not.toHaveProperty("email");

  await users(ann).update(idOf(ann), { emailVisibility: true });
  expect((await users(bob).getOne(idOf(ann)))["email"]).toBe("ann@example.com");
});

test("an expand stays under the related collection's own rule", async () => {
  await serving.superuser.collections.update("users", { viewRule: null });
  const { id } = await write(ann, { public: true });
  const seen = await notes(bob).getOne(id, { expand: "owner" });
  expect(seen.expand?.["owner"]).toBeUndefined();
  const all = await notes(serving.superuser).getOne(id, { expand: "owner" });
  expect(all.expand?.["owner"].id).toBe(idOf(ann));
});
