import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { StoredRecord } from "../../../src/core/records/record.ts";
import { serverRequest } from "../../../src/core/request.ts";
import { hashCheaply } from "../../support/hash-cheaply.ts";
import {
  as,
  asGuest,
  asSuperuser,
  type Body,
  openTestRecords,
  refusal,
  type TestRecords,
} from "./open-test-records.ts";

let world: TestRecords;
afterAll(() => world.close());
let root: StoredRecord;
let boss: StoredRecord;

const password = "1234567890";

beforeAll(async () => {
  world = await openTestRecords();
  const one = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  root = await world.stored("_superusers", one.id);
  const two = await world.add("users", { email: "boss@example.com", password });
  boss = await world.stored("users", two.id);
  await world.define({
    name: "staff",
    type: "auth",
    manageRule: "@request.auth.id = boss",
    fields: [
      { name: "name", type: "text" },
      { name: "boss", type: "text" },
    ],
  });
  await hashCheaply(world, "staff");
});

let number = 0;

/** A new login in `staff`, managed by `boss`. */
async function hire(body: Body = {}): Promise<StoredRecord> {
  const { id } = await world.add("staff", {
    email: `worker${number++}@example.com`,
    password,
    boss: boss.id,
    ...body,
  });
  return world.stored("staff", id);
}

const staff = () => world.collection("staff");
const create = (request: ReturnType<typeof asGuest>) =>
  world.records.create(staff(), undefined, request);
const update = (id: string, request: ReturnType<typeof asGuest>) =>
  world.records.update(staff(), id, undefined, request);

async function checks(record: { id: string }, plain: string): Promise<boolean> {
  const { values } = await world.stored("staff", record.id);
  return Bun.password.verify(
    plain,
    (values["password"] as { hash: string }).hash,
  );
}

describe("a login is created", () => {
  const email = "new@example.com";
  const confirmed = { password, passwordConfirm: password };
  const cases: [string, Body, Record<string, string> | undefined][] = [
    [
      "with nothing",
      {},
      {
        password: "validation_required",
        passwordConfirm: "validation_required",
      },
    ],
    [
      "without a confirmed password",
      { email, password },
      { passwordConfirm: "validation_required" },
    ],
    [
      "with another confirmation",
      { email, password, passwordConfirm: "other" },
      { passwordConfirm: "validation_values_mismatch" },
    ],
    ["without email", confirmed, { email: "validation_required" }],
    [
      "as verified",
      { email, ...confirmed, verified: true },
      { verified: "validation_values_mismatch" },
    ],
    [
      "with too short a password",
      { email, password: "1234567", passwordConfirm: "1234567" },
      { password: "validation_min_text_constraint" },
    ],
    [
      "with more bytes than bcrypt takes",
      { email, password: "ä".repeat(40), passwordConfirm: "ä".repeat(40) },
      { password: "validation_invalid_value" },
    ],
    ["with email and confirmed password", { email, ...confirmed }, undefined],
    [
      "with an email that is taken",
      { email, ...confirmed },
      { email: "validation_not_unique" },
    ],
  ];
  for (const [how, body, fields] of cases) {
    test(`${how}: ${fields === undefined ? "yes" : JSON.stringify(fields)}`, async () => {
      expect(await refusal(create(asGuest(body)))).toEqual(
        fields === undefined ? { error: "none" } : { error: "Invalid", fields },
      );
    });
  }

  test("with a key of its own, whatever the body says", async () => {
    const tokenKey = "x".repeat(50);
    const created = await create(
      asGuest({ email: "key@example.com", ...confirmed, tokenKey }),
    );
    const { values } = await world.stored("staff", String(created["id"]));
    expect(values["tokenKey"]).toMatch(/^[a-zA-Z0-9]{50}$/);
    expect(values["tokenKey"]).not.toBe(tokenKey);
  });

  test("as verified by whom it would be managed by", async () => {
    const body = {
      email: "managed@example.com",
      ...confirmed,
      verified: true,
      boss: boss.id,
    };
    expect(await refusal(create(as(boss, body)))).toEqual({ error: "none" });
  });

  test("as verified by a superuser, who confirms passwords too", async () => {
    const body = { email: "by-root@example.com", password, verified: true };
    expect(await refusal(create(asSuperuser(root, body)))).toEqual({
      error: "Invalid",
      fields: { passwordConfirm: "validation_required" },
    });
    const whole = { ...body, passwordConfirm: password };
    expect(await refusal(create(asSuperuser(root, whole)))).toEqual({
      error: "none",
    });
  });

  test("under an id that no login of another collection has", async () => {
    const { id } = await hire();
    const users = world.collection("users");
    const taken = world.records.create(
      users,
      undefined,
      asGuest({ id, email: "twin@example.com", ...confirmed }),
    );
    expect(await refusal(taken)).toEqual({
      error: "Invalid",
      fields: { id: "validation_invalid_auth_id" },
    });
  });

  test("not at the price of a hash by who may not create it", async () => {
    await world.collections.update("users", { createRule: "name = 'never'" });
    const users = world.collection("users");
    const body = { email: "x@example.com", ...confirmed };
    const started = performance.now();
    const attempts = Array.from({ length: 5 }, () =>
      refusal(world.records.create(users, undefined, asGuest(body))),
    );
    for (const { error } of await Promise.all(attempts)) {
      expect(error).toBe("Invalid");
    }
    const hashing = performance.now();
    await Bun.password.hash(password, { algorithm: "bcrypt", cost: 10 });
    const oneHash = performance.now() - hashing;
    expect(hashing - started).toBeLessThan(5 * oneHash);
    await world.collections.update("users", { createRule: "" });
  });
});

