import { afterAll, beforeAll, expect, test } from "bun:test";
import { EventSource } from "eventsource";
import { serveNewFolder } from "./serving.ts";

beforeAll(() => {
  // The SDK takes the browser's, which Bun does not have.
  Object.assign(globalThis, { EventSource });
});
afterAll(() => {
  Reflect.deleteProperty(globalThis, "EventSource");
});

test("a backup is restored while clients are connected: files, logins and live updates are those of the backup", async () => {
  await using serving = await serveNewFolder();
  const { superuser, guest } = serving;
  await superuser.collections.create({
    name: "docs",
    type: "base",
    listRule: "",
    viewRule: "",
    createRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "file", type: "file" },
    ],
  });
  const docs = superuser.collection("docs");
  const early = await docs.create({
    title: "early",
    file: new File(["early"], "early.txt"),
  });
  const user = await serving.newUser("ann@example.com");
  await superuser.backups.create("all.zip");
  await serving.newUser("late@example.com");
  const late = await docs.create({
    title: "late",
    file: new File(["late"], "late.txt"),
  });

  const titles: string[] = [];
  const heard = Promise.withResolvers<void>();
  const reconnected = Promise.withResolvers<void>();
  const listener = guest();
  await listener.collection("docs").subscribe("*", ({ record }) => {
    titles.push(record["title"]);
    heard.resolve();
  });
  await listener.realtime.subscribe("PB_CONNECT", () => reconnected.resolve());

  expect(await superuser.backups.restore("all.zip")).toBe(true);
  await reconnected.promise;

  const list = await guest().collection("docs").getFullList();
  expect(list.map(({ title }) => title)).toEqual(["early"]);
  const read = (record: typeof early) =>
    fetch(superuser.files.getURL(record, record["file"]));
  expect(await (await read(early)).text()).toBe("early");
  expect((await read(late)).status).toBe(404);
  await user.collection("users").authRefresh();
  const loggingIn = guest()
    .collection("users")
    .authWithPassword("late@example.com", "another-password");
  await expect(loggingIn).rejects.toMatchObject({ status: 400 });

  // The SDK has subscribed anew by itself.
  await guest().collection("docs").create({ title: "after" });
  await heard.promise;
  expect(titles).toEqual(["after"]);
  await listener.realtime.unsubscribe();
  const backups = await superuser.backups.getFullList();
  expect(backups.map(({ key }) => key)).toEqual(["all.zip"]);
}, 60_000);
