import type { Collection } from "../../../../src/core/collections/collection.ts";
import type { StoredRecord } from "../../../../src/core/records/record.ts";
import type { RecordJson } from "../../../../src/core/records/records.ts";
import { hashCheaply } from "../../../support/hash-cheaply.ts";
import {
  type asGuest,
  type Body,
  openTestRecords,
  type TestRecords,
} from "../open-test-records.ts";

export const password = "1234567890";

/** Logins in `staff`, and who may do what with them. */
export interface Staff {
  readonly world: TestRecords;
  /** A superuser. */
  readonly root: StoredRecord;
  /** A user who manages whom they are the boss of. */
  readonly boss: StoredRecord;
  collection(): Collection;
  /** A new login in `staff`, managed by `boss`. */
  hire(body?: Body): Promise<StoredRecord>;
  create(request: Request): Promise<RecordJson>;
  update(id: string, request: Request): Promise<RecordJson>;
  /** Whether this is a login's password. */
  checks(record: { readonly id: string }, plain: string): Promise<boolean>;
}

type Request = ReturnType<typeof asGuest>;

export async function openStaff(): Promise<Staff> {
  const world = await openTestRecords();
  const one = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  const root = await world.stored("_superusers", one.id);
  const two = await world.add("users", { email: "boss@example.com", password });
  const boss = await world.stored("users", two.id);
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
  const collection = () => world.collection("staff");
  let number = 0;
  return {
    world,
    root,
    boss,
    collection,
    async hire(body = {}) {
      const { id } = await world.add("staff", {
        email: `worker${number++}@example.com`,
        password,
        boss: boss.id,
        ...body,
      });
      return world.stored("staff", id);
    },
    create: (request) => world.records.create(collection(), undefined, request),
    update: (id, request) =>
      world.records.update(collection(), id, undefined, request),
    async checks({ id }, plain) {
      const { values } = await world.stored("staff", id);
      const { hash } = values["password"] as { hash: string };
      return Bun.password.verify(plain, hash);
    },
  };
}
