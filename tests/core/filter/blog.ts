import { openTables, type Rows, type Tables } from "./open-tables.ts";
import { collection, field, relation } from "./sample-collections.ts";
import type { Collection } from "../../../src/core/collections/collection.ts";
import type { RequestInfo, Viewer } from "../../../src/core/request.ts";
import { guestRequest } from "./open-tables.ts";

export const users = collection(
  "users",
  [
    field("email", "email"),
    field("bool", "emailVisibility"),
    field("bool", "verified"),
    field("password", "password", { hidden: true }),
    field("text", "name"),
    field("password", "pin"),
    field("text", "secret", { hidden: true }),
    relation("team", "teams"),
  ],
  { type: "auth" },
);

const teams = collection(
  "teams",
  [field("text", "name"), field("bool", "open"), relation("lead", "users")],
  { listRule: "open = true // only those\n" },
);

const posts = collection("posts", [
  field("text", "title"),
  field("number", "views"),
  field("bool", "published"),
  field("select", "kind"),
  field("select", "tags", { maxSelect: 5 }),
  field("file", "images", { maxSelect: 9 }),
  field("date", "at"),
  field("json", "meta"),
  field("geoPoint", "place"),
  relation("author", "users"),
  relation("editors", "users", { maxSelect: 9 }),
  relation("vault", "vaults"),
  relation("hiddenAuthor", "users", { hidden: true }),
]);

const comments = collection("comments", [
  field("text", "body"),
  field("number", "stars"),
  relation("post", "posts"),
  relation("mentions", "users", { maxSelect: 9 }),
  relation("hiddenPost", "posts", { hidden: true }),
]);

/** One for each user at most. */
const profiles = collection(
  "profiles",
  [field("text", "bio"), relation("user", "users")],
  {
    indexes: [
      "create unique index `profile_user` on `profiles` (`user`) where `user` != ''",
    ],
  },
);

const vaults = collection("vaults", [field("text", "name")], {
  listRule: null,
});

const counts = collection("counts", [field("number", "total")], {
  type: "view",
  viewQuery: "",
});

export const blogCollections: readonly Collection[] = [
  users,
  teams,
  posts,
  comments,
  profiles,
  vaults,
  counts,
];

const rows: Rows = {
  users: [
    {
      id: "ann",
      name: "Ann",
      email: "ann@x.org",
      emailVisibility: 1,
      verified: 1,
      team: "red",
      secret: "s1",
      password: "h",
    },
    {
      id: "bob",
      name: "Bob",
      email: "bob@x.org",
      emailVisibility: 0,
      verified: 0,
      team: "blue",
      secret: "s2",
      password: "h",
    },
    {
      id: "cid",
      name: "",
      email: "cid@y.org",
      emailVisibility: 1,
      verified: 1,
      team: "",
      secret: "",
      password: "h",
    },
  ],
  teams: [
    { id: "red", name: "Red", open: 1, lead: "ann" },
    { id: "blue", name: "Blue", open: 0, lead: "ann" },
  ],
  posts: [
    {
      id: "p1",
      title: "First",
      views: 5,
      published: 1,
      kind: "news",
      tags: ["a", "b"],
      images: ["x.png", "y.jpg"],
      at: "2024-02-03 10:00:00.000Z",
      meta: { a: 1, list: [1, { b: "deep" }], t: "5" },
      place: { lon: 14.42, lat: 50.08 },
      author: "ann",
      editors: ["ann", "bob"],
      vault: "v1",
      hiddenAuthor: "bob",
    },
    {
      id: "p2",
      title: "second 100%",
      views: 0,
      published: 0,
      kind: "",
      tags: [],
      images: [],
      at: "",
      meta: null,
      author: "bob",
      editors: [],
      vault: "",
      hiddenAuthor: "",
    },
    {
      id: "p3",
      title: "",
      views: -2.5,
      published: 1,
      kind: "note",
      tags: ["b"],
      images: ["z.png"],
      at: "2025-01-01 00:00:00.000Z",
      meta: "text",
      author: "",
      editors: ["cid"],
      vault: "",
      hiddenAuthor: "",
    },
    {
      id: "p4",
      title: "5.0",
      views: 5,
      published: 0,
      kind: "news",
      tags: ["b", "c"],
      images: [],
      at: "2024-12-31 23:59:59.000Z",
      meta: [1, 2],
      author: "ann",
      editors: ["bob", "gone"],
      vault: "v1",
      hiddenAuthor: "",
    },
    {
      id: "p5",
      title: "it's_a\\b",
      views: 7,
      published: 1,
      kind: "note",
      tags: ["c"],
      images: [],
      at: "",
      meta: true,
      author: "gone",
      editors: ["bob", "cid"],
      vault: "",
      hiddenAuthor: "",
    },
  ],
  comments: [
    { id: "c1", body: "good", stars: 5, post: "p1", mentions: ["ann"] },
    { id: "c2", body: "bad", stars: 1, post: "p1", mentions: [] },
    { id: "c3", body: "good", stars: 4, post: "p4", mentions: ["bob", "cid"] },
    { id: "c4", body: "", stars: 0, post: "", mentions: ["ann", "bob"] },
  ],
  profiles: [
    { id: "f1", bio: "I am Ann", user: "ann" },
    { id: "f2", bio: "", user: "bob" },
  ],
  vaults: [{ id: "v1", name: "gold" }],
  counts: [{ id: "n1", total: 1 }],
};

/** A small blog: users in teams (those that are not open are not listed), posts, comments, profiles, vaults for superusers. */
export function openBlog(): Promise<Tables> {
  return openTables(blogCollections, rows);
}

/** A request by one of the blog's users. */
export function by(
  id: string,
  changes: Partial<RequestInfo> = {},
): RequestInfo {
  const row = rows["users"]?.find((user) => user["id"] === id) ?? {};
  const viewer: Viewer = {
    kind: "record",
    record: {
      id,
      collection: users,
      values: {
        id,
        name: String(row["name"]),
        email: String(row["email"]),
        emailVisibility: row["emailVisibility"] === 1,
        verified: row["verified"] === 1,
      },
    },
  };
  return { ...guestRequest, viewer, ...changes };
}
