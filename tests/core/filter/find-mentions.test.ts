import { expect, test } from "bun:test";
import { findMentions } from "../../../src/core/filter/find-mentions.ts";
import { collection, field } from "./sample-collections.ts";

const users = collection(
  "users",
  [
    field("text", "role"),
    field("relation", "team", { collectionId: "id_teams" }),
  ],
  { type: "auth" },
);
const admins = collection("admins", [field("text", "role")], { type: "auth" });
const teams = collection("teams", [field("text", "title")]);
const posts = collection("posts", [
  field("text", "title"),
  field("json", "meta"),
  field("relation", "author", { collectionId: "id_users" }),
  field("select", "tags", { maxSelect: 5 }),
]);
const all = [users, admins, teams, posts];
const collections = {
  all: () => all,
  find: (name: string) =>
    all.find((one) => one.name === name || one.id === name),
};

test.each([
  ["title = 'role'", ["posts.title"]],
  ["author.team.title ~ 'x'", ["posts.author", "users.team", "teams.title"]],
  ["meta.title = 1", ["posts.meta"]],
  ["tags:length > 1 && tags:each = 'title'", ["posts.tags", "posts.tags"]],
  ["@request.body.author.role:lower = 'a'", ["posts.author", "users.role"]],
  ["@request.auth.role != ''", ["users.role", "admins.role"]],
  ["@request.query.title = '' || @request.method = 'title'", []],
  [
    "@collection.teams:other.title = title",
    ["teams", "teams.title", "posts.title"],
  ],
  ["@collection.id_teams.title = 1", ["teams", "teams.title"]],
  [
    "posts_via_author.title ?= author.posts_via_author.tags:length",
    // The first is of users alone.
    ["posts.author", "posts", "posts.author", "posts.tags"],
  ],
  [
    "geoDistance(title, author.role, 1, 2) > 1 // title",
    ["posts.title", "posts.author", "users.role"],
  ],
  ["title = ", []],
  ["", []],
])("%s", (filter, expected) => {
  const found = findMentions(collections, posts, filter);
  expect(
    found.map(({ collection: { name }, field: named }) =>
      named === undefined ? name : `${name}.${named.name}`,
    ),
  ).toEqual(expected);
  for (const { collection: named, field: at, start, end } of found)
    expect([at?.name, named.name, named.id]).toContain(
      filter.slice(start, end),
    );
});
