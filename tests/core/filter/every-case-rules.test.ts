import { afterAll, beforeAll, expect, test } from "bun:test";
import { openTestApp, type TestApp } from "../../http/open-test-app.ts";

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
  await api.app.collections.create({
    name: "notes",
    type: "base",
    fields: [{ name: "title", type: "text" }],
    listRule: "title ~ @request.query.word",
    viewRule: "title ~ 'ÄRGER'",
    createRule: "title ~ 'ärger' && @request.body.title !~ 'ДА'",
    updateRule: "title ~ 'ärger' && @request.body.title !~ 'ДА'",
  });
});
afterAll(() => api.close());

const notes = "/api/collections/notes/records";

test("rules find every case of letters, in what is stored and in what is to be", async () => {
  const send = (line: string, title: string) =>
    api.send(line, { json: { title } });
  const created = await send(`POST ${notes}`, "Viel ÄRGER");
  expect(created.status).toBe(200);
  const { id } = (await created.json()) as { id: string };
  expect((await send(`POST ${notes}`, "Freude")).status).toBe(400);
  expect((await send(`POST ${notes}`, "Ärger, да")).status).toBe(400);
  expect((await send(`PATCH ${notes}/${id}`, "Да")).status).toBe(404);
  expect((await send(`PATCH ${notes}/${id}`, "ärger")).status).toBe(200);
  expect((await api.send(`GET ${notes}/${id}`)).status).toBe(200);
  for (const [word, count] of [
    ["ÄRG", 1],
    ["ОРГ", 0],
    ["rger", 1],
    ["", 1],
  ] as const) {
    const path = `${notes}?word=${encodeURIComponent(word)}`;
    const response = await api.send(`GET ${path}`);
    expect(await response.json()).toMatchObject({ totalItems: count });
  }
});

test("so do subscriptions", async () => {
  const { realtime, records, collections } = api.app;
  const request = {
    viewer: { kind: "guest" },
    context: "default",
    address: "",
    method: "GET",
    headers: {},
    query: {},
    body: {},
  } as const;
  const heard: string[] = [];
  const told = Promise.withResolvers<void>();
  const client = await realtime.connect(
    request,
    ({ data }) => {
      heard.push(
        (JSON.parse(data) as { record: { title: string } }).record.title,
      );
      if (heard.at(-1) === "ÄRGER, КОНЕЦ") told.resolve();
      return true;
    },
    () => undefined,
  );
  const options = encodeURIComponent(
    JSON.stringify({
      query: { filter: "title ~ 'коНец' || title ~ 'мИр'", word: "äRGER" },
    }),
  );
  await realtime.subscribe({
    ...request,
    body: {
      clientId: client.id,
      subscriptions: [`notes/*?options=${options}`],
    },
  });
  for (const title of ["ÄRGER, МИР", "Ärger", "МИР", "ÄRGER, КОНЕЦ"]) {
    await records.create(collections.find("notes")!, undefined, {
      ...request,
      viewer: { kind: "superuser", record: undefined },
      body: { title },
    });
  }
  await told.promise;
  client.disconnect();
  expect(heard).toEqual(["ÄRGER, МИР", "ÄRGER, КОНЕЦ"]);
});
