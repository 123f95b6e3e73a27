import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { serverRequest } from "../../../../src/core/request.ts";
import {
  as,
  asGuest,
  asSuperuser,
  type Body,
  refusal,
} from "../open-test-records.ts";
import { openStaff, password, type Staff } from "./staff.ts";

let staff: Staff;
beforeAll(async () => {
  staff = await openStaff();
});
afterAll(() => staff.world.close());

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
      const login = await staff.hire();
      const body = { ...given };
      if ("email" in body) body["email"] ??= login.values["email"];
      const requests = {
        itself: as(login, body),
        guest: asGuest(body),
        manager: as(staff.boss, body),
        superuser: asSuperuser(staff.root, body),
        server: { ...serverRequest, body },
      };
      expect(await refusal(staff.update(login.id, requests[by]))).toEqual(
        fields === undefined ? { error: "none" } : { error: "Invalid", fields },
      );
      const setsPassword = fields === undefined && "password" in given;
      expect(await staff.checks(login, setsPassword ? next : password)).toBe(
        true,
      );
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
      const login = await staff.hire();
      await staff.update(login.id, asSuperuser(staff.root, body));
      const after = await staff.world.stored("staff", login.id);
      expect(after.values["tokenKey"] !== login.values["tokenKey"]).toBe(
        renewed,
      );
      expect(after.values["tokenKey"]).toMatch(/^[a-zA-Z0-9]{50}$/);
    });
  }

  test("the key that a superuser gives stays", async () => {
    const login = await staff.hire();
    const tokenKey = "k".repeat(40);
    const body = { ...changed, tokenKey };
    await staff.update(login.id, asSuperuser(staff.root, body));
    const after = await staff.world.stored("staff", login.id);
    expect(after.values["tokenKey"]).toBe(tokenKey);
  });
});
