import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { provision } from "../../../src/core/apis/provision.ts";
import { Invalid, Refused } from "../../../src/core/errors.ts";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { definition } from "../../../src/apis/libredms/definition.ts";
import { seed } from "../../../src/apis/libredms/seed.ts";
import { appointSuperadministrator } from "../../../src/apis/libredms/superadmin.ts";
import { readError } from "../../http/open-test-app.ts";
import {
  type Library,
  openLibrary,
  password,
  usersOf,
} from "./open-library.ts";

let library: Library;
beforeEach(async () => {
  library = await openLibrary();
});
afterEach(() => library.close());

const ann = { email: "ann@example.com", password, name: undefined };
const bob = { ...ann, email: "bob@example.com" };

async function userOf(email: string): Promise<StoredRecord | undefined> {
  const { api } = library;
  return api.app.records.findBy(usersOf(api), "email", email);
}

/** Addresses of superadministrators. */
async function heads(): Promise<readonly unknown[]> {
  const { api } = library;
  const found = await api.app.records.findAllBy(usersOf(api), { role: "1" });
  return found.map(({ values }) => values["email"]);
}

async function logIn(identity: string, secret: string): Promise<number> {
  const response = await library.api.send(
    "POST /api/collections/libredms_users/auth-with-password",
    { json: { identity, password: secret } },
  );
  return response.status;
}

describe("appointing the superadministrator", () => {
  test("makes a user who is not there, private and with a name", async () => {
    const { app } = library.api;
    expect(await appointSuperadministrator(app, ann)).toEqual({
      isNew: true,
      former: [],
    });
    expect((await userOf(ann.email))!.values).toMatchObject({
      name: "Super Administrator",
      role: "1",
      isPrivate: true,
      deleted: "",
    });
    expect(await logIn(ann.email, password)).toBe(200);
  });

  test("makes an administrator of the former one, who stays logged in", async () => {
    const { app } = library.api;
    await appointSuperadministrator(app, ann);
    const before = await userOf(ann.email);
    const again = await appointSuperadministrator(app, bob);
    expect(again).toEqual({ isNew: true, former: [ann.email] });
    expect(await heads()).toEqual([bob.email]);
    const after = await userOf(ann.email);
    expect(after!.values).toMatchObject({
      role: "2",
      tokenKey: before!.values["tokenKey"],
    });
  });

  test("promotes a user who is there, who keeps name and password", async () => {
    const { app } = library.api;
    const { email } = await library.addUser("4");
    const nothing = { email, password: undefined, name: undefined };
    expect(await appointSuperadministrator(app, nothing)).toMatchObject({
      isNew: false,
    });
    expect((await userOf(email))!.values).toMatchObject({
      role: "1",
      name: "Some Body",
    });
    expect(await logIn(email, password)).toBe(200);
  });

  test("gives a user who is there a new name and password, which ends its logins", async () => {
    const { app } = library.api;
    const { email, id, token } = await library.addUser("4");
    const other = { email, password: "another-one", name: "Other Name" };
    await appointSuperadministrator(app, other);
    expect((await userOf(email))!.values["name"]).toBe("Other Name");
    expect(await logIn(email, "another-one")).toBe(200);
    expect(await logIn(email, password)).toBe(400);
    const path = `GET /api/collections/libredms_users/records/${id}`;
    const seen = await library.api.send(path, { token });
    expect((await readError(seen)).status).toBe(404);
  });

  test("again changes nothing", async () => {
    const { app } = library.api;
    await appointSuperadministrator(app, ann);
    const again = { ...ann, password: undefined };
    expect(await appointSuperadministrator(app, again)).toEqual({
      isNew: false,
      former: [],
    });
    expect(await heads()).toEqual([ann.email]);
  });

  test("of several at once leaves one", async () => {
    const { app } = library.api;
    await Promise.all(
      ["a", "b", "c"].map((name) =>
        appointSuperadministrator(app, {
          ...ann,
          email: `${name}@example.com`,
        }),
      ),
    );
    expect(await heads()).toHaveLength(1);
  });

  test.each([
    ["no address", { email: "nobody" }, Invalid],
    ["a short password", { password: "1234567" }, Invalid],
    ["a password of whitespace", { password: " ".repeat(10) }, Invalid],
    ["an empty password", { password: "" }, Invalid],
    ["one name alone", { name: "Ann" }, Invalid],
    ["no password", { password: undefined }, Refused],
  ])("is refused with %s, and the former one stays", async (_, wrong, kind) => {
    const { app } = library.api;
    await appointSuperadministrator(app, bob);
    const attempt = appointSuperadministrator(app, { ...ann, ...wrong });
    await expect(attempt).rejects.toBeInstanceOf(kind);
    expect(await heads()).toEqual([bob.email]);
    expect(await userOf(ann.email)).toBeUndefined();
  });

  test.each([
    ["a short password", { password: "1234567" }],
    ["an empty password", { password: "" }],
    ["one name alone", { name: "Ann" }],
  ])("of who is there is refused with %s, too", async (_, wrong) => {
    const { app } = library.api;
    await appointSuperadministrator(app, bob);
    const { email } = await library.addUser("4");
    const attempt = appointSuperadministrator(app, { ...ann, email, ...wrong });
    await expect(attempt).rejects.toBeInstanceOf(Invalid);
    expect(await heads()).toEqual([bob.email]);
    expect(await logIn(email, password)).toBe(200);
  });

  test("is refused for who is deleted", async () => {
    const { app } = library.api;
    await appointSuperadministrator(app, bob);
    const user = await library.addUser("4");
    await library.deleteUser(user);
    const { email } = user;
    const attempt = appointSuperadministrator(app, { ...ann, email });
    await expect(attempt).rejects.toThrow("is deleted");
    expect(await heads()).toEqual([bob.email]);
  });
});

