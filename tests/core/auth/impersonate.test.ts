import {
  afterAll,
  afterEach,
  beforeAll,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import { parseToken } from "../../../src/core/auth/tokens/json-web-token.ts";
import { viewerFor } from "../../../src/core/auth/tokens/viewers.ts";
import { Forbidden, NotFound } from "../../../src/core/errors.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import {
  guest,
  serverRequest,
  type Viewer,
} from "../../../src/core/request.ts";
import {
  codesOf,
  type MailFlows,
  openMailFlows,
} from "./mailed-links/mail-flows.ts";

let flows: MailFlows;
let root: Viewer;
let ann: StoredRecord;
beforeAll(async () => {
  flows = await openMailFlows();
  root = viewerFor(await flows.signUp("root@example.com", {}, "_superusers"));
  ann = await flows.signUp("ann@example.com");
});
afterEach(() => {
  setSystemTime();
});
afterAll(() => flows[Symbol.asyncDispose]());

const impersonate = (
  body: Record<string, unknown> = {},
  viewer = root,
  { collection, id }: { collection: { name: string }; id: string } = ann,
) =>
  flows.app.auth.impersonate(flows.collection(collection.name), id, undefined, {
    ...serverRequest,
    viewer,
    body,
  });
const claimsOf = (token: string) => parseToken(token)!.claims;

test("a superuser logs in as somebody else, who sees their own email", async () => {
  const { token, record } = await impersonate();
  expect(record).toMatchObject({ id: ann.id, email: "ann@example.com" });
  expect(record).not.toHaveProperty("tokenKey");
  expect(record).not.toHaveProperty("password");
  expect(claimsOf(token)).toMatchObject({
    id: ann.id,
    type: "auth",
    refreshable: false,
  });
  expect(await flows.app.auth.viewerOf(token)).toMatchObject({
    kind: "record",
    record: { id: ann.id },
  });
});

test("nobody else does, not as themselves either", async () => {
  for (const viewer of [guest, viewerFor(ann)]) {
    const refused = await impersonate({}, viewer).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(Forbidden);
  }
});

test("nobody logs in as somebody who is not there, or elsewhere", async () => {
  const elsewhere = { collection: { name: "_superusers" }, id: ann.id };
  const missing = { collection: { name: "users" }, id: "missing" };
  for (const target of [elsewhere, missing]) {
    const refused = await impersonate({}, root, target).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(NotFound);
  }
});

test.each([
  ["the collection's, when none is given", {}, undefined],
  ["the collection's, when it is 0", { duration: 0 }, undefined],
  ["the collection's, when it is null", { duration: null }, undefined],
  ["as long as asked for", { duration: 100 }, 100],
])("the token lasts %s", async (_name, body, wanted) => {
  const seconds = wanted ?? flows.collection("users").authToken.duration;
  setSystemTime(new Date("2031-01-01T00:00:00Z"));
  const { token } = await impersonate(body);
  const now = Date.now();
  expect(claimsOf(token)["exp"]).toBe(now / 1000 + seconds);
  setSystemTime(now + seconds * 1000 - 1);
  expect((await flows.app.auth.viewerOf(token)).kind).toBe("record");
  setSystemTime(now + seconds * 1000);
  expect((await flows.app.auth.viewerOf(token)).kind).toBe("guest");
});

test.each([
  ["is negative", -1, "validation_min_greater_equal_than_required"],
  ["is beyond all dates", 1e300, "validation_max_less_equal_than_required"],
  ["is a fraction", 1.5, "validation_not_a_number"],
  ["is not a number", NaN, "validation_not_a_number"],
  ["is a text", "100", "validation_not_a_number"],
  ["is a list", [100], "validation_not_a_number"],
])("a duration that %s is refused", async (_name, duration, code) => {
  expect(await codesOf(impersonate({ duration }))).toEqual({ duration: code });
});

test("auth-refresh gives the token back as it is", async () => {
  const { token } = await impersonate({ duration: 100 });
  const viewer = await flows.app.auth.viewerOf(token);
  const refreshed = await flows.app.auth.refresh(
    flows.collection("users"),
    undefined,
    { ...serverRequest, viewer },
    token,
  );
  expect(refreshed.token).toBe(token);
});

test("neither the auth rule nor a second factor stands in the way, and nobody is alerted", async () => {
  await flows.app.collections.create({
    name: "closed",
    type: "auth",
    authRule: null,
    authAlert: { enabled: true },
    otp: { enabled: true, duration: 180, length: 8 },
    mfa: { enabled: true, duration: 1800, rule: "" },
  });
  const bea = await flows.signUp("bea@example.com", {}, "closed");
  const mails = await flows.mailsOf(async () => {
    const { token } = await impersonate({}, root, bea);
    expect(await flows.app.auth.viewerOf(token)).toMatchObject({
      record: { id: bea.id },
    });
  });
  expect(mails).toEqual([]);
  for (const name of ["_mfas", "_authOrigins"]) {
    const rows = await flows.app.records.findAllBy(
      flows.app.collections.find(name)!,
      { recordRef: bea.id },
    );
    expect(rows).toEqual([]);
  }
});

test("the login ends with the password of whom it is of", async () => {
  const cid = await flows.signUp("cid@example.com");
  const { token } = await impersonate({}, root, cid);
  await flows.app.records.amend(cid.collection, cid.id, () => ({
    password: { hash: `$2b$04$${"a".repeat(53)}` },
  }));
  expect(await flows.app.auth.viewerOf(token)).toEqual(guest);
});
