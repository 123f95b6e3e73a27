import {
  afterEach,
  beforeEach,
  describe,
  expect,
  setSystemTime,
  test,
} from "bun:test";
import type { App } from "../../../src/core/app.ts";
import { issueFirstRunToken } from "../../../src/core/auth/first-run.ts";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import { Invalid, Unauthorized } from "../../../src/core/errors.ts";
import { openApp } from "../../../src/core/open-app.ts";
import { installerEmail } from "../../../src/core/records/installer-account.ts";
import { guest, serverRequest } from "../../../src/core/request.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { openTempApp, type TempApp } from "../../support/temp-app.ts";

let temp: TempApp;
let app: App;

beforeEach(async () => {
  temp = await openTempApp();
  ({ app } = temp);
});
afterEach(async () => {
  setSystemTime();
  await temp.close();
});

function superusers(of = app): AuthCollection {
  const collection = of.collections.find("_superusers");
  if (collection?.type !== "auth") throw new Error("there are no superusers");
  return collection;
}

const password = "1234567890";

/** Makes a superuser as whoever has the token. */
async function makeSuperuser(email: string, token: string): Promise<void> {
  const viewer = await app.auth.viewerOf(token);
  await app.records.create(superusers(), undefined, {
    ...serverRequest,
    viewer,
    body: { email, password, passwordConfirm: password },
  });
}

async function emails(): Promise<string[]> {
  const { items } = await app.records.list(
    superusers(),
    { sort: "email" },
    serverRequest,
  );
  return items.map(({ email }) => String(email));
}

async function firstToken(): Promise<string> {
  const token = await issueFirstRunToken(app);
  if (token === undefined) throw new Error("there is a superuser");
  return token;
}

async function kindOf(token: string): Promise<string> {
  return (await app.auth.viewerOf(token)).kind;
}

function installer(): Promise<StoredRecord | undefined> {
  return app.records.findBy(superusers(), "email", installerEmail);
}

describe("the token of the first run", () => {
  test("makes a superuser, and ends with that", async () => {
    const token = await firstToken();
    expect(await kindOf(token)).toBe("superuser");
    await makeSuperuser("ann@example.com", token);
    expect(await kindOf(token)).toBe("guest");
    expect(await emails()).toEqual(["ann@example.com"]);
    expect(await issueFirstRunToken(app)).toBeUndefined();
  });

  test("is given again by the same account while there is no superuser", async () => {
    const first = await firstToken();
    const second = await firstToken();
    expect(await emails()).toEqual([installerEmail]);
    await makeSuperuser("ann@example.com", second);
    expect(await kindOf(first)).toBe("guest");
  });

  test("is given by processes that start at the same time", async () => {
    const other = await openApp({ dir: app.options.dir, serve: false });
    try {
      const tokens = await Promise.all([app, other].map(issueFirstRunToken));
      expect(await emails()).toEqual([installerEmail]);
      for (const token of tokens)
        expect(await kindOf(token!)).toBe("superuser");
    } finally {
      await other.close();
    }
  });

  test("lasts half an hour, and cannot be renewed", async () => {
    const token = await firstToken();
    const request = {
      ...serverRequest,
      viewer: await app.auth.viewerOf(token),
    };
    const renewed = await app.auth.refresh(
      superusers(),
      undefined,
      request,
      token,
    );
    expect(renewed.token).toBe(token);
    const start = Date.now();
    setSystemTime(start + 29 * 60_000);
    expect(await kindOf(token)).toBe("superuser");
    setSystemTime(start + 30 * 60_000 + 1000);
    expect(await kindOf(token)).toBe("guest");
  });

  test("is dead at once when another process makes a superuser", async () => {
    const token = await firstToken();
    expect(await kindOf(token)).toBe("superuser");
    const other = await openApp({ dir: app.options.dir, serve: false });
    try {
      await other.records.create(superusers(other), undefined, {
        ...serverRequest,
        body: { email: "ann@example.com", password },
      });
      expect(await kindOf(token)).toBe("guest");
    } finally {
      await other.close();
    }
  });

  test("makes one superuser when two people use it at the same time", async () => {
    const token = await firstToken();
    const outcomes = await Promise.allSettled([
      makeSuperuser("ann@example.com", token),
      makeSuperuser("bob@example.com", token),
    ]);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [outcome.reason as unknown] : [],
    );
    expect(refused).toEqual([expect.any(Unauthorized)]);
    expect(await emails()).toHaveLength(1);
  });

  test("is not given by an account that was made by hand, once there is a superuser", async () => {
    for (const email of ["ann@example.com", installerEmail]) {
      const body = { email, password };
      await app.records.create(superusers(), undefined, {
        ...serverRequest,
        body,
      });
    }
    expect(await issueFirstRunToken(app)).toBeUndefined();
  });
});

describe("the account of the first run", () => {
  test("cannot log in with a password, even one that was given to it", async () => {
    await firstToken();
    const { id } = (await installer())!;
    const body = { password };
    await app.records.update(superusers(), id, undefined, {
      ...serverRequest,
      body,
    });
    const attempt = app.auth.withPassword(superusers(), undefined, {
      ...serverRequest,
      viewer: guest,
      body: { identity: installerEmail, password },
    });
    const error = await attempt.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Invalid);
    expect(error).toMatchObject({
      message: "Failed to authenticate.",
      fields: {},
    });
  });

  test("cannot log in with a one-time password", async () => {
    await app.collections.update("_superusers", { otp: { enabled: true } });
    await firstToken();
    const otp = await app.auth.createOneTimePassword((await installer())!);
    const attempt = app.auth.withOneTimePassword(superusers(), undefined, {
      ...serverRequest,
      viewer: guest,
      body: { otpId: otp.id, password: otp.password },
    });
    await expect(attempt).rejects.toBeInstanceOf(Invalid);
  });

  test("becomes a superuser by a new address, which ends its link", async () => {
    const token = await firstToken();
    const { id } = (await installer())!;
    const body = { email: "ann@example.com", password };
    await app.records.update(superusers(), id, undefined, {
      ...serverRequest,
      body,
    });
    expect(await kindOf(token)).toBe("guest");
    expect(await issueFirstRunToken(app)).toBeUndefined();
  });
});