describe("a login is changed", () => {
  const next = "another password";
  const changed = { password: next, passwordConfirm: next };
  const cases: [
    string,
    "itself" | "guest" | "manager" | "superuser" | "server",
    Body,
    Record<string, string> | undefined,
  ][] = [
    ["its name", "guest", { name: "x" }, undefined],
    [
      "its email",
      "itself",
      { email: "changed0@example.com" },
      { email: "validation_values_mismatch" },
    ],
    ["its email to the same", "itself", { email: undefined }, undefined],
    ["its email", "manager", { email: "changed1@example.com" }, undefined],
    ["its email", "superuser", { email: "changed2@example.com" }, undefined],
    [
      "its being verified",
      "itself",
      { verified: true },
      { verified: "validation_values_mismatch" },
    ],
    ["its being verified", "manager", { verified: true }, undefined],
    [
      "its password alone",
      "itself",
      { password: next },
      {
        passwordConfirm: "validation_required",
        oldPassword: "validation_required",
      },
    ],
    [
      "its password without the old one",
      "itself",
      changed,
      { oldPassword: "validation_required" },
    ],
    [
      "its password with a wrong old one",
      "itself",
      { ...changed, oldPassword: "wrong" },
      { oldPassword: "validation_invalid_old_password" },
    ],
    [
      "its password with the old one",
      "itself",
      { ...changed, oldPassword: password },
      undefined,
    ],
    [
      "its password, unconfirmed",
      "manager",
      { password: next },
      { passwordConfirm: "validation_required" },
    ],
    ["its password", "manager", changed, undefined],
    ["its password", "superuser", changed, undefined],
    ["its password", "server", { password: next }, undefined],
    [
      "its password to nothing",
      "superuser",
      { password: "" },
      { password: "validation_required" },
    ],
    [
      "only a confirmation",
      "superuser",
      { passwordConfirm: next },
      {
        password: "validation_required",
        passwordConfirm: "validation_values_mismatch",
      },
    ],
  ];
  for (const [what, by, given, fields] of cases) {
    const outcome = fields === undefined ? "yes" : JSON.stringify(fields);
    test(`${what}, by ${by}: ${outcome}`, async () => {
      const login = await hire();
      const body = { ...given };
      if ("email" in body) body["email"] ??= login.values["email"];
      const requests = {
        itself: as(login, body),
        guest: asGuest(body),
        manager: as(boss, body),
        superuser: asSuperuser(root, body),
        server: { ...serverRequest, body },
      };
      expect(await refusal(update(login.id, requests[by]))).toEqual(
        fields === undefined ? { error: "none" } : { error: "Invalid", fields },
      );
      const setsPassword = fields === undefined && "password" in given;
      expect(await checks(login, setsPassword ? next : password)).toBe(true);
    });
  }

  const keys: [Body, boolean][] = [
    [{ name: "x" }, false],
    [{ verified: true }, false],
    [{ email: "other@example.com" }, true],
    [changed, true],
  ];
  for (const [body, renewed] of keys) {
    test(`${JSON.stringify(body)} ${renewed ? "ends" : "does not end"} its sessions`, async () => {
      const login = await hire();
      await update(login.id, asSuperuser(root, body));
      const after = await world.stored("staff", login.id);
      expect(after.values["tokenKey"] !== login.values["tokenKey"]).toBe(
        renewed,
      );
      expect(after.values["tokenKey"]).toMatch(/^[a-zA-Z0-9]{50}$/);
    });
  }

  test("the key that a superuser gives stays", async () => {
    const login = await hire();
    const tokenKey = "k".repeat(40);
    const body = { ...changed, tokenKey };
    await update(login.id, asSuperuser(root, body));
    const after = await world.stored("staff", login.id);
    expect(after.values["tokenKey"]).toBe(tokenKey);
  });
});

