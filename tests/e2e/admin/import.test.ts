import { beforeAll, beforeEach, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

beforeAll(async () => {
  const authors = await client.collections.create({
    name: "authors",
    type: "base",
    fields: [{ name: "name", type: "text" }],
  });
  await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text", required: true },
      { name: "slug", type: "text" },
      { name: "view_count", type: "number" },
      { name: "author", type: "relation", collectionId: authors.id },
    ],
    indexes: [
      "CREATE UNIQUE INDEX posts_slug ON posts (slug) WHERE slug != ''",
    ],
  });
});

beforeEach(() => client.collections.truncate("posts"));

interface Post {
  readonly title: string;
  readonly slug: string;
  readonly view_count: number;
}

async function posts(): Promise<readonly Post[]> {
  const list = await client
    .collection("posts")
    .getFullList<Post>({ sort: "@rowid" });
  return list.map(({ title, slug, view_count }) => ({
    title,
    slug,
    view_count,
  }));
}

/** Opens the import of posts. */
async function visitImport(look: (page: Page) => Promise<void>) {
  await visitAdmin(site, "#/collections?collection=posts", async (page) => {
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Import records" }).click();
    await panel(page).waitFor();
    await look(page);
  });
}

function panel(page: Page) {
  return page.getByRole("dialog", { name: "Import records" });
}

async function press(page: Page, button: string | RegExp): Promise<void> {
  await panel(page).getByRole("button", { name: button }).click();
}

async function choose(
  page: Page,
  name: string,
  content: string | Buffer,
): Promise<void> {
  await panel(page)
    .locator("input[type=file]")
    .setInputFiles({
      name,
      mimeType: "application/octet-stream",
      buffer: Buffer.from(content),
    });
}

/** What stands in the field that says where a column goes. */
function fieldFor(page: Page, column: string) {
  return panel(page).getByRole("combobox", {
    name: `Field for the column ${column}`,
    exact: true,
  });
}

async function heading(page: Page, name: string): Promise<void> {
  await panel(page).getByRole("heading", { name, exact: true }).waitFor();
}

test("a CSV file is checked and comes in, its columns guessed by their names", async () => {
  await visitImport(async (page) => {
    const csv = "Title;View count;Notes\nFirst;12;a note\nSecond;7;\n";
    await choose(page, "old.csv", csv);
    expect(await fieldFor(page, "Title").innerText()).toBe("title");
    expect(await fieldFor(page, "View count").innerText()).toBe("view_count");
    expect(await fieldFor(page, "Notes").innerText()).toBe("Leave out");
    await fieldFor(page, "Notes").click();
    await page.getByRole("option", { name: "slug", exact: true }).click();

    await press(page, "Check the file");
    await heading(page, "The file is good");
    expect(await posts()).toEqual([]);
    await press(page, "Import 2 rows");
    await heading(page, "2 records are imported");
    await press(page, "Done");
    await page.getByRole("gridcell", { name: "Second" }).waitFor();
  });
  expect(await posts()).toEqual([
    { title: "First", slug: "a note", view_count: 12 },
    { title: "Second", slug: "", view_count: 7 },
  ]);
});

test("rows that are wrong are told, can be downloaded, and do not keep the others", async () => {
  await visitImport(async (page) => {
    const rows = ["title,view_count", "Good,1", ",2", '"Said ""so""",many'];
    await choose(page, "posts.csv", rows.join("\n"));
    await press(page, "Check the file");
    await heading(page, "Some rows are wrong");
    const wrong = panel(page).getByRole("row");
    await wrong
      .filter({ hasText: "title" })
      .getByText("Fill this in.")
      .waitFor();
    await wrong.filter({ hasText: "view_count" }).waitFor();

    const downloading = page.waitForEvent("download");
    await press(page, "Download these rows");
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("posts-wrong-rows.csv");
    const [names, ...lines] = (
      await Bun.file(await download.path()).text()
    ).split("\r\n");
    expect(names).toStartWith("title,view_count,");
    expect(lines[0]).toStartWith(",2,2,title: ");
    expect(lines[1]).toStartWith('"Said ""so""",many,3,view_count: ');
    expect(lines).toHaveLength(2);

    await press(page, "Import the good row");
    await heading(page, "1 of 3 rows are imported");
  });
  expect(await posts()).toMatchObject([{ title: "Good" }]);
});

