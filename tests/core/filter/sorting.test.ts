import { afterAll, beforeAll, expect, test } from "bun:test";
import { openBlog } from "./blog.ts";
import { superuserRequest, type Tables } from "./open-tables.ts";

let blog: Tables;
beforeAll(async () => {
  blog = await openBlog();
});
afterAll(() => blog[Symbol.asyncDispose]());

test.each([
  ["title", "p3 p4 p1 p5 p2"],
  ["-title", "p2 p5 p1 p4 p3"],
  ["+views,-id", "p3 p2 p4 p1 p5"],
  [" -views , title ", "p5 p4 p1 p2 p3"],
  ["@rowid", "p1 p2 p3 p4 p5"],
  ["-@rowid", "p5 p4 p3 p2 p1"],
  ["title:lower", "p3 p4 p1 p5 p2"],
  ["-tags:length,id", "p1 p4 p3 p5 p2"],
  ["-meta.a,id", "p1 p2 p3 p4 p5"],
  ["-author.name,-id", "p2 p4 p1 p5 p3"],
  ["author.team.name,id", "p3 p5 p2 p1 p4"],
  ["-author.profiles_via_user.bio,id", "p1 p4 p2 p3 p5"],
])("by %s", async (sort, ids) => {
  const found = await blog.find("posts", { sort, request: superuserRequest });
  expect(found.join(" ")).toBe(ids);
});

test("by chance", async () => {
  const orders = new Set<string>();
  for (let i = 0; i < 40 && orders.size < 2; i++) {
    const found = await blog.find("posts", { sort: "@random" });
    expect(found.toSorted()).toEqual(["p1", "p2", "p3", "p4", "p5"]);
    orders.add(found.join());
  }
  expect(orders.size).toBe(2);
});

test("a view has no @rowid", async () => {
  expect(await blog.find("counts", { sort: "total" })).toEqual(["n1"]);
  await expect(blog.find("counts", { sort: "@rowid" })).rejects.toMatchObject({
    name: "Invalid",
  });
});
