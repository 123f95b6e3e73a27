import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { serverRequest } from "../../../../src/core/request.ts";
import { asSuperuser, refusal } from "../open-test-records.ts";
import { openStaff, password, type Staff } from "./staff.ts";

let staff: Staff;
beforeAll(async () => {
  staff = await openStaff();
});
afterAll(() => staff.world.close());

describe("superusers", () => {
  const superusers = () => staff.world.collection("_superusers");

  test("are always verified", async () => {
    const { id } = await staff.world.add("_superusers", {
      email: "second@example.com",
      password,
      verified: false,
    });
    const asRoot = asSuperuser(staff.root, { verified: false });
    await staff.world.records.update(superusers(), id, undefined, asRoot);
    const { values } = await staff.world.stored("_superusers", id);
    expect(values["verified"]).toBe(true);
    await staff.world.records.remove(superusers(), id, serverRequest);
  });

  test("are never none", async () => {
    const removed = staff.world.records.remove(
      superusers(),
      staff.root.id,
      serverRequest,
    );
    expect(await refusal(removed)).toEqual({ error: "Invalid", fields: {} });
    expect(await refusal(staff.world.records.truncate(superusers()))).toEqual({
      error: "Invalid",
      fields: {},
    });
    expect(await staff.world.count("_superusers")).toBe(1);
  });

  test("replace the account that the first of them is made with", async () => {
    const email = "__pbinstaller@example.com";
    await staff.world.add("_superusers", { email, password });
    expect(await staff.world.count("_superusers")).toBe(2);
    await staff.world.add("_superusers", {
      email: "real@example.com",
      password,
    });
    expect(await staff.world.count("_superusers")).toBe(2);
    const left = await staff.world.records.findBy(superusers(), "email", email);
    expect(left).toBeUndefined();
  });
});
