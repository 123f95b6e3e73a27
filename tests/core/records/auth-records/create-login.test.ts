import { afterAll, beforeAll, describe, expect, spyOn, test } from "bun:test";
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
      expect(await refusal(staff.create(asGuest(body)))).toEqual(
        fields === undefined ? { error: "none" } : { error: "Invalid", fields },
      );
    });
  }

  test("with a key of its own, whatever the body says", async () => {
    const tokenKey = "x".repeat(50);
    const created = await staff.create(
      asGuest({ email: "key@example.com", ...confirmed, tokenKey }),
    );
    const { values } = await staff.world.stored("staff", String(created["id"]));
    expect(values["tokenKey"]).toMatch(/^[a-zA-Z0-9]{50}$/);
    expect(values["tokenKey"]).not.toBe(tokenKey);
  });

  test("as verified by whom it would be managed by", async () => {
    const body = {
      email: "managed@example.com",
      ...confirmed,
      verified: true,
      boss: staff.boss.id,
    };
    expect(await refusal(staff.create(as(staff.boss, body)))).toEqual({
      error: "none",
    });
  });

  test("as verified by a superuser, who confirms passwords too", async () => {
    const body = { email: "by-root@example.com", password, verified: true };
    expect(await refusal(staff.create(asSuperuser(staff.root, body)))).toEqual({
      error: "Invalid",
      fields: { passwordConfirm: "validation_required" },
    });
    const whole = { ...body, passwordConfirm: password };
    expect(await refusal(staff.create(asSuperuser(staff.root, whole)))).toEqual(
      {
        error: "none",
      },
    );
  });

  test("under an id that no login of another collection has", async () => {
    const { id } = await staff.hire();
    const users = staff.world.collection("users");
    const taken = staff.world.records.create(
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
    await staff.world.collections.update("users", {
      createRule: "name = 'never'",
    });
    const users = staff.world.collection("users");
    const body = { email: "x@example.com", ...confirmed };
    using hash = spyOn(Bun.password, "hash");
    const attempts = Array.from({ length: 5 }, () =>
      refusal(staff.world.records.create(users, undefined, asGuest(body))),
    );
    for (const { error } of await Promise.all(attempts)) {
      expect(error).toBe("Invalid");
    }
    expect(hash).not.toHaveBeenCalled();
    await staff.world.collections.update("users", { createRule: "" });
    const open = staff.world.collection("users");
    await staff.world.records.create(open, undefined, asGuest(body));
    expect(hash).toHaveBeenCalledTimes(1);
  });
});
