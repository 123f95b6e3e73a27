import { beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import PocketBase from "pocketbase";
import { asPng, plain } from "../../../support/pictures.ts";
import { openForTests } from "../../open-for-tests.ts";
import { openStory } from "./open-story.ts";

/** A blog, from nothing to a few posts. Each test goes on where the one before it has ended. */

const story = openForTests(openStory);
let guest: PocketBase;
beforeAll(async () => {
  guest = new PocketBase(story.url).autoCancellation(false);
});

const posts = "#/collections?collection=posts";

const button = (within: Page | Locator, name: string) =>
  within.getByRole("button", { name, exact: true });

/** Begins a collection. Returns the panel that it is made in. */
async function newCollection(page: Page, name: string): Promise<Locator> {
  await button(page, "New collection").first().click();
  const panel = page.getByRole("dialog", { name: "New collection" });
  await panel.getByLabel("Name", { exact: true }).fill(name);
  return panel;
}

/** Adds a field to it, whose options are open then. */
async function addField(
  page: Page,
  type: RegExp,
  name: string,
): Promise<Locator> {
  await button(page, "New field").click();
  await page.getByRole("button", { name: type }).click();
  await page.keyboard.type(name);
  return page.locator("[data-row]", {
    has: page.locator(`input[value="${name}"]`),
  });
}

async function create(page: Page, panel: Locator, name: string) {
  await button(panel, "Create").click();
  await page.getByText(`${name} is created.`).waitFor();
}

test("two collections are made, one refers to the other, and everybody may read them", async () => {
  await story.visit("#/collections", async (page) => {
    const authors = await newCollection(page, "authors");
    const name = await addField(page, /^Text/, "name");
    await name.getByLabel("Label of the record").check();
    await authors.getByRole("tab", { name: "Rules" }).click();
    await button(authors, "Unlock “List and search”").click();
    await button(authors, "Unlock “View”").click();
    await create(page, authors, "authors");

    const panel = await newCollection(page, "posts");
    const title = await addField(page, /^Text/, "title");
    await title.getByLabel("Required").check();
    await addField(page, /^Number/, "minutes");
    const cover = await addField(page, /^File/, "cover");
    await button(cover, "Presets").click();
    await page.getByRole("menuitem", { name: /^Images/ }).click();
    const author = await addField(page, /^Relation/, "author");
    await author.getByRole("combobox", { name: "Collection" }).fill("auth");
    await page.getByRole("option", { name: "authors" }).click();

    await panel.getByRole("tab", { name: "Rules" }).click();
    await button(panel, "Unlock “List and search”").click();
    await panel
      .getByRole("textbox", { name: "List and search", exact: true })
      .click();
    await page.keyboard.insertText("minutes > 0");
    await button(panel, "Unlock “View”").click();
    await create(page, panel, "posts");
    await page.getByText("There are no records yet").waitFor();
  });
  expect((await guest.collection("posts").getList()).items).toEqual([]);
  expect(guest.collection("posts").create({ title: "Mine" })).rejects.toThrow();
});

test("a post is written, with a picture and an author who is made on the way", async () => {
  await story.visit(posts, async (page) => {
    await button(page, "New record").first().click();
    const editor = page.getByRole("dialog", { name: "New record" }).first();
    await editor.getByLabel("title").fill("Dandelions are not weeds");
    await editor.getByLabel("minutes", { exact: true }).fill("4");
    await editor.locator("input[type=file]").setInputFiles({
      name: "meadow.png",
      mimeType: "image/png",
      buffer: Buffer.from(asPng(plain(60, 40, [240, 200, 20]))),
    });
    await editor.getByRole("button", { name: /^author/ }).click();
    const picker = page.getByRole("dialog", { name: "Choose from authors" });
    await button(picker, "New record").click();
    const nested = page.getByRole("dialog", { name: "New record" }).last();
    await nested.getByLabel("name").fill("Clover Fields");
    await button(nested, "Create").click();
    await button(editor, "Create").click();
    await page.getByText("Record created").last().waitFor();

    const row = page.getByRole("row", { name: /Dandelions/ });
    await row.getByText("Clover Fields").waitFor();
    await row.locator("img").waitFor();
  });
  const post = await guest
    .collection("posts")
    .getFirstListItem('author.name = "Clover Fields"', { expand: "author" });
  expect(post).toMatchObject({
    title: "Dandelions are not weeds",
    minutes: 4,
    expand: { author: { name: "Clover Fields" } },
  });
  const picture = await fetch(guest.files.getURL(post, post["cover"]));
  expect(picture.headers.get("Content-Type")).toBe("image/png");
});

test("more come from a file, once what is wrong in it is put right", async () => {
  const { id } = await story.client
    .collection("authors")
    .getFirstListItem("name != ''");
  const rows = [
    `A winter kitchen,6,${id}`,
    `"Hay, straw and the difference",many,${id}`,
    "Rain on the upper meadow,3,",
  ];
  const asCsv = (lines: readonly string[]) => ({
    name: "old-blog.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["title,minutes,author", ...lines, ""].join("\n")),
  });
  await story.visit(posts, async (page) => {
    await button(page, "More").first().click();
    await page.getByRole("menuitem", { name: "Import records" }).click();
    const panel = page.getByRole("dialog", { name: "Import records" });
    const file = panel.locator("input[type=file]");
    await file.setInputFiles(asCsv(rows));
    await button(panel, "Check the file").click();
    await panel.getByText("Some rows are wrong").waitFor();
    await panel.getByText("minutes").first().waitFor();
    await button(panel, "Back").click();
    await button(panel, "Back").click();

    await file.setInputFiles(
      asCsv(rows.map((row) => row.replace("many", "5"))),
    );
    await button(panel, "Check the file").click();
    await panel.getByText("The file is good").waitFor();
    await button(panel, "Import 3 rows").click();
    await panel.getByText("3 records are imported").waitFor();
    await button(panel, "Close").last().click();
    await page.getByText("4 records", { exact: true }).waitFor();
  });
  const { items } = await guest.collection("posts").getList(1, 10, {
    sort: "title",
  });
  expect(items.map(({ title }) => title)).toEqual([
    "A winter kitchen",
    "Dandelions are not weeds",
    "Hay, straw and the difference",
    "Rain on the upper meadow",
  ]);
});

test("those that are searched for are found, and taken along as files", async () => {
  await story.visit(posts, async (page) => {
    const bar = page.getByRole("search").getByRole("textbox");
    await bar.fill('author.name = "Clover Fields" && minutes > 4');
    await bar.press("Enter");
    await page.getByText("2 records", { exact: true }).waitFor();

    const take = async (format: string) => {
      await button(page, "More").first().click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page
          .getByRole("menuitem", { name: `Export what is found as ${format}` })
          .click(),
      ]);
      return Bun.file(await file.path());
    };
    const json: { title: string }[] = await (await take("JSON")).json();
    expect(json.map(({ title }) => title).toSorted()).toEqual([
      "A winter kitchen",
      "Hay, straw and the difference",
    ]);
    const [head, ...lines] = (await (await take("CSV")).text())
      .trim()
      .split(/\r?\n/);
    expect(head?.split(",")).toContain("title");
    expect(lines).toHaveLength(2);
    expect(lines.join()).toContain('"Hay, straw and the difference"');
  });
});
