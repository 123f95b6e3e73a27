import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import type { CollectionModel } from "pocketbase";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
beforeAll(async () => {
  const posts = await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "subtitle", type: "text" },
    ],
  });
  await client.collections.create({
    name: "comments",
    type: "base",
    listRule: "post.title != ''",
    fields: [{ name: "post", type: "relation", collectionId: posts.id }],
  });
  await client.collections.create({ name: "drafts", type: "base" });
  await client.collection("posts").create({ title: "A", subtitle: "B" });
  await client.collections.update("users", {
    oauth2: {
      enabled: true,
      providers: [
        { name: "github", clientId: "our-id", clientSecret: "our-secret" },
      ],
    },
  });
});

const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });

/** Puts what the page downloads into a value. */
async function download(page: Page): Promise<CollectionModel[]> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Download").click(),
  ]);
  expect(file.suggestedFilename()).toBe("collections.json");
  return Bun.file(await file.path()).json();
}

/** Gives the import's page a file. */
async function drop(page: Page, collections: unknown): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({
    name: "collections.json",
    mimeType: "application/json",
    buffer: Buffer.from(
      typeof collections === "string"
        ? collections
        : JSON.stringify(collections),
    ),
  });
}

const changes = (page: Page) =>
  page.getByRole("list", { name: "What changes" });

async function review(page: Page) {
  await button(page, "Review and import").click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByText("Looking at what would happen")
    .waitFor({ state: "detached" });
  return dialog;
}

async function named(name: string): Promise<CollectionModel> {
  return client.collections.getOne(name);
}

test("an export has what was chosen, without times and secrets", async () => {
  await visitAdmin(site, "#/settings/export-collections", async (page) => {
    const all = await download(page);
    expect(all.length).toBe((await client.collections.getFullList()).length);
    const text = JSON.stringify(all);
    for (const secret of ["our-id", "our-secret", '"secret"', '"updated":"']) {
      expect(text).not.toContain(secret);
    }

    await page.getByLabel("All", { exact: true }).uncheck();
    await page.getByText("Choose what to export.").waitFor();
    expect(await button(page, "Download").isDisabled()).toBe(true);
    await page.getByLabel("Search collections").fill("post");
    await page.getByLabel("All", { exact: true }).check();
    const some = await download(page);
    expect(some.map(({ name }) => name)).toEqual(["posts"]);
  });
});

test("what is no import says why", async () => {
  await visitAdmin(site, "#/settings/import-collections", async (page) => {
    for (const [text, problem] of [
      ["{", "This is no JSON."],
      ["{}", "An import is a list"],
      ["[]", "The list is empty."],
      ['[{"id": "a"}]', "Entry 1 has no name."],
      ['[{"name": "a"}, {"name": "A"}]', "A is in it more than once."],
      ['[{"name": "a", "schema": []}]', "a is from a PocketBase before 0.23"],
    ] as const) {
      await drop(page, text);
      await page.getByRole("alert").getByText(problem).waitFor();
    }
    await drop(page, [await named("posts")]);
    await page.getByText("The server has all of this already.").waitFor();
  });
});

test("with Shift, all collections from one to another are left out or taken again", async () => {
  await visitAdmin(site, "#/settings/export-collections", async (page) => {
    const choice = page.getByRole("region", { name: "Collections to export" });
    const boxes = choice.getByRole("checkbox");
    // The first is for all.
    const ticked = () =>
      Promise.all([1, 2, 3, 4].map((at) => boxes.nth(at).isChecked()));
    await boxes.nth(4).waitFor();
    const shift = { modifiers: ["Shift" as const] };
    await boxes.nth(3).click(shift);
    expect(await ticked()).toEqual([true, true, false, true]);
    await boxes.nth(1).click(shift);
    expect(await ticked()).toEqual([false, false, false, true]);
    await choice.getByText("users", { exact: true }).click();
    expect(await ticked()).toEqual([false, false, false, false]);
    await choice.getByText("drafts", { exact: true }).click(shift);
    expect(await ticked()).toEqual([false, true, true, true]);
  });
});

