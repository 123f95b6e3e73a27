import { afterAll, beforeAll, expect, test } from "bun:test";
import { codesOf, refusalOf } from "./refusal.ts";
import { serveNewFolder } from "./serving.ts";
import type { Serving } from "./serving.ts";

let serving: Serving;
beforeAll(async () => {
  serving = await serveNewFolder();
  await serving.superuser.collections.create({
    name: "birds",
    type: "base",
    createRule: "@request.auth.id != ''",
    listRule: "",
    fields: [
      { name: "name", type: "text", required: true },
      { name: "wings", type: "number" },
    ],
    indexes: ["CREATE UNIQUE INDEX idx_birds_name ON birds (name)"],
  });
});
afterAll(() => serving[Symbol.asyncDispose]());

const path = "/api/collections/birds/records";

interface Report {
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
  readonly errors: readonly { readonly row: number }[];
}

test("the SDK imports a list of objects, for whom the rule lets in", async () => {
  const body = [
    { name: "wren", wings: 2 },
    { name: "robin", wings: 2 },
  ];
  const send = { method: "POST", body };
  const user = await serving.newUser("ann@example.com");
  const report = await user.send<Report>(`${path}/import`, send);
  expect(report).toMatchObject({ created: 2, failed: 0 });

  const refusal = await refusalOf(serving.guest().send(`${path}/import`, send));
  expect(refusal.status).toBe(400);
  expect(refusal.response).toMatchObject({
    message: "Nothing was imported: 2 of 2 rows are wrong.",
    data: { created: 0, failed: 2, errors: [{ row: 1 }, { row: 2 }] },
  });
});

test("the SDK imports a file in a form, with options", async () => {
  const { superuser } = serving;
  const form = new FormData();
  form.set("file", new File(["bird;count\nwren;1\ncrow;2\n"], "birds.csv"));
  form.set("mapping", JSON.stringify({ bird: "name", count: "wings" }));
  form.set("mode", "upsert");
  form.set("key", "name");
  const report = await superuser.send<Report>(`${path}/import`, {
    method: "POST",
    body: form,
  });
  expect(report).toMatchObject({ created: 1, updated: 1, failed: 0 });
  const birds = await superuser
    .collection("birds")
    .getFullList({ sort: "name", fields: "name,wings" });
  expect(birds.map(({ name, wings }) => [name, wings])).toEqual([
    ["crow", 2],
    ["robin", 2],
    ["wren", 1],
  ]);
});

test("the SDK exports what may be listed", async () => {
  const query = { format: "json", filter: "wings = 2", sort: "-name" };
  const birds = await serving
    .guest()
    .send<readonly { readonly name: string }[]>(`${path}/export`, { query });
  expect(birds.map(({ name }) => name)).toEqual(["robin", "crow"]);
});

test("the SDK is told what is wrong with an option", async () => {
  const refusal = await refusalOf(
    serving.superuser.send(`${path}/import`, {
      method: "POST",
      body: [],
      query: { mode: "merge" },
    }),
  );
  expect(codesOf(refusal)).toEqual({ mode: "validation_invalid_value" });
});
