import type { StoredRecord } from "../../../../src/core/records/record.ts";
import type { RecordJson } from "../../../../src/core/records/records.ts";
import {
  type asGuest,
  openTestRecords,
  type TestRecords,
} from "../open-test-records.ts";

/** Records in `things`, with fields of all kinds, two `tags`, and who makes them. */
export interface Things {
  readonly world: TestRecords;
  /** A superuser. */
  readonly root: StoredRecord;
  /** A user. */
  readonly ann: StoredRecord;
  create(
    name: string,
    request: ReturnType<typeof asGuest>,
  ): Promise<RecordJson>;
}

export async function openThings(): Promise<Things> {
  const world = await openTestRecords();
  const password = "1234567890";
  const one = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  const two = await world.add("users", { email: "ann@example.com", password });
  await defineThings(world);
  return {
    world,
    root: await world.stored("_superusers", one.id),
    ann: await world.stored("users", two.id),
    create: (name, request) =>
      world.records.create(world.collection(name), undefined, request),
  };
}

async function defineThings(world: TestRecords): Promise<void> {
  const tags = await world.define({
    name: "tags",
    fields: [{ name: "name", type: "text" }],
  });
  await world.add("tags", { id: "tag000000000001", name: "a" });
  await world.add("tags", { id: "tag000000000002", name: "b" });
  await world.define({
    name: "things",
    fields: [
      { name: "title", type: "text", max: 20 },
      { name: "slug", type: "text", autogeneratePattern: "[a-z]{8}" },
      { name: "count", type: "number" },
      { name: "done", type: "bool" },
      { name: "when", type: "date" },
      { name: "kind", type: "select", values: ["x", "y", "z"] },
      { name: "kinds", type: "select", values: ["x", "y", "z"], maxSelect: 3 },
      { name: "tags", type: "relation", collectionId: tags.id, maxSelect: 9 },
      { name: "data", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "file", type: "file" },
      { name: "hidden", type: "text", hidden: true },
      { name: "pin", type: "password" },
      { name: "created", type: "autodate", onCreate: true },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
  });
}
