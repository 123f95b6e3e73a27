import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

/* The sender of a body may draw it out for hours: what changes meanwhile counts. */

interface Doc {
  readonly id: string;
  readonly title: string;
}

let api: TestApp;

beforeAll(async () => {
  api = await openTestApp();
});

afterAll(() => api.close());

const formType = "multipart/form-data; boundary=b";
const head = Buffer.from(
  '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n',
);

/** Sends the beginning of a form, then the rest once the change is made. */
async function drawOut(
  line: string,
  token: string,
  change: () => Promise<unknown>,
): Promise<Response> {
  const body = new TransformStream<Uint8Array, Uint8Array>();
  const writer = body.writable.getWriter();
  const headers = { "Content-Type": formType };
  const answer = api.send(line, { token, body: body.readable, headers });
  await writer.write(head);
  await change();
  await writer.write(Buffer.from("late\r\n--b--\r\n"));
  await writer.close();
  return answer;
}

async function openCollection(name: string, rule: string): Promise<string> {
  await api.app.collections.create({
    name,
    type: "base",
    createRule: rule,
    updateRule: rule,
    fields: [{ type: "text", name: "title" }],
  });
  const created = await api.sudo(`POST /api/collections/${name}/records`, {
    json: { title: "early" },
  });
  return ((await created.json()) as Doc).id;
}

async function titles(name: string): Promise<readonly string[]> {
  const response = await api.sudo(`GET /api/collections/${name}/records`);
  const { items } = (await response.json()) as { readonly items: Doc[] };
  return items.map(({ title }) => title);
}

const rules: [string, string | null, number][] = [
  ["for superusers only", null, 403],
  ["one that nobody passes", "title = 'never'", 0],
];
describe.each(rules)(
  "a rule that changes while a body comes, now %s",
  (_, rule, closed) => {
    test.each([
      ["POST", "", 400],
      ["PATCH", "/ID", 404],
    ])("for %s", async (method, end, refused) => {
      const name = `late_${method}_${closed}`.toLowerCase();
      const id = await openCollection(name, "");
      const response = await drawOut(
        `${method} /api/collections/${name}/records${end.replace("ID", id)}`,
        "",
        () =>
          api.sudo(`PATCH /api/collections/${name}`, {
            json: { createRule: rule, updateRule: rule },
          }),
      );
      expect((await readError(response)).status).toBe(closed || refused);
      expect(await titles(name)).toEqual(["early"]);
    });
  },
);

test("a login whose record changes while a body comes is judged as it is by then", async () => {
  const { app } = api;
  const users = app.collections.find("users")!;
  const password = "1234567890";
  const signedUp = await api.sudo("POST /api/collections/users/records", {
    json: {
      email: "chief@example.com",
      password,
      passwordConfirm: password,
      name: "chief",
    },
  });
  const { id } = (await signedUp.json()) as Doc;
  const token = app.auth.issueToken((await app.records.find(users, id))!);
  await openCollection("chiefs", "@request.auth.name = 'chief'");

  const response = await drawOut(
    "POST /api/collections/chiefs/records",
    token,
    () => app.records.amend(users, id, () => ({ name: "nobody" })),
  );
  expect((await readError(response)).status).toBe(400);
  expect(await titles("chiefs")).toEqual(["early"]);
});

test("a file that was too large when it came is not kept in part, though it may be larger now", async () => {
  const { collections } = api.app;
  const contents = { type: "file", name: "contents", maxSize: 10 } as const;
  const { id } = await collections.create({
    name: "growing",
    type: "base",
    createRule: "",
    fields: [contents, { type: "text", name: "title" }],
  });
  const body = new TransformStream<Uint8Array, Uint8Array>();
  const writer = body.writable.getWriter();
  const answer = api.send("POST /api/collections/growing/records", {
    body: body.readable,
    headers: { "Content-Type": formType },
  });
  await writer.write(
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="contents"; filename="a"\r\n\r\n${"x".repeat(500)}\r\n`,
    ),
  );
  const field = collections.find(id)!.field.get("contents")!;
  const changed = await api.sudo(`PATCH /api/collections/${id}`, {
    json: {
      fields: collections
        .find(id)!
        .fields.map((one) => (one === field ? { ...one, maxSize: 1000 } : one)),
    },
  });
  expect(changed.status).toBe(200);
  await writer.write(Buffer.from("--b--\r\n"));
  await writer.close();
  expect((await readError(await answer)).status).toBe(400);
  expect(await titles("growing")).toEqual([]);
});

test("what a login asks for, once its body has come, is what it asks for by then", async () => {
  const { collections } = api.app;
  const login = { identity: "late@example.com", password: "1234567890" };
  await api.sudo("POST /api/collections/users/records", {
    json: {
      email: login.identity,
      password: login.password,
      passwordConfirm: login.password,
    },
  });
  const body = new TransformStream<Uint8Array, Uint8Array>();
  const writer = body.writable.getWriter();
  const answer = api.send("POST /api/collections/users/auth-with-password", {
    body: body.readable,
    headers: { "Content-Type": "application/json" },
  });
  const json = Buffer.from(JSON.stringify(login));
  await writer.write(json.subarray(0, 10));
  const { id } = collections.find("users")!;
  await api.sudo(`PATCH /api/collections/${id}`, {
    json: { authRule: "verified = true" },
  });
  await writer.write(json.subarray(10));
  await writer.close();
  expect((await readError(await answer)).status).toBe(403);
});
