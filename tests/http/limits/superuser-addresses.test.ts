import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { storeFiles } from "../../support/stored-files.ts";
import { superuser } from "../open-test-app.ts";
import { type LimitedApp, openLimitedApp, user } from "./open-limited-app.ts";

let limited: LimitedApp;
let filePath: string;
let publicPath: string;
let fileToken: string;

const inside = { "X-Real-IP": "10.7.0.1" };
const outside = { "X-Real-IP": "10.6.0.1" };

beforeAll(async () => {
  limited = await openLimitedApp();
  const { collections } = limited.app;
  await collections.create({
    name: "files",
    type: "base",
    fields: [
      { name: "secret", type: "file", protected: true },
      { name: "open", type: "file" },
    ],
  });
  const id = await storeFiles(limited.app, "files", {
    secret: { "secret.txt": new Blob(["secret"]) },
    open: { "open.txt": new Blob(["open"]) },
  });
  filePath = `/api/files/files/${id}/secret.txt`;
  publicPath = `/api/files/files/${id}/open.txt`;
});
afterAll(() => limited.close());
beforeEach(async () => {
  await limited.app.settings.update({ superuserIPs: [] });
  const answer = await limited.sudo("POST /api/files/token");
  ({ token: fileToken } = (await answer.json()) as { token: string });
  await limited.app.settings.update({ superuserIPs: ["10.7.0.0/16"] });
});

/** Each with what it is answered inside and outside of the addresses. */
const asSuperuser: [
  line: string,
  json: unknown,
  here: number,
  elsewhere: number,
][] = [
  ["GET /api/settings", undefined, 200, 403],
  ["PATCH /api/settings", {}, 200, 403],
  ["GET /api/collections", undefined, 200, 403],
  ["GET /api/collections/posts/records", undefined, 200, 403],
  ["POST /api/collections/posts/records", { title: "a" }, 200, 403],
  ["GET /api/health", undefined, 200, 403],
  ["GET /api/nothing", undefined, 404, 403],
  ["GET /nothing", undefined, 404, 403],
  ["POST /api/batch", { requests: [] }, 400, 403],
  ["POST /api/realtime", { clientId: "x" }, 404, 403],
  ["POST /api/files/token", undefined, 200, 403],
  ["POST /api/collections/_superusers/auth-refresh", undefined, 200, 403],
  ["GET /api/backups", undefined, 200, 403],
  ["GET /api/logs", undefined, 200, 403],
];
test.each(asSuperuser)(
  "a superuser has to come from a listed address for %s",
  async (line, json, here, elsewhere) => {
    const send = async (headers: Record<string, string>) => {
      const options = json === undefined ? { headers } : { headers, json };
      const response = await limited.sudo(line, options);
      await response.body?.cancel();
      return response.status;
    };
    expect([await send(inside), await send(outside)]).toEqual([
      here,
      elsewhere,
    ]);
    // No address is none of the list's.
    expect(await send({})).toBe(elsewhere);
  },
);

test("guests and users may come from anywhere", async () => {
  const path = "GET /api/collections/posts/records";
  expect((await limited.send(path, { headers: outside })).status).toBe(200);
  const token = limited.userToken;
  const asUser = await limited.send(path, { headers: outside, token });
  expect(asUser.status).toBe(200);
});

test("only superusers are kept from logging in elsewhere, and only once their password was right", async () => {
  const logIn = async (
    collection: string,
    { email, password }: { email: string; password: string },
    headers: Record<string, string>,
  ) => {
    const line = `POST /api/collections/${collection}/auth-with-password`;
    const json = { identity: email, password };
    return (await limited.send(line, { json, headers })).status;
  };
  const wrong = { ...superuser, password: "wrong password" };
  expect([
    await logIn("_superusers", superuser, inside),
    await logIn("_superusers", superuser, outside),
    await logIn("_superusers", wrong, outside),
    await logIn("users", user, outside),
  ]).toEqual([200, 403, 400, 200]);
});

test("the log says why a superuser was turned away, and the answer does not", async () => {
  const requests = [
    () => limited.sudo("GET /api/settings", { headers: outside }),
    () =>
      limited.send("POST /api/collections/_superusers/auth-with-password", {
        json: { identity: superuser.email, password: superuser.password },
        headers: outside,
      }),
  ];
  for (const request of requests) {
    await limited.app.logs.clear();
    const response = await request();
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain("address");
    const { items } = await limited.app.logs.list({});
    expect(items.map(({ data }) => data)).toMatchObject([
      { details: "Superusers may not come from this address." },
    ]);
  }
});

test("a superuser's file token opens nothing elsewhere that is not open to all", async () => {
  const open = async (path: string, headers: Record<string, string>) => {
    const line = `GET ${path}?token=${fileToken}`;
    return (await limited.send(line, { headers })).status;
  };
  expect([
    await open(filePath, inside),
    await open(filePath, outside),
    await open(publicPath, outside),
    await open("/api/backups/nothing.zip", inside),
    await open("/api/backups/nothing.zip", outside),
  ]).toEqual([200, 404, 200, 404, 403]);
});
