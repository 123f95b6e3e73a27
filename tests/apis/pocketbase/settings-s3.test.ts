import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";
import { type S3Server, startS3Server } from "../../support/s3-server.ts";

let api: TestApp;
let server: S3Server;
beforeAll(async () => {
  [api, server] = await Promise.all([openTestApp(), startS3Server()]);
});
afterAll(async () => {
  await api.close();
  await server.stop();
});
beforeEach(() =>
  api.app.settings.update({
    s3: server.settings,
    backups: { s3: { ...server.settings, enabled: false } },
  }),
);
afterEach(() => server.misbehave());

const testS3 = (json: unknown) =>
  api.sudo("POST /api/settings/test/s3", { json });

const required = {
  code: "validation_required",
  message: "Missing required value.",
};
const notInList = {
  code: "validation_in_invalid",
  message: "Must be a valid value.",
};

test.each([
  [{}, required],
  [{ filesystem: "" }, required],
  [{ filesystem: null }, required],
  [{ filesystem: "something" }, notInList],
  [{ filesystem: 7 }, notInList],
  [{ filesystem: "constructor" }, notInList],
])("%j is neither storage nor backups", async (json, filesystem) => {
  expect(await readError(await testS3(json))).toEqual({
    status: 400,
    message: "Failed to test the S3 filesystem.",
    data: { filesystem },
  });
  expect(server.requests).toEqual([]);
});

test("S3 has to be switched on", async () => {
  expect(await readError(await testS3({ filesystem: "backups" }))).toEqual({
    status: 400,
    message:
      "Failed to test the S3 filesystem. Raw error: \nS3 is not switched on.",
    data: {},
  });
});

describe.each(["storage", "backups"])("%s", (filesystem) => {
  const set = (changes: object) => {
    const s3 = { ...server.settings, ...changes };
    return api.app.settings.update(
      filesystem === "storage" ? { s3 } : { backups: { s3 } },
    );
  };

  test("a file is written, listed, read and removed", async () => {
    await set({});
    const before = server.requests.length;
    const response = await testS3({ filesystem });
    expect(response.status).toBe(204);
    const requests = server.requests
      .slice(before)
      .map((request) => request.replaceAll(/test_\w{5}/g, "test_?"));
    const key = "/files/pb_settings_test_?/test.txt";
    const list = "GET /files?list-type=2&prefix=pb_settings_test_?%2F";
    expect(requests).toEqual([
      `PUT ${key}`,
      list,
      `GET ${key}`,
      list,
      `DELETE ${key}`,
      list,
    ]);
  });

  const faults: [string, object, RegExp][] = [
    ["a wrong secret", { secret: "not-the-secret" }, /SignatureDoesNotMatch/],
    ["a wrong bucket", { bucket: "nowhere" }, /NoSuchBucket/],
    ["nobody there", { endpoint: "http://127.0.0.1:1" }, /refused/],
  ];
  test.each(faults)("%s is told", async (_, changes, reason) => {
    await set(changes);
    const { status, message, data } = await readError(
      await testS3({ filesystem }),
    );
    expect([status, data]).toEqual([400, {}]);
    expect(message).toStartWith(
      "Failed to test the S3 filesystem. Raw error: \n",
    );
    expect(message).toMatch(reason);
    expect(message).not.toContain("not-the-secret");
  });

  test("a server that keeps nothing is found out", async () => {
    await using forgetful = Bun.serve({
      port: 0,
      fetch: () => new Response("<ListBucketResult/>"),
    });
    await set({ endpoint: forgetful.url.href });
    const { message } = await readError(await testS3({ filesystem }));
    expect(message).toContain("is not in the list");
  });

  test("what may not be removed is told", async () => {
    await set({});
    server.misbehave((request) =>
      request.startsWith("DELETE")
        ? { status: 403, code: "AccessDenied", message: "Access Denied." }
        : undefined,
    );
    const { message } = await readError(await testS3({ filesystem }));
    expect(message).toContain("AccessDenied");
  });
});
