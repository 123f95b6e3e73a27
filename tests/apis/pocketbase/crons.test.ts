import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";
import { tokenOfUser } from "./token-of-user.ts";

let api: TestApp;
let runs = 0;
/** Until it is resolved, jobs that were started run. */
const end = Promise.withResolvers<void>();
beforeAll(async () => {
  api = await openTestApp();
  const add = (id: string) =>
    api.app.crons.set({
      id,
      expression: "0 1 * * *",
      run: () => {
        runs++;
        return end.promise;
      },
    });
  add("zeta");
  add("a b/ü");
});
afterAll(async () => {
  end.resolve();
  await api.close();
});

const own = [
  { id: "a b/ü", expression: "0 1 * * *" },
  { id: "zeta", expression: "0 1 * * *" },
];

test("jobs are listed by id, the server's own after them as PocketBase lists them", async () => {
  const response = await api.sudo("GET /api/crons");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual([
    ...own,
    { id: "__pbDBOptimize__", expression: "0 0 * * *" },
    { id: "__pbMFACleanup__", expression: "0 * * * *" },
    { id: "__pbOTPCleanup__", expression: "0 * * * *" },
    { id: "__pbLogsCleanup__", expression: "0 */6 * * *" },
  ]);
  const picked = await api.sudo("GET /api/crons?fields=id");
  expect(((await picked.json()) as unknown[])[1]).toEqual({ id: "zeta" });
});

test("a job is started, and not waited for", async () => {
  const response = await api.sudo("POST /api/crons/zeta");
  expect(response.status).toBe(204);
  expect(await response.text()).toBe("");
  expect(runs).toBe(1);
  expect((await api.sudo("POST /api/crons/a%20b%2F%C3%BC")).status).toBe(204);
  expect(runs).toBe(2);
});

test.each([
  ["POST /api/crons/missing", 404, "Missing or invalid cron job."],
  ["POST /api/crons/toString", 404, "Missing or invalid cron job."],
  ["POST /api/crons", 404, "The requested resource wasn't found."],
  ["GET /api/crons/zeta", 404, "The requested resource wasn't found."],
  ["POST /api/crons/%ff", 400, "The URL is malformed."],
])("%s is %d", async (line, status, message) => {
  const error = await readError(await api.sudo(line));
  expect(error).toMatchObject({ status, message, data: {} });
});

test.each(["GET /api/crons", "POST /api/crons/zeta"])(
  "%s is for superusers",
  async (line) => {
    const before = runs;
    expect((await readError(await api.send(line))).status).toBe(401);
    const token = await tokenOfUser(api);
    expect((await readError(await api.send(line, { token }))).status).toBe(403);
    expect(runs).toBe(before);
  },
);
