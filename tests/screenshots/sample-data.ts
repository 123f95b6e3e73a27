import { Database } from "bun:sqlite";
import { join } from "node:path";
import PocketBase from "pocketbase";
import type { RecordModel } from "pocketbase";
import { landscape } from "./landscape.ts";
import { posts, readers, sections } from "./sample-texts.ts";

/** Fills a new server with a small magazine, so that its admin has something to show. */
export async function fillWithSamples(client: PocketBase): Promise<void> {
  await client.settings.update({
    meta: { appName: "The Burrow", senderName: "The Burrow" },
    logs: { minLevel: 0, maxDays: 7 },
    batch: { enabled: true },
  });
  await makeCollections(client);
  const authors = await makeReaders(client);
  const made = await makeSections(client);
  await makePosts(client, authors, made);
  await readAsGuest(client.baseURL);
}

async function makeCollections(client: PocketBase): Promise<void> {
  const users = await client.collections.getOne("users");
  const dates = [
    { name: "created", type: "autodate", onCreate: true },
    { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
  ];
  const sectionsCollection = await client.collections.create({
    name: "sections",
    type: "base",
    listRule: "",
    viewRule: "",
    fields: [
      { name: "name", type: "text", required: true, presentable: true },
      { name: "colour", type: "text", pattern: "^#[0-9a-f]{6}$" },
      ...dates,
    ],
    indexes: ["CREATE UNIQUE INDEX idx_section_name ON sections (name)"],
  });
  const postsCollection = await client.collections.create({
    name: "posts",
    type: "base",
    listRule: 'status = "published" || author = @request.auth.id',
    viewRule: 'status = "published" || author = @request.auth.id',
    createRule: '@request.auth.id != "" && author = @request.auth.id',
    updateRule: "author = @request.auth.id",
    deleteRule: null,
    fields: [
      { name: "title", type: "text", required: true, presentable: true },
      { name: "cover", type: "file", mimeTypes: ["image/png"] },
      {
        name: "status",
        type: "select",
        values: ["draft", "review", "published"],
        maxSelect: 1,
      },
      {
        name: "tags",
        type: "select",
        values: ["food", "nature", "travel", "people"],
        maxSelect: 3,
      },
      {
        name: "author",
        type: "relation",
        collectionId: users.id,
        maxSelect: 1,
      },
      {
        name: "section",
        type: "relation",
        collectionId: sectionsCollection.id,
        maxSelect: 1,
      },
      { name: "body", type: "editor" },
      { name: "place", type: "geoPoint" },
      { name: "minutes", type: "number", onlyInt: true, min: 0 },
      { name: "featured", type: "bool" },
      { name: "published", type: "date" },
      { name: "source", type: "url" },
      { name: "extra", type: "json" },
      ...dates,
    ],
    indexes: ["CREATE INDEX idx_post_status ON posts (status, published)"],
  });
  await client.collections.create({
    name: "comments",
    type: "base",
    listRule: "",
    viewRule: "",
    createRule: '@request.auth.id != ""',
    fields: [
      {
        name: "post",
        type: "relation",
        collectionId: postsCollection.id,
        cascadeDelete: true,
        required: true,
        maxSelect: 1,
      },
      { name: "by", type: "relation", collectionId: users.id, maxSelect: 1 },
      { name: "text", type: "text", required: true, presentable: true },
      ...dates,
    ],
  });
  await client.collections.create({
    name: "posts_by_section",
    type: "view",
    viewQuery:
      "SELECT sections.id, sections.name, count(posts.id) AS amount FROM sections LEFT JOIN posts ON posts.section = sections.id GROUP BY sections.id",
  });
}

function makeReaders(client: PocketBase): Promise<RecordModel[]> {
  return Promise.all(
    readers.map((name) =>
      client.collection("users").create({
        name,
        email: `${name.toLowerCase().replaceAll(" ", ".")}@example.com`,
        emailVisibility: true,
        verified: name.length % 2 === 0,
        password: "only-a-sample",
        passwordConfirm: "only-a-sample",
      }),
    ),
  );
}

function makeSections(client: PocketBase): Promise<RecordModel[]> {
  return Promise.all(
    sections.map(([name, colour]) =>
      client.collection("sections").create({ name, colour }),
    ),
  );
}

async function makePosts(
  client: PocketBase,
  authors: readonly RecordModel[],
  made: readonly RecordModel[],
): Promise<void> {
  for (const [index, [title, body]] of posts.entries()) {
    const author = authors[index % authors.length];
    const post = await client.collection("posts").create({
      title,
      body,
      cover: new File([landscape(index)], `cover-${index + 1}.png`, {
        type: "image/png",
      }),
      status: ["published", "published", "review", "draft"][index % 4],
      tags: [["food"], ["nature", "travel"], ["people"]][index % 3],
      author: author?.id,
      section: made[index % made.length]?.id,
      place: {
        lon: (index * 41 - 37) / 10,
        lat: (404 + (index % 7) * 17) / 10,
      },
      minutes: 3 + (index % 9),
      featured: index % 5 === 0,
      published: new Date(Date.UTC(2026, index % 10, 1 + index, 9, 30)),
      source: `https://example.com/${index + 1}`,
      extra: { words: 400 + index * 37, reviewed: index % 2 === 0 },
    });
    await client.collection("comments").create({
      post: post.id,
      by: authors[(index + 1) % authors.length]?.id,
      text: "Read it twice. Thank you.",
    });
  }
}

/** So that the log has entries of all kinds. */
async function readAsGuest(url: string): Promise<void> {
  const guest = new PocketBase(url).autoCancellation(false);
  const readPosts = () => guest.collection("posts");
  const requests = Array.from({ length: 400 }, (_, index) => {
    if (index % 23 === 0) return readPosts().getOne("missing");
    if (index % 31 === 0) return guest.collection("comments").create({});
    if (index % 3 === 0) return guest.collection("sections").getFullList();
    return readPosts().getList(1 + (index % 2), 10, { sort: "-published" });
  });
  await Promise.allSettled(requests);
}

/** Lets what a server has logged, which is not running now, be of a whole day. */
export function spreadLogs(dir: string): void {
  using database = new Database(join(dir, "auxiliary.db"));
  // In the order in which they came, most of them in the middle of the day, some hours busier than others.
  const place = "(1.0 * rowid / (select max(rowid) from _logs) - 0.5)";
  const wave = "abs(rowid % 40 - 20) / 1000.0";
  const hours = `24 * (0.5 - (0.5 * ${place} + 2 * ${place} * ${place} * ${place}) - ${wave} + 0.01)`;
  database.run(
    `update _logs set created = strftime('%Y-%m-%d %H:%M:%fZ', 'now', '-' || (${hours}) || ' hours')`,
  );
}
