import { expect, test } from "bun:test";
import { NotFound } from "../../../src/core/errors.ts";
import { messageOf, openCollections, text } from "./open-collections.ts";

test("a removed collection takes its table and indexes along", async () => {
  await using folder = await openCollections();
  await folder.collections.create({
    name: "posts",
    fields: [text("a")],
    indexes: ["create index by_a on posts (a)"],
  });
  await folder.collections.remove("posts");
  expect(folder.collections.find("posts")).toBeUndefined();
  expect((await folder.readAgain()).find("posts")).toBeUndefined();
  expect(await folder.schemaOf("posts")).toEqual([]);
});

test("what belongs to the logins of a removed collection goes with it", async () => {
  await using folder = await openCollections();
  for (const [id, owner] of [
    ["a", "_pb_users_auth_"],
    ["b", "pbc_3142635823"],
  ] as const) {
    await folder.execute(
      `insert into _mfas (id, collectionRef, recordRef) values ('${id}', '${owner}', 'x')`,
    );
    await folder.execute(
      `insert into _otps (id, collectionRef, recordRef) values ('${id}', '${owner}', 'x')`,
    );
    await folder.execute(
      `insert into _authOrigins (id, collectionRef, recordRef) values ('${id}', '${owner}', 'x')`,
    );
    await folder.execute(
      `insert into _externalAuths (id, collectionRef, recordRef) values ('${id}', '${owner}', 'x')`,
    );
  }
  await folder.collections.remove("users");
  for (const table of ["_mfas", "_otps", "_authOrigins", "_externalAuths"])
    expect(await folder.query(`select id from ${table}`)).toEqual([
      { id: "b" },
    ]);
});

test("a system collection cannot be removed, nor one that is not there", async () => {
  await using folder = await openCollections();
  expect(await messageOf(folder.collections.remove("_mfas"))).toStartWith(
    "Failed to delete collection",
  );
  await expect(folder.collections.remove("nope")).rejects.toThrow(NotFound);
});

test("a collection that relations or views need cannot be removed", async () => {
  await using folder = await openCollections();
  const { id } = await folder.collections.create({
    name: "posts",
    fields: [text("a")],
  });
  await folder.collections.create({
    name: "notes",
    fields: [{ type: "relation", name: "post", collectionId: id }],
  });
  expect(await messageOf(folder.collections.remove("posts"))).toContain(
    "notes",
  );
  await folder.collections.remove("notes");
  await folder.collections.create({
    name: "v",
    type: "view",
    viewQuery: "select (row_number() over ()) as id, a from posts",
  });
  await folder.collections.create({
    name: "w",
    type: "view",
    viewQuery: "select id from v",
  });
  expect(await messageOf(folder.collections.remove("posts"))).toContain("v");
  expect(await messageOf(folder.collections.remove("v"))).toContain("w");
  expect(await folder.query("select * from posts")).toEqual([]);
  for (const name of ["w", "v", "posts"]) await folder.collections.remove(name);
});

test("a collection may refer to itself and still be removed", async () => {
  await using folder = await openCollections();
  const { id } = await folder.collections.create({ name: "tree" });
  await folder.collections.update("tree", {
    fields: [{ type: "relation", name: "parent", collectionId: id }],
  });
  await folder.collections.remove("tree");
  expect(folder.collections.all()).toHaveLength(6);
});
