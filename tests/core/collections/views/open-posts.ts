import { openCollections, text, type TestFolder } from "../open-collections.ts";

/** A folder with two `posts`, for views to read. */
export async function openPosts(): Promise<TestFolder> {
  const folder = await openCollections();
  await folder.collections.create({
    name: "posts",
    id: "posts_id",
    fields: [
      text("title", { id: "t1", max: 20 }),
      text("body", { id: "t2", hidden: true }),
      {
        type: "select",
        name: "tags",
        id: "s1",
        values: ["a", "b"],
        maxSelect: 2,
      },
      {
        type: "relation",
        name: "owner",
        id: "r1",
        collectionId: "_pb_users_auth_",
        maxSelect: 1,
      },
      { type: "number", name: "count", id: "n1" },
    ],
  });
  await folder.execute(
    `insert into posts (id, title, body, tags, owner) values ('aaa', 'T1', 'B1', '["a","b"]', 'u1'), ('bbb', 'T2', '', '[]', '')`,
  );
  return folder;
}