describe("the environment", () => {
  const environment = {
    SADMIN_EMAIL: ann.email,
    SADMIN_PASSWORD: password,
    SADMIN_NAME: "Ann Other",
  };

  test("names the superadministrator of a first start", async () => {
    await seed(library.api.app, environment);
    expect(await heads()).toEqual([ann.email]);
    expect((await userOf(ann.email))!.values["name"]).toBe("Ann Other");
    expect(await logIn(ann.email, password)).toBe(200);
  });

  test("needs not name them, and an empty name is none", async () => {
    await seed(library.api.app, { ...environment, SADMIN_NAME: "" });
    const { values } = (await userOf(ann.email))!;
    expect(values["name"]).toBe("Super Administrator");
  });

  test.each([
    [{}],
    [{ SADMIN_EMAIL: ann.email }],
    [{ SADMIN_PASSWORD: password }],
    [{ SADMIN_EMAIL: ann.email, SADMIN_PASSWORD: "" }],
    [{ SADMIN_EMAIL: "", SADMIN_PASSWORD: password }],
  ])("names nobody with %p", async (incomplete) => {
    await seed(library.api.app, incomplete);
    expect(await heads()).toEqual([]);
  });

  test("does not matter once there is one, even one that is deleted", async () => {
    const { app } = library.api;
    await appointSuperadministrator(app, bob);
    await seed(app, environment);
    expect(await heads()).toEqual([bob.email]);
    const { id } = (await userOf(bob.email))!;
    await library.api.sudo(
      `PATCH /api/collections/libredms_users/records/${id}`,
      { json: { deleted: "2026-01-02 03:04:05.000Z" } },
    );
    await seed(app, environment);
    expect(await userOf(ann.email)).toBeUndefined();
  });

  test("takes the account from who signed up with that address before", async () => {
    const squatter = await library.addUser("4", { email: ann.email });
    await seed(library.api.app, {
      ...environment,
      SADMIN_PASSWORD: "only-the-operator",
    });
    expect(await heads()).toEqual([ann.email]);
    expect(await logIn(ann.email, password)).toBe(400);
    const path = `GET /api/collections/libredms_users/records/${squatter.id}`;
    const seen = await library.api.send(path, { token: squatter.token });
    expect((await readError(seen)).status).toBe(404);
  });

  test.each([
    [{ SADMIN_EMAIL: "nobody" }, /SADMIN_EMAIL: Must be a valid email/],
    [{ SADMIN_PASSWORD: "short" }, /SADMIN_PASSWORD: Must be at least 8/],
    [{ SADMIN_NAME: "Ann" }, /SADMIN_NAME: Invalid value format/],
  ])("that is wrong is refused: %p", async (wrong, reason) => {
    await refusesSeed({ ...environment, ...wrong }, reason);
  });

  test("that names someone who is deleted is refused", async () => {
    const user = await library.addUser("4", { email: ann.email });
    await library.deleteUser(user);
    await refusesSeed(environment, /"ann@example.com" is deleted/);
  });

  test("is read when the API is provisioned", async () => {
    Object.assign(process.env, environment);
    try {
      await provision(definition, library.api.app);
    } finally {
      for (const name of Object.keys(environment)) delete process.env[name];
    }
    expect(await heads()).toEqual([ann.email]);
  });
});

/** Where the switch of the API stands in the settings, it is said what is wrong. */
async function refusesSeed(
  environment: Readonly<Record<string, string>>,
  reason: RegExp,
): Promise<void> {
  const error = await seed(library.api.app, environment).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Invalid);
  expect((error as Invalid).fields).toEqual({
    apis: {
      libredms: {
        enabled: {
          code: "validation_invalid_superadministrator",
          message: expect.stringMatching(reason),
        },
      },
    },
  });
  expect(await heads()).toEqual([]);
}
