import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import { serverRequest } from "../../../../src/core/request.ts";
import { type Body, refusal } from "../open-test-records.ts";
import { openStaff, password, type Staff } from "./staff.ts";

let staff: Staff;
beforeAll(async () => {
  staff = await openStaff();
});
afterAll(() => staff.world.close());

describe("what belongs to a login", () => {
  async function withRows(): Promise<StoredRecord> {
    const login = await staff.hire();
    const owner = { collectionRef: staff.collection().id, recordRef: login.id };
    await staff.world.add("_mfas", { ...owner, method: "password" });
    await staff.world.add("_otps", { ...owner, password });
    await staff.world.add("_authOrigins", { ...owner, fingerprint: login.id });
    await staff.world.add("_externalAuths", {
      ...owner,
      provider: "google",
      providerId: login.id,
    });
    return login;
  }
  const rows = async (login: StoredRecord) => {
    const left: string[] = [];
    for (const name of ["_mfas", "_otps", "_authOrigins", "_externalAuths"]) {
      const page = await staff.world.records.list(
        staff.world.collection(name),
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
    await staff.world.records.remove(
      staff.collection(),
      login.id,
      serverRequest,
    );
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
      await staff.update(login.id, { ...serverRequest, body });
      expect(await rows(login)).toEqual(left);
    });
  }

  test("being verified ends sessions only if someone else could have linked a login", async () => {
    const linked = await withRows();
    const plain = await staff.hire();
    const body = { verified: true };
    for (const [login, ended] of [
      [linked, true],
      [plain, false],
    ] as const) {
      await staff.update(login.id, { ...serverRequest, body });
      const { values } = await staff.world.stored("staff", login.id);
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
        body["collectionRef" as never] = staff.world.collection("users")
          .id as never;
      }
      const created = staff.world.records.create(
        staff.world.collection("_mfas"),
        undefined,
        { ...serverRequest, body },
      );
      expect(await refusal(created)).toEqual({ error: "Invalid", fields });
    });
  }
});