describe("what belongs to a login", () => {
  async function withRows(): Promise<StoredRecord> {
    const login = await hire();
    const owner = { collectionRef: staff().id, recordRef: login.id };
    await world.add("_mfas", { ...owner, method: "password" });
    await world.add("_otps", { ...owner, password });
    await world.add("_authOrigins", { ...owner, fingerprint: login.id });
    await world.add("_externalAuths", {
      ...owner,
      provider: "google",
      providerId: login.id,
    });
    return login;
  }
  const rows = async (login: StoredRecord) => {
    const left: string[] = [];
    for (const name of ["_mfas", "_otps", "_authOrigins", "_externalAuths"]) {
      const page = await world.records.list(
        world.collection(name),
        { filter: `recordRef = '${login.id}'` },
        serverRequest,
      );
      if (page.totalItems > 0) left.push(name);
    }
    return left;
  };

  test("goes with it", async () => {
    const login = await withRows();
    const bystander = await withRows();
    await world.records.remove(staff(), login.id, serverRequest);
    expect(await rows(login)).toEqual([]);
    expect(await rows(bystander)).toHaveLength(4);
  });

  const cases: [string, Body, string[]][] = [
    ["a new password", { password: "another password" }, ["_externalAuths"]],
    [
      "a new email",
      { email: "again@example.com" },
      ["_mfas", "_authOrigins", "_externalAuths"],
    ],
    ["being verified", { verified: true }, ["_mfas", "_authOrigins"]],
    [
      "a new name",
      { name: "y" },
      ["_mfas", "_otps", "_authOrigins", "_externalAuths"],
    ],
  ];
  for (const [what, body, left] of cases) {
    test(`after ${what}: ${left.join()} stay`, async () => {
      const login = await withRows();
      await update(login.id, { ...serverRequest, body });
      expect(await rows(login)).toEqual(left);
    });
  }

  test("being verified ends sessions only if someone else could have linked a login", async () => {
    const linked = await withRows();
    const plain = await hire();
    const body = { verified: true };
    for (const [login, ended] of [
      [linked, true],
      [plain, false],
    ] as const) {
      await update(login.id, { ...serverRequest, body });
      const { values } = await world.stored("staff", login.id);
      expect(values["tokenKey"] !== login.values["tokenKey"]).toBe(ended);
    }
  });

  const owners: [string, Body, Record<string, string>][] = [
    ["nobody", {}, {}],
    [
      "a collection that is not there",
      { collectionRef: "nothing", recordRef: "x" },
      { collectionRef: "validation_invalid_collection_id" },
    ],
    [
      "a record that is not there",
      { collectionRef: "users", recordRef: "x" },
      { recordRef: "validation_invalid_record" },
    ],
  ];
  for (const [whom, owner, fields] of owners.slice(1)) {
    test(`cannot belong to ${whom}`, async () => {
      const body = { ...owner, method: "otp" };
      if (owner["collectionRef"] === "users") {
        body["collectionRef" as never] = world.collection("users").id as never;
      }
      const created = world.records.create(
        world.collection("_mfas"),
        undefined,
        { ...serverRequest, body },
      );
      expect(await refusal(created)).toEqual({ error: "Invalid", fields });
    });
  }
});

describe("superusers", () => {
  const superusers = () => world.collection("_superusers");

  test("are always verified", async () => {
    const { id } = await world.add("_superusers", {
      email: "second@example.com",
      password,
      verified: false,
    });
    const asRoot = asSuperuser(root, { verified: false });
    await world.records.update(superusers(), id, undefined, asRoot);
    const { values } = await world.stored("_superusers", id);
    expect(values["verified"]).toBe(true);
    await world.records.remove(superusers(), id, serverRequest);
  });

  test("are never none", async () => {
    const removed = world.records.remove(superusers(), root.id, serverRequest);
    expect(await refusal(removed)).toEqual({ error: "Invalid", fields: {} });
    expect(await refusal(world.records.truncate(superusers()))).toEqual({
      error: "Invalid",
      fields: {},
    });
    expect(await world.count("_superusers")).toBe(1);
  });

  test("replace the account that the first of them is made with", async () => {
    const email = "__pbinstaller@example.com";
    await world.add("_superusers", { email, password });
    expect(await world.count("_superusers")).toBe(2);
    await world.add("_superusers", { email: "real@example.com", password });
    expect(await world.count("_superusers")).toBe(2);
    const left = await world.records.findBy(superusers(), "email", email);
    expect(left).toBeUndefined();
  });
});
