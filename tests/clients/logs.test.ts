import { afterAll, beforeAll, expect, test } from "bun:test";
import { refusalOf } from "./refusal.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serveNewFolder();
});
afterAll(() => serving[Symbol.asyncDispose]());

test("logs are listed, viewed, counted and deleted", async () => {
  const { logs } = serving.superuser;
  await logs.truncate();
  const user = await serving.newUser("ann@example.com");
  await refusalOf(user.collection("users").getOne("nobody"));

  const page = await logs.getList(1, 10, {
    filter: "data.auth = 'users'",
    sort: "-created",
  });
  expect(page).toMatchObject({ page: 1, perPage: 10, totalItems: 1 });
  const [entry] = page.items;
  expect(entry).toMatchObject({
    level: 8,
    message: "GET /api/collections/users/records/nobody",
    data: { status: 404, userIP: "127.0.0.1", method: "GET" },
  });
  expect(await logs.getOne(entry!.id)).toEqual(entry!);

  const stats = await logs.getStats({ filter: "level = 8" });
  expect(stats).toEqual([
    { total: 1, date: expect.stringMatching(/ \d\d:00:00\.000Z$/) },
  ]);

  await logs.truncate();
  expect((await logs.getList()).totalItems).toBe(0);
});

test("they are for superusers", async () => {
  const guest = serving.guest();
  expect((await refusalOf(guest.logs.getList())).status).toBe(401);
  expect((await refusalOf(guest.logs.truncate())).status).toBe(401);
});

test("an entry that there is not is a 404", async () => {
  const refusal = await refusalOf(serving.superuser.logs.getOne("missing"));
  expect(refusal.status).toBe(404);
});
