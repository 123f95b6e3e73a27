import type { Locator, Page } from "playwright-core";
import type PocketBase from "pocketbase";
import type { RecordModel } from "pocketbase";
import { openSite, type Site } from "../../site.ts";
import { logInSuperuser, visitAdmin } from "../open-admin.ts";
import { sortHandle } from "../sort-handle.ts";

/** A site whose records are edited: `posts` with fields of all kinds, which point at `tags`. */
export interface EditedSite extends AsyncDisposable {
  readonly site: Site;
  /** A superuser's. */
  readonly client: PocketBase;
  /** Removes what a test has made. */
  clear(): Promise<void>;
  /** Makes a post. */
  post(values?: object): Promise<RecordModel>;
  /** A post as it is stored now. */
  stored(id: string): Promise<RecordModel>;
  /** Opens a record in the editor, as its address does. */
  edit(
    record: RecordModel,
    look: (page: Page, editor: Locator) => Promise<void>,
  ): Promise<void>;
}

export async function openEditedSite(): Promise<EditedSite> {
  const site = await openSite();
  const client = await logInSuperuser(site);
  await createCollections(client);
  return {
    site,
    client,
    async clear() {
      await client.collections.truncate("posts");
      await client.collections.truncate("tags");
    },
    post: (values = {}) =>
      client.collection("posts").create({ title: "First", ...values }),
    stored: (id) => client.collection("posts").getOne(id),
    async edit({ id, collectionName }, look) {
      const address = `#/collections?collection=${collectionName}&record=${id}`;
      await visitAdmin(site, address, async (page) => {
        await look(page, await openedEditor(page));
      });
    },
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

async function createCollections(client: PocketBase): Promise<void> {
  const tags = await client.collections.create({
    name: "tags",
    type: "base",
    fields: [
      { name: "name", type: "text", presentable: true },
      { name: "logo", type: "file", maxSelect: 1, thumbs: ["50x50"] },
    ],
  });
  await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "views", type: "number" },
      { name: "due", type: "date" },
      { name: "kind", type: "select", values: ["news", "story"], maxSelect: 1 },
      {
        name: "colors",
        type: "select",
        values: ["red", "green", "blue"],
        maxSelect: 3,
      },
      {
        name: "tags",
        type: "relation",
        collectionId: tags.id,
        maxSelect: 5,
      },
      { name: "files", type: "file", maxSelect: 5, maxSize: 1000 },
      { name: "secret", type: "file", maxSelect: 1, protected: true },
      { name: "body", type: "editor" },
      { name: "data", type: "json" },
      { name: "place", type: "geoPoint" },
      { name: "updated", type: "autodate", onCreate: true, onUpdate: true },
    ],
  });
}

/** The editor once it can be used. */
export async function openedEditor(page: Page, title = "Edit record") {
  const editor = page.getByRole("dialog", { name: title });
  await editor.getByRole("button", { name: "Save", exact: true }).waitFor();
  return editor;
}

/** Saves and waits until it is said to be done. */
export async function save(page: Page, button = "Save"): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).last().click();
  await page
    .getByText(/^Record (saved|created)/)
    .last()
    .waitFor();
}

/** Chooses a file for a file field. */
export function choose(
  within: Locator,
  file: string,
  content: string | Buffer,
) {
  return within.locator("input[type=file]").setInputFiles({
    name: file,
    mimeType: file.endsWith(".png") ? "image/png" : "text/plain",
    buffer: Buffer.from(content),
  });
}

/** What the editor shows of a field. */
export function field(within: Locator, name: string): Locator {
  return within.locator(`[data-field="${name}"]`);
}

/** Moves the last thing of a list to its beginning, by keyboard; each step is announced. */
export async function moveToTop(page: Page, name: string, count: number) {
  const place = (position: number) =>
    page.getByText(`position ${position} of ${count}.`).waitFor();
  await sortHandle(page, name).focus();
  await page.keyboard.press("Space");
  await place(count);
  for (let position = count - 1; position > 0; position--) {
    await page.keyboard.press("ArrowUp");
    await place(position);
  }
  await page.keyboard.press("Space");
  await page.getByText(`${name} put down`).waitFor();
}

/** What the files of a record are called, without what the server adds. */
export function fileNames({ files }: RecordModel): string[] {
  return files.map((name: string) => name.replace(/_\w{10}(?=\.)/, ""));
}

/** The smallest PNG: one pixel by one. */
export const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);