test("of a great many wrong rows, it is said how many the list has", async () => {
  await visitImport(async (page) => {
    const rows = Array.from({ length: 1200 }, (_, at) => `,${at}`);
    await choose(page, "posts.csv", ["title,view_count", ...rows].join("\n"));
    await press(page, "Check the file");
    await panel(page)
      .getByText("No more than the first 1,000 of 1,200 wrong rows")
      .waitFor();
    const downloading = page.waitForEvent("download");
    await press(page, "Download the first 1,000 of these rows");
    const file = Bun.file(await (await downloading).path());
    expect((await file.text()).trim().split("\r\n")).toHaveLength(1001);
  });
});

test("records that are there are changed, found by a field whose values are unique", async () => {
  await client.collection("posts").create({ title: "Old", slug: "one" });
  await visitImport(async (page) => {
    const rows = [
      { slug: "one", title: "New" },
      { slug: "two", title: "Two" },
    ];
    await choose(page, "posts.json", JSON.stringify(rows));
    await panel(page).getByRole("radio", { name: "Change it" }).check();
    await panel(page)
      .getByRole("combobox", { name: "Records are found by" })
      .click();
    await page.getByRole("option", { name: "slug" }).click();
    await press(page, "Check the file");
    await press(page, "Import 2 rows");
    await heading(page, "2 records are imported");
  });
  expect(await posts()).toMatchObject([
    { title: "New", slug: "one" },
    { title: "Two", slug: "two" },
  ]);
});

test("rows can be pasted", async () => {
  await visitImport(async (page) => {
    await panel(page)
      .getByLabel("Or paste rows here")
      .fill('{"title": "One"}\n{"title": "Two", "view_count": 2}');
    await press(page, "Use what is pasted");
    await press(page, "Check the file");
    await press(page, "Import 2 rows");
    await heading(page, "2 records are imported");
  });
  expect(await posts()).toMatchObject([{ view_count: 0 }, { view_count: 2 }]);
});

test("a file that is none is refused, by the page or by the server, and another one can be tried", async () => {
  await visitImport(async (page) => {
    await choose(page, "posts.json", "[{broken");
    await choose(page, "posts.csv", "");
    await panel(page).getByText("posts.csv cannot be read").waitFor();
    await choose(page, "broken.csv", 'title\n"never closed');
    await press(page, "Check the file");
    await panel(page).getByText("The CSV is malformed").waitFor();
    await press(page, "Back");
    await choose(page, "posts.csv", "title\nfine");
    await press(page, "Check the file");
    await heading(page, "The file is good");
  });
});

test("an import shows how far it is, and can be stopped", async () => {
  const line = (number: number) => `Post ${number},${number}\n`;
  const csv = `title,view_count\n${Array.from({ length: 20_000 }, (_, at) => line(at)).join("")}`;
  await visitImport(async (page) => {
    await choose(page, "posts.csv", csv);
    await press(page, "Check the file");
    await panel(page).getByRole("progressbar").waitFor();
    await press(page, "Stop");
    await panel(page).getByText("The import was stopped.").waitFor();
    await press(page, "Check the file");
    await heading(page, "The file is good");
    await press(page, "Import 20,000 rows");
    await panel(page)
      .getByRole("heading", { name: "20,000 records are imported" })
      .waitFor({ timeout: 40_000 });
  });
  const { totalItems } = await client.collection("posts").getList(1, 1);
  expect(totalItems).toBe(20_000);
}, 60_000);
