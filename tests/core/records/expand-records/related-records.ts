import type { StoredRecord } from "../../../../src/core/records/record.ts";
import type { RecordJson } from "../../../../src/core/records/records.ts";
import {
  asGuest,
  openTestRecords,
  type TestRecords,
} from "../open-test-records.ts";

/** Posts with authors, readers, comments and what else points at them, and who looks at them. */
export interface RelatedRecords {
  readonly world: TestRecords;
  /** A superuser. */
  readonly root: StoredRecord;
  /** A user. */
  readonly ann: StoredRecord;
  /** A record with its expand. */
  view(
    name: string,
    id: string,
    expand: string,
    request?: ReturnType<typeof asGuest>,
  ): Promise<RecordJson>;
}

const password = "1234567890";

export async function openRelatedRecords(): Promise<RelatedRecords> {
  const world = await openTestRecords();
  await defineCollections(world);
  await addRecords(world);
  const superuser = await world.add("_superusers", {
    email: "root@example.com",
    password,
  });
  return {
    world,
    root: await world.stored("_superusers", superuser.id),
    ann: await world.stored("users", "user00000000ann"),
    view: (name, id, expand, request = asGuest()) =>
      world.records.view(world.collection(name), id, expand, request),
  };
}

async function defineCollections(world: TestRecords): Promise<void> {
  const users = world.collection("users");
  await world.collections.update("users", {
    viewRule: "name != 'Hidden'",
    listRule: "",
  });
  const posts = await world.define({
    name: "posts",
    viewRule: "draft = false",
    fields: [
      { name: "title", type: "text" },
      { name: "draft", type: "bool" },
      { name: "author", type: "relation", collectionId: users.id },
      { name: "editor", type: "relation", collectionId: users.id },
      {
        name: "readers",
        type: "relation",
        collectionId: users.id,
        maxSelect: 9,
      },
      {
        name: "spy",
        type: "relation",
        collectionId: users.id,
        hidden: true,
      },
    ],
  });
  const comments = await world.define({
    name: "comments",
    fields: [
      { name: "text", type: "text" },
      { name: "post", type: "relation", collectionId: posts.id },
      { name: "spied", type: "relation", collectionId: posts.id, hidden: true },
    ],
  });
  await world.collections.update("comments", {
    fields: [
      ...comments.fields,
      { name: "parent", type: "relation", collectionId: comments.id },
    ],
  });
  await world.define({
    name: "summaries",
    fields: [{ name: "post", type: "relation", collectionId: posts.id }],
    indexes: ["create unique index idx_summaries_post on summaries (post)"],
  });
  await world.define({
    name: "vault",
    viewRule: null,
    fields: [{ name: "post", type: "relation", collectionId: posts.id }],
  });
  await world.define({
    name: "marks",
    fields: [
      { name: "posts", type: "relation", collectionId: posts.id, maxSelect: 9 },
    ],
  });
}

async function addRecords(world: TestRecords): Promise<void> {
  await world.add("users", {
    id: "user00000000ann",
    email: "ann@example.com",
    name: "Ann",
    password,
  });
  await world.add("users", {
    id: "user00000000bob",
    email: "bob@example.com",
    name: "Bob",
    password,
    emailVisibility: true,
  });
  await world.add("users", {
    id: "user00000hidden",
    email: "hidden@example.com",
    name: "Hidden",
    password,
  });
  await world.add("posts", {
    id: "post00000000001",
    title: "one",
    author: "user00000000ann",
    editor: "user00000000ann",
    readers: ["user00000000bob", "user00000hidden", "user00000000ann"],
    spy: "user00000000bob",
  });
  await world.add("posts", {
    id: "post00000000002",
    title: "two",
    author: "user00000hidden",
  });
  await world.add("posts", { id: "postdraft000001", draft: true });
  for (let number = 1; number <= 3; number++) {
    await world.add("comments", {
      id: `comment0000000${number}`,
      text: `no ${number}`,
      post: "post00000000001",
      spied: "post00000000001",
      parent: number > 1 ? `comment0000000${number - 1}` : "",
    });
  }
  await world.add("comments", {
    id: "commentofdraft1",
    post: "postdraft000001",
  });
  await world.add("summaries", {
    id: "summary00000001",
    post: "post00000000001",
  });
  await world.add("vault", { post: "post00000000001" });
  await world.add("marks", {
    id: "mark00000000001",
    posts: ["post00000000002", "post00000000001"],
  });
}

/** The expanded relations with the ids in them, nested ones too. */
export function ids(record: unknown): unknown {
  const { id, expand } = record as { id: string; expand?: object };
  if (expand === undefined) return id;
  const inside = Object.entries(expand).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(ids) : ids(value),
  ]);
  return { [id]: Object.fromEntries(inside) };
}
