import { afterAll, beforeAll, expect, test } from "bun:test";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  openTestApp,
  readError,
  type TestApp,
} from "../../http/open-test-app.ts";

interface Answer {
  readonly token: string;
  readonly record: Readonly<Record<string, unknown>>;
}

let api: TestApp;
let ann: StoredRecord;

beforeAll(async () => {
  api = await openTestApp();
  await api.sudo("POST /api/collections", {
    json: { name: "plain", listRule: "" },
  });
  await api.sudo("POST /api/collections", {
    json: { name: "members", type: "auth", authRule: "verified = true" },
  });
  const fields = [
    ...api.app.collections.find("users")!.fields,
    {
      name: "friend",
      type: "relation",
      collectionId: "_pb_users_auth_",
      maxSelect: 1,
    },
  ];
  await api.sudo("PATCH /api/collections/users", {
    json: { fields, viewRule: "id = @request.auth.id || name = 'open'" },
  });
  const bob = await signUp("users", "bob@example.com", { name: "open" });
  ann = await signUp("users", "ann@example.com", { friend: bob.id });
});
afterAll(() => api.close());

async function signUp(
  collection: string,
  email: string,
  more: object = {},
): Promise<StoredRecord> {
  const password = "long enough";
  const response = await api.sudo(
    `POST /api/collections/${collection}/records`,
    { json: { email, password, passwordConfirm: password, ...more } },
  );
  const { id } = (await response.json()) as { id: string };
  const own = api.app.collections.find(collection)!;
  return (await api.app.records.find(own, id))!;
}

function refresh(collection: string, token?: string, query = "") {
  const line = `POST /api/collections/${collection}/auth-refresh${query}`;
  return api.send(line, token === undefined ? {} : { token });
}

test("gives the owner a new token and all that the owner may see", async () => {
  const token = api.app.auth.issueToken(ann, { duration: 60 });
  const response = await refresh("users", token, "?expand=friend,missing");
  expect(response.status).toBe(200);
  const answer = (await response.json()) as Answer;
  expect(answer.token).not.toBe(token);
  expect(answer.record).toMatchObject({
    id: ann.id,
    email: "ann@example.com",
    emailVisibility: false,
    expand: { friend: { name: "open" } },
  });
  expect(answer.record["expand"]).not.toHaveProperty("missing");
  expect(answer.record).not.toHaveProperty("tokenKey");
  expect(Object.keys(answer).toSorted()).toEqual(["record", "token"]);
});

test.each([
  ["that is not refreshable", { refreshable: false, duration: 60 }],
  ["of an impersonation", { refreshable: false, duration: 1_000_000 }],
])("gives a token %s back as it is", async (_, options) => {
  const token = api.app.auth.issueToken(ann, options);
  const answer = (await (await refresh("users", token)).json()) as Answer;
  expect(answer.token).toBe(token);
  expect(answer.record["email"]).toBe("ann@example.com");
});

test.each([
  ["nobody", "users", "", 401],
  ["a superuser", "users", "superuser", 403],
  ["a login of another collection", "members", "user", 403],
  ["a login, where nobody can log in", "plain", "user", 403],
])("refuses %s", async (_, collection, who, status) => {
  const tokens = new Map([
    ["user", api.app.auth.issueToken(ann)],
    ["superuser", api.token],
  ]);
  const error = await readError(await refresh(collection, tokens.get(who)));
  expect(error).toMatchObject({ status, data: {} });
});

test("asks the auth rule each time", async () => {
  const member = await signUp("members", "cid@example.com");
  const token = api.app.auth.issueToken(member);
  const refused = await readError(await refresh("members", token));
  expect(refused).toMatchObject({ status: 403, data: {} });
  await api.sudo(`PATCH /api/collections/members/records/${member.id}`, {
    json: { verified: true },
  });
  const answer = await refresh("members", token);
  expect(answer.status).toBe(200);
  const { record } = (await answer.json()) as Answer;
  expect(record["verified"]).toBe(true);
});

test("needs no second factor and notes no origin", async () => {
  await api.sudo("PATCH /api/collections/users", {
    json: {
      otp: { enabled: true, duration: 180, length: 8 },
      mfa: { enabled: true, duration: 600, rule: "" },
    },
  });
  const token = api.app.auth.issueToken(ann);
  expect((await refresh("users", token)).status).toBe(200);
  for (const name of ["_mfas", "_authOrigins"]) {
    const rows = api.app.collections.find(name)!;
    const own = { recordRef: ann.id };
    expect(await api.app.records.findAllBy(rows, own)).toEqual([]);
  }
});
