import { afterAll, beforeAll, expect, test } from "bun:test";
import { EventSource } from "eventsource";
import type { RecordModel } from "pocketbase";
import { refusalOf } from "./refusal.ts";
import { serveNewFolder } from "./serving.ts";
import type { Serving } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  // The SDK takes the browser's, which Bun has none of.
  Object.assign(globalThis, { EventSource });
  serving = await serveNewFolder();
  const { superuser } = serving;
  const mine = "owner = @request.auth.id";
  await superuser.collections.create({
    name: "notes",
    type: "base",
    listRule: mine,
    viewRule: mine,
    createRule: mine,
    updateRule: mine,
    deleteRule: mine,
    fields: [
      { name: "title", type: "text", required: true },
      { name: "likes", type: "number" },
      {
        name: "owner",
        type: "relation",
        collectionId: "_pb_users_auth_",
      },
      { name: "attachments", type: "file", maxSelect: 5 },
    ],
  });
  await superuser.settings.update({ batch: { enabled: true } });
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "EventSource");
  await serving[Symbol.asyncDispose]();
});

const file = (name: string, contents: string) => new File([contents], name);

test("batches are refused until they are switched on", async () => {
  const { superuser } = serving;
  await superuser.settings.update({ batch: { enabled: false } });
  const batch = superuser.createBatch();
  batch.collection("notes").create({ title: "a" });
  const refusal = await refusalOf(batch.send());
  expect(refusal).toMatchObject({
    status: 403,
    response: { message: "Batch requests are not allowed." },
  });
  await superuser.settings.update({ batch: { enabled: true } });
});

test("a user creates, changes, upserts and deletes in one go", async () => {
  const user = await serving.newUser("ann@example.com");
  const owner = user.authStore.record!.id;
  const notes = user.collection("notes");
  const kept = await notes.create({ title: "kept", owner });
  const doomed = await notes.create({ title: "doomed", owner });

  const batch = user.createBatch();
  batch
    .collection("notes")
    .create(
      { id: "frombatch000001", title: "new", owner },
      { expand: "owner", fields: "*,expand.owner.id" },
    );
  batch.collection("notes").update(kept.id, { "likes+": 3 });
  batch.collection("notes").upsert({ id: "frombatch000001", likes: 7 });
  batch.collection("notes").upsert({ title: "another", owner });
  batch.collection("notes").delete(doomed.id);
  const results = await batch.send();

  expect(results.map(({ status }) => status)).toEqual([
    200, 200, 200, 200, 204,
  ]);
  const [made, changed, upserted, another, deleted] = results.map(
    ({ body }) => body as RecordModel | null,
  );
  expect(made).toMatchObject({
    title: "new",
    expand: { owner: { id: owner } },
  });
  expect(changed).toMatchObject({ id: kept.id, likes: 3 });
  expect(upserted).toMatchObject({ id: made!.id, title: "new", likes: 7 });
  expect(another).toMatchObject({ title: "another" });
  expect(deleted).toBeNull();
  const left = await notes.getFullList({ sort: "title" });
  expect(left.map(({ title }) => title)).toEqual(["another", "kept", "new"]);
});

test("one request that is not allowed undoes all, and says which it was", async () => {
  const user = await serving.newUser("bob@example.com");
  const owner = user.authStore.record!.id;
  const batch = user.createBatch();
  batch.collection("notes").create({ title: "mine", owner });
  batch.collection("notes").create({ owner });
  batch.collection("users").delete("someoneelse0001");
  const { status, response } = await refusalOf(batch.send());
  expect(status).toBe(400);
  expect(response).toMatchObject({
    message: "Batch transaction failed.",
    data: {
      requests: {
        1: {
          code: "batch_request_failed",
          response: {
            status: 400,
            message: "Failed to create record.",
            data: { title: { code: "validation_required" } },
          },
        },
      },
    },
  });
  expect(await user.collection("notes").getFullList()).toEqual([]);
});

test("files go along, in objects and in forms", async () => {
  const user = await serving.newUser("cleo@example.com");
  const owner = user.authStore.record!.id;
  const id = "withfiles000001";
  const form = new FormData();
  form.append("title", "from a form");
  form.append("owner", owner);
  form.append("attachments", file("form.txt", "of a form"));

  const batch = user.createBatch();
  batch.collection("notes").create({
    id,
    title: "with files",
    owner,
    attachments: [file("one.txt", "first"), file("two.txt", "second")],
  });
  batch.collection("notes").create(form);
  batch
    .collection("notes")
    .update(id, { "attachments+": file("three.txt", "third") });
  const [, second, third] = (await batch.send()).map(
    ({ body }) => body as RecordModel,
  );

  const names: string[] = third!["attachments"];
  expect(names).toHaveLength(3);
  expect(await download(third!, names[0]!)).toBe("first");
  expect(await download(third!, names[2]!)).toBe("third");
  expect(await download(second!, second!["attachments"][0])).toBe("of a form");

  const mixed = user.createBatch();
  mixed
    .collection("notes")
    .update(id, { attachments: [names[2], file("four.txt", "fourth")] });
  const [after] = (await mixed.send()).map(({ body }) => body as RecordModel);
  const left: string[] = after!["attachments"];
  expect(await Promise.all(left.map((name) => download(after!, name)))).toEqual(
    ["third", "fourth"],
  );

  async function download(record: RecordModel, name: string): Promise<string> {
    const answer = await fetch(user.files.getURL(record, name));
    return answer.text();
  }
});

test("many sign up at once", async () => {
  const { superuser } = serving;
  const batch = superuser.createBatch();
  const password = "a-common-password";
  for (let index = 0; index < 10; index++) {
    batch.collection("users").create({
      email: `many${index}@example.com`,
      password,
      passwordConfirm: password,
    });
  }
  expect(await batch.send()).toHaveLength(10);
  const client = serving.guest();
  const login = await client
    .collection("users")
    .authWithPassword("many9@example.com", password);
  expect(login.record["email"]).toBe("many9@example.com");
});

test("subscribers hear of a batch when it is done, and of none that failed", async () => {
  const user = await serving.newUser("dora@example.com");
  const owner = user.authStore.record!.id;
  const heard: string[] = [];
  const all = Promise.withResolvers<void>();
  await user.collection("notes").subscribe("*", ({ action, record }) => {
    heard.push(`${action} ${record["title"]}`);
    if (record["title"] === "third") all.resolve();
  });
  const failing = user.createBatch();
  failing.collection("notes").create({ title: "never", owner });
  failing.collection("notes").create({ owner });
  await refusalOf(failing.send());
  const batch = user.createBatch();
  for (const title of ["first", "second", "third"]) {
    batch.collection("notes").create({ title, owner });
  }
  await batch.send();
  await all.promise;
  await user.collection("notes").unsubscribe();
  expect(heard).toEqual(["create first", "create second", "create third"]);
});
