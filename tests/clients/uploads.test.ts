import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type PocketBase from "pocketbase";
import { codesOf, refusalOf } from "./refusal.ts";
import { type Serving, serveNewFolder } from "./serving.ts";

let serving: Serving;
let client: PocketBase;

beforeAll(async () => {
  serving = await serveNewFolder();
  client = serving.guest();
  await serving.superuser.collections.create({
    name: "albums",
    type: "base",
    listRule: "",
    viewRule: "",
    createRule: "",
    updateRule: "",
    deleteRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "cover", type: "file", mimeTypes: ["image/gif"] },
      { name: "papers", type: "file", maxSelect: 9 },
      { name: "meta", type: "json" },
    ],
  });
});

afterAll(() => serving[Symbol.asyncDispose]());

const albums = () => client.collection("albums");
const paper = (name: string, text = name) => new File([text], name);
const gif = new File(["GIF89a\u0001\0\u0001\0"], "x.gif");

/** The names of all files in the storage. */
async function stored(): Promise<readonly string[]> {
  const names = await readdir(join(serving.dir, "storage"), {
    recursive: true,
    withFileTypes: true,
  });
  return names
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".attrs"))
    .map(({ name }) => name);
}

test("an object with files is sent as a form", async () => {
  const meta = { n: [1, "0001", true] };
  const album = await albums().create({
    title: "0001",
    cover: gif,
    papers: [paper("a.txt"), paper("b.txt")],
    meta,
  });
  expect(album).toMatchObject({
    title: "0001",
    meta,
    cover: expect.stringMatching(/\.gif$/),
    papers: [expect.stringMatching(/^a/), expect.stringMatching(/^b/)],
  });
  expect(await stored()).toEqual(
    expect.arrayContaining([album["cover"], ...album["papers"]]),
  );
});

test("FormData, too, and its modifiers", async () => {
  const form = new FormData();
  form.append("title", "x");
  form.append("papers", paper("a.txt"));
  const { id, papers } = await albums().create(form);
  const more = await albums().update(id, { "papers+": [paper("b.txt")] });
  expect(more["papers"]).toEqual([papers[0], expect.stringMatching(/^b/)]);
  const less = await albums().update(id, { "papers-": papers });
  expect(less["papers"]).toEqual([more["papers"][1]]);
  const both = await albums().update(id, {
    papers: [less["papers"][0], paper("c.txt")],
  });
  expect(both["papers"]).toEqual([
    less["papers"][0],
    expect.stringMatching(/^c/),
  ]);
  const none = await albums().update(id, { papers: [] });
  expect(none["papers"]).toEqual([]);
});

test("what is refused has a code for each field", async () => {
  const refused = await refusalOf(
    albums().create({ cover: paper("x.gif", "no gif") }),
  );
  expect(refused.status).toBe(400);
  expect(codesOf(refused)).toEqual({ cover: "validation_invalid_mime_type" });
});

test("a deleted record's files are gone when the server has ended", async () => {
  const { id, papers } = await albums().create({ papers: paper("gone.txt") });
  await albums().delete(id);
  await serving.server.stop();
  expect(await stored()).not.toContain(papers[0]);
});
