import { afterAll, beforeAll, describe, expect, spyOn, test } from "bun:test";
import { readError } from "../../http/open-test-app.ts";
import {
  type MailingApp,
  openMailingApp,
  password,
  refusalOf,
  wrongRequests,
} from "./mailing-app.ts";

const ask = "POST /api/collections/members/request-otp";
const logIn = "POST /api/collections/members/auth-with-otp";

let api: MailingApp;
beforeAll(async () => {
  api = await openMailingApp();
  const otp = { enabled: true, duration: 180, length: 6 };
  const mfa = { enabled: true, duration: 600, rule: "" };
  for (const json of [
    { name: "plain" },
    { name: "members", type: "auth", otp },
    { name: "careful", type: "auth", otp, mfa },
    { name: "strict", type: "auth", otp, authRule: "verified = false" },
  ]) {
    const made = await api.sudo("POST /api/collections", { json });
    expect(made.status).toBe(200);
  }
  await api.sudo("PATCH /api/collections/users", { json: { otp } });
});
afterAll(() => api.close());

async function join(email: string, collection = "members"): Promise<string> {
  const response = await api.sudo(
    `POST /api/collections/${collection}/records`,
    { json: { email, password, passwordConfirm: password } },
  );
  return ((await response.json()) as { id: string }).id;
}

/** Asks for a one-time password and reads it in the mail. */
async function receive(email: string, collection = "members") {
  const response = await api.send(
    `POST /api/collections/${collection}/request-otp`,
    { json: { email } },
  );
  const { otpId } = (await response.json()) as { otpId: string };
  await api.app.background.finished();
  const mail = api.mails.mails.findLast(({ to }) => to[0]?.address === email);
  const digits = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0] ?? "";
  return { otpId, password: digits };
}

test("a member logs in with the digits from the mail, which verifies the address", async () => {
  const id = await join("ann@example.com");
  const json = await receive("ann@example.com");
  const response = await api.send(logIn, { json });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as {
    token: string;
    record: Record<string, unknown>;
  };
  expect(Object.keys(answer).sort()).toEqual(["record", "token"]);
  expect(answer.record).toMatchObject({
    id,
    email: "ann@example.com",
    verified: true,
  });
  const refreshed = await api.send(
    "POST /api/collections/members/auth-refresh",
    { token: answer.token },
  );
  expect(refreshed.status).toBe(200);
  const again = await api.send(logIn, { json });
  expect(await readError(again)).toMatchObject({
    status: 400,
    message: "Invalid or expired OTP.",
    data: {},
  });
});

test("forms and the collection's id are taken, and fields picked", async () => {
  await join("bea@example.com");
  const { id } = api.app.collections.find("members")!;
  const asked = await api.send(`POST /api/collections/${id}/request-otp`, {
    body: new URLSearchParams({ email: "bea@example.com" }),
  });
  const { otpId } = (await asked.json()) as { otpId: string };
  await api.app.background.finished();
  const digits = /\b\d{6}\b/.exec(api.mails.mails.at(-1)!.text)![0];
  const response = await api.send(
    `POST /api/collections/${id}/auth-with-otp?fields=record.email`,
    { body: new URLSearchParams({ otpId, password: digits }) },
  );
  expect(await response.json()).toEqual({
    record: { email: "bea@example.com" },
  });
});

describe.each([
  ["request-otp", { email: "x@example.com" }],
  ["auth-with-otp", { otpId: "x", password: "1" }],
])("%s", (step, json) => {
  test.each(wrongRequests)(
    "refuses %s",
    async (_, collection, options, status) => {
      const line = `POST /api/collections/${collection}/${step}`;
      const response = await api.send(line, options);
      expect((await readError(response)).status).toBe(status);
    },
  );

  test("is forbidden where one-time passwords are off", async () => {
    const line = `POST /api/collections/_superusers/${step}`;
    for (const body of [json, {}]) {
      const response = await api.send(line, { json: body });
      expect((await readError(response)).status).toBe(403);
    }
  });
});

test("what is missing or no address is said per field", async () => {
  expect(await refusalOf(await api.send(ask, { json: {} }))).toEqual({
    status: 400,
    codes: { email: "validation_required" },
  });
  const invalid = await api.send(ask, { json: { email: "invalid" } });
  expect((await refusalOf(invalid)).codes).toEqual({
    email: "validation_is_email",
  });
  expect(await refusalOf(await api.send(logIn, { json: {} }))).toEqual({
    status: 400,
    codes: { otpId: "validation_required", password: "validation_required" },
  });
});

/** All that a client sees of an answer, but random ids. */
async function seen(response: Response) {
  const text = await response.text();
  return {
    status: response.status,
    headers: [...response.headers],
    body: text.replace(/"[a-z0-9]{15}"/, '"id"'),
  };
}

test("asking shows a client nothing of whether the address exists", async () => {
  await join("cid@example.com");
  const unknown = await seen(
    await api.send(ask, { json: { email: "cad@example.com" } }),
  );
  expect(unknown).toMatchObject({ status: 200, body: '{"otpId":"id"}' });
  const json = { email: "cid@example.com" };
  expect(await seen(await api.send(ask, { json }))).toEqual(unknown);
  await api.app.background.finished();

  const logged = spyOn(api.app.log, "error").mockImplementation(() => {});
  const remove = api.app.hooks.onMailerSend.add(() =>
    Promise.reject(new Error("no mail server")),
  );
  expect(await seen(await api.send(ask, { json }))).toEqual(unknown);
  await api.app.background.finished();
  remove();
  expect(logged).toHaveBeenCalledTimes(1);
  logged.mockRestore();
});

test("the sixth attempt is one too many, right or wrong", async () => {
  await join("dee@example.com");
  const json = await receive("dee@example.com");
  for (let count = 0; count < 5; count++) {
    const response = await api.send(logIn, {
      json: { ...json, password: "wrong" },
    });
    expect(response.status).toBe(400);
  }
  const late = await api.send(logIn, { json });
  expect(await readError(late)).toMatchObject({
    status: 429,
    message: "Too many attempts, please try again later with a new OTP.",
  });
});

test("the auth rule has the last word, after the address was verified", async () => {
  await join("eve@example.com", "strict");
  const json = await receive("eve@example.com", "strict");
  const response = await api.send(
    "POST /api/collections/strict/auth-with-otp",
    { json },
  );
  expect((await readError(response)).status).toBe(403);
});

test("with a second factor the answer is its session, which goes with the password in query or body", async () => {
  const id = await join("fay@example.com", "careful");
  for (const place of ["query", "body"]) {
    const json = await receive("fay@example.com", "careful");
    const first = await api.send(
      "POST /api/collections/careful/auth-with-otp",
      { json },
    );
    expect(first.status).toBe(401);
    const answer = (await first.json()) as { mfaId: string };
    expect(Object.keys(answer)).toEqual(["mfaId"]);
    const query = place === "query" ? `?mfaId=${answer.mfaId}` : "";
    const second = await api.send(
      `POST /api/collections/careful/auth-with-password${query}`,
      {
        json: {
          identity: "fay@example.com",
          password,
          ...(place === "body" && answer),
        },
      },
    );
    expect(second.status).toBe(200);
    expect(await second.json()).toMatchObject({ record: { id } });
  }
});