test("an import adds, changes and renames, and deletes nothing unless it is told to", async () => {
  const posts = await named("posts");
  await visitAdmin(site, "#/settings/import-collections", async (page) => {
    await drop(page, [
      {
        ...posts,
        name: "articles",
        fields: posts.fields.filter(({ name }) => name !== "subtitle"),
      },
      { name: "tags", type: "base", fields: [{ name: "word", type: "text" }] },
    ]);
    await changes(page).getByText("posts is renamed to articles").waitFor();
    expect(await changes(page).innerText()).toMatch(/New\s+tags/);
    const dialog = await review(page);
    await dialog.getByText("No records, values or collections").waitFor();
    await dialog.getByRole("button", { name: "articles" }).click();
    await dialog.getByText('"name": "articles"').waitFor();
    // The dialog changes its height once the difference takes the place of the text.
    await dialog.locator(".cm-editor").first().waitFor();
    await dialog.getByRole("button", { name: "Import" }).click();
    await page.getByText("The collections are imported.").waitFor();
  });
  const articles = await named("articles");
  expect(articles.id).toBe(posts.id);
  expect(articles.fields.map(({ name }) => name)).toContain("subtitle");
  expect((await named("tags")).fields.map(({ name }) => name)).toContain(
    "word",
  );
  expect((await named("drafts")).name).toBe("drafts");
});

test("before anything is deleted the losses are told, and one has to type that", async () => {
  const all = await client.collections.getFullList();
  const kept = all
    .filter(({ name }) => name !== "drafts")
    .map((collection) =>
      collection.name === "articles"
        ? {
            ...collection,
            fields: collection.fields.filter(({ name }) => name !== "subtitle"),
          }
        : collection,
    );
  await visitAdmin(site, "#/settings/import-collections", async (page) => {
    await drop(page, kept);
    await page.getByText("Delete it").click();
    await changes(page).getByText("Fields that go: subtitle").waitFor();
    expect(await changes(page).innerText()).toMatch(/Deleted\s+drafts/);
    const dialog = await review(page);
    await dialog.getByText("drafts. Records that go with it: 0").waitFor();
    await dialog
      .getByText("articles.subtitle. Records that have something in it: 1")
      .waitFor();
    await dialog.getByRole("button", { name: "Import" }).click();
    const question = page.getByRole("alertdialog");
    const sure = question.getByRole("button", { name: "Import and delete" });
    expect(await sure.isDisabled()).toBe(true);
    await question.getByRole("textbox").fill("delete");
    await sure.click();
    await page.getByText("The collections are imported.").waitFor();
  });
  expect(
    (await named("articles")).fields.map(({ name }) => name),
  ).not.toContain("subtitle");
  expect(site.app.collections.find("drafts")).toBeUndefined();
});

test("collections of the same name with other ids take the ids that are here", async () => {
  const { id } = await named("articles");
  await visitAdmin(site, "#/settings/import-collections", async (page) => {
    await drop(page, [
      {
        id: "elsewhere",
        name: "articles",
        type: "base",
        fields: [{ name: "byline", type: "text" }],
      },
      {
        name: "letters",
        type: "base",
        fields: [{ name: "to", type: "relation", collectionId: "elsewhere" }],
      },
    ]);
    const refused = await review(page);
    await refused.getByText("The server would refuse this").waitFor();
    expect(
      await refused.getByRole("button", { name: "Import" }).isDisabled(),
    ).toBe(true);
    await refused.getByRole("button", { name: "Cancel" }).click();

    await button(page, "Use the ids of this server").click();
    await changes(page).getByText("Changed").waitFor();
    const dialog = await review(page);
    await dialog.getByRole("button", { name: "Import" }).click();
    await page.getByText("The collections are imported.").waitFor();
  });
  expect((await named("articles")).fields.map(({ name }) => name)).toContain(
    "byline",
  );
  const to = (await named("letters")).fields.find(({ name }) => name === "to");
  expect(to?.["collectionId"]).toBe(id);
});

test("what the server has against an import is said in words", async () => {
  await visitAdmin(site, "#/settings/import-collections", async (page) => {
    await drop(page, [
      {
        name: "orphans",
        type: "base",
        listRule: "nobody = 1",
        fields: [{ name: "of", type: "relation", collectionId: "nowhere" }],
      },
    ]);
    const refused = await review(page);
    await refused.getByText(/^orphans, fields\.\d\.collectionId: \w/).waitFor();
    expect(await refused.innerText()).not.toMatch(/[{}]/);
    // That nothing is lost says little where nothing happens.
    expect(await refused.getByText("No records, values or").count()).toBe(0);
  });
});
