import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openApp } from "../../../src/core/open-app.ts";
import { openPatient, type Patient } from "./patient.ts";

const count = 2_100;
const idOf = (n: number) => `r${String(n).padStart(14, "0")}`;

let root: string;
let patient: Patient;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "hutch-relations-"));
  const app = await openApp({ dir: root, serve: false });
  const { id: collectionId } = await app.collections.create({
    name: "people",
    type: "base",
    fields: [],
  });
  await app.collections.create({
    name: "tasks",
    type: "base",
    fields: [
      { name: "owner", type: "relation", collectionId, maxSelect: 1 },
      { name: "helpers", type: "relation", collectionId, maxSelect: 9 },
    ],
  });
  await app.close();
  patient = openPatient(root);
  patient.run("insert into people (id) values ('ann'), ('bob')");
  patient.run(
    `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${count})
     insert into tasks (id, owner, helpers)
     select printf('r%014d', n), iif(n % 2, 'ann', ''), iif(n % 2, '["ann","bob"]', '[]') from numbers`,
  );
});
afterAll(() => rm(root, { recursive: true }));

const change = (n: number, column: string, value: string) =>
  patient.run(
    `update tasks set ${column} = '${value}' where id = '${idOf(n)}'`,
  );

test("relations to records that are there, and empty ones, are sound", async () => {
  expect(await patient.codes()).toEqual(["no-superuser"]);
});

test("relations to records that are not there are found, on whatever page of the table", async () => {
  change(3, "owner", "gone");
  change(1_000, "helpers", '["ann","lost"]');
  change(count, "owner", "away");
  // What is no list has no relations, and does not end the examination.
  change(5, "helpers", "[bad");
  const found = await patient.find("broken-relations");
  expect(found?.severity).toBe("warning");
  expect(found?.message).toStartWith("3 relations of records lead");
  expect(found?.items.toSorted()).toEqual([
    `tasks, record ${idOf(3)}: owner leads to gone`,
    `tasks, record ${idOf(1_000)}: helpers leads to lost`,
    `tasks, record ${idOf(count)}: owner leads to away`,
  ]);
});

test("a field that has no column is told of as such alone", async () => {
  patient.run("alter table tasks drop column owner");
  expect(await patient.find("missing-columns")).toBeDefined();
  expect((await patient.find("broken-relations"))?.count).toBe(1);
});
