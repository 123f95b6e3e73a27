import { beforeEach, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { editCollection, panel } from "./collection-panel.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

/** Leaves no collections but the users, and `posts` as new. */
beforeEach(async () => {
  const users = await client.collections.getOne("users");
  await client.collections.import([users], true);
  await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "tags", type: "select", values: ["a", "b"], maxSelect: 2 },
    ],
    indexes: ["CREATE INDEX idx_title ON posts (title)"],
  });
});

const alert = (page: Page) => page.getByRole("alertdialog");

function nameOf(page: Page, field: string) {
  return panel(page).locator(`input[value="${field}"]`);
}

async function addField(page: Page, type: RegExp, name: string): Promise<void> {
  await panel(page).getByRole("button", { name: "New field" }).click();
  await page.getByRole("button", { name: type }).click();
  await page.keyboard.type(name);
}

describe("a collection", () => {
  test("is made from nothing, with the target of its relation on the spot, and an index", async () => {
    await visitAdmin(site, "#/collections", async (page) => {
      await page.getByRole("button", { name: "New collection" }).click();
      await panel(page).locator('[name="name"]:focus').waitFor();
      await page.keyboard.type("blog entries");
      await addField(page, /^Text/, "headline");
      await addField(page, /^Relation/, "author");
      const body = panel(page);
      await body.getByRole("button", { name: "New collection" }).click();

      const above = page.getByRole("dialog", { name: "New collection" }).last();
      await above.getByLabel("Name", { exact: true }).fill("authors");
      await above.getByRole("button", { name: "Create", exact: true }).click();
      await page.getByText("authors is created.").waitFor();
      await body.getByLabel("How many").click();
      await page.getByRole("option", { name: "Several" }).click();
      await body.locator('[name$=".maxSelect"]').fill("");
      await page.keyboard.type("12");

      await page.getByRole("button", { name: "New index" }).click();
      const index = page.getByRole("dialog", { name: "New index" });
      await index.getByLabel("headline").check();
      await index.getByLabel("Unique").check();
      await index.getByRole("button", { name: "Apply" }).click();
      await page.getByRole("button", { name: "Create", exact: true }).click();
      await page.getByText("blog_entries is created.").waitFor();
      await page.waitForURL(/collection=blog_entries/);
    });
    const made = await client.collections.getOne("blog_entries");
    const authors = await client.collections.getOne("authors");
    expect(made.fields.map(({ name, type }) => [name, type])).toEqual([
      ["id", "text"],
      ["headline", "text"],
      ["author", "relation"],
      ["created", "autodate"],
      ["updated", "autodate"],
    ]);
    expect(made.fields[2]).toMatchObject({
      collectionId: authors.id,
      maxSelect: 12,
    });
    expect(made.indexes).toEqual([
      expect.stringMatching(
        /^CREATE UNIQUE INDEX .* ON `blog_entries` \(`headline`\)$/,
      ),
    ]);
  });

  test("is changed after a look at what changes, and its indexes follow", async () => {
    await client.collection("posts").create({ title: "one", tags: ["a", "b"] });
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await editCollection(page);
      await nameOf(page, "title").fill("heading");
      await panel(page)
        .getByRole("button", { name: "Options of tags" })
        .click();
      await panel(page).getByLabel("How many").click();
      await page.getByRole("option", { name: "One" }).click();
      await panel(page)
        .getByRole("button", { name: "Save", exact: true })
        .click();

      const changes = page.getByRole("dialog", { name: /Save these changes/ });
      await changes.getByText("1 record has several").waitFor();
      const said = await changes.innerText();
      expect(said).toMatch(/Renamed fields\s+title\s+becomes\s+heading/);
      await changes.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("posts is saved.").waitFor();
    });
    const posts = await client.collections.getOne("posts");
    expect(posts.indexes[0]).toContain("`heading`");
    expect(await client.collection("posts").getFirstListItem("")).toMatchObject(
      {
        heading: "one",
        tags: "b",
      },
    );
  });

  test("is saved without a question and stays open where nothing can be lost", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await editCollection(page);
      // Nothing is renamed by who only looks.
      await panel(page).and(page.locator(":focus")).waitFor();
      await addField(page, /^Yes or no/, "draft");
      await page.keyboard.press("Control+s");
      await page.getByText("posts is saved.").waitFor();
      await nameOf(page, "draft").waitFor();
      await page.keyboard.press("Escape");
      await panel(page).waitFor({ state: "hidden" });
    });
    const { fields } = await client.collections.getOne("posts");
    expect(fields.map(({ name }) => name)).toContain("draft");
  });

  test("keeps a field that was removed and restored, and loses one that was not", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await editCollection(page);
      for (const name of ["title", "tags"]) {
        await panel(page)
          .getByRole("button", { name: `More for ${name}` })
          .click();
        await page.getByRole("menuitem", { name: "Remove" }).click();
      }
      await panel(page).getByText("Goes with its field").waitFor();
      await panel(page).getByRole("button", { name: "Restore title" }).click();
      await panel(page)
        .getByRole("button", { name: "Save", exact: true })
        .click();
      const changes = page.getByRole("dialog", { name: /Save these changes/ });
      await changes.getByText("no record has a value").waitFor();
      await changes.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("posts is saved.").waitFor();
    });
    const { fields, indexes } = await client.collections.getOne("posts");
    expect(fields.map(({ name }) => name)).toEqual(["id", "title"]);
    expect(indexes).toHaveLength(1);
  });

  test("shows what is wrong where it is, and goes there", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await editCollection(page);
      const options = panel(page).getByRole("button", {
        name: "Options of title",
      });
      await options.click();
      await panel(page).getByLabel("Pattern").fill("(");
      await options.click();
      await panel(page).getByRole("tab", { name: "Rules" }).click();
      await page.keyboard.press("Control+s");
      const pattern = panel(page).getByLabel("Pattern");
      await pattern.waitFor();
      await panel(page).locator('[name$=".pattern"]:focus').waitFor();
      await panel(page)
        .getByRole("tab", { name: /Fields.*problem/ })
        .waitFor();
      await pattern.fill("^a");
      await page.keyboard.press("Control+s");
      await page.getByText("posts is saved.").waitFor();
    });
  });

  test("takes no second field of a name", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await editCollection(page);
      await addField(page, /^Text/, "TAGS");
      await panel(page)
        .getByText("Another field has this name.")
        .first()
        .waitFor();
      await panel(page)
        .getByRole("button", { name: "Save", exact: true })
        .click();
    });
    const { fields } = await client.collections.getOne("posts");
    expect(fields).toHaveLength(3);
  });

  test("that somebody else has saved meanwhile is not overwritten unasked", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await editCollection(page);
      await addField(page, /^Text/, "mine");
      const { fields } = await client.collections.getOne("posts");
      await client.collections.update("posts", {
        fields: [...fields, { name: "theirs", type: "text" }],
      });
      await panel(page)
        .getByRole("button", { name: "Save", exact: true })
        .click();
      await alert(page).getByText("posts was changed elsewhere").waitFor();
      await alert(page)
        .getByRole("button", { name: "Load what is stored" })
        .click();
      await nameOf(page, "theirs").waitFor();
      expect(await nameOf(page, "mine").count()).toBe(0);
    });
  });

  test("that is changed is not left unasked", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await editCollection(page);
      await addField(page, /^Text/, "lost");
      await page.keyboard.press("Escape");
      await alert(page).getByRole("button", { name: "Cancel" }).click();
      await nameOf(page, "lost").waitFor();
      await page.keyboard.press("Escape");
      await alert(page).getByRole("button", { name: "Leave" }).click();
      await panel(page).waitFor({ state: "hidden" });
    });
  });

  test("is duplicated, emptied and deleted once its name is typed", async () => {
    await client.collection("posts").create({ title: "one" });
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      const choose = async (item: string) => {
        await panel(page)
          .getByRole("button", { name: "More", exact: true })
          .click();
        await page.getByRole("menuitem", { name: item }).click();
      };
      await editCollection(page);
      await choose("Duplicate");
      await panel(page).getByRole("button", { name: "Create" }).click();
      await page.getByText("posts_copy is created.").waitFor();
      await page.waitForURL(/posts_copy/);

      await page.goto(`${site.url}/_/#/collections?collection=posts`);
      await editCollection(page);
      await choose("Delete all records");
      await alert(page).getByText("Records that go: 1.").waitFor();
      const empty = alert(page).getByRole("button", {
        name: "Delete all records",
      });
      await alert(page).getByRole("textbox").fill("posts");
      await empty.click();
      await page.getByText("posts has no records any more.").waitFor();
      expect((await client.collection("posts").getList()).totalItems).toBe(0);

      await choose("Delete the collection");
      await alert(page).getByRole("textbox").fill("posts");
      await alert(page)
        .getByRole("button", { name: "Delete", exact: true })
        .click();
      await page.getByText("posts is deleted.").waitFor();
    });
    const names = (await client.collections.getFullList()).map(
      ({ name }) => name,
    );
    expect(names).toContain("posts_copy");
    expect(names).not.toContain("posts");
  });
});

test("a view shows what its query gives while it is written", async () => {
  await client.collection("posts").create({ title: "first words" });
  await visitAdmin(site, "#/collections", async (page) => {
    await page.getByRole("button", { name: "New collection" }).click();
    await panel(page).getByLabel("Name", { exact: true }).fill("titles");
    await panel(page).getByRole("radio", { name: "View" }).check();
    const query = panel(page).getByRole("textbox", { name: "SQL query" });
    await query.pressSequentially("SELECT id, title FROM post");
    await panel(page).getByText("no such table: post").waitFor();
    await query.pressSequentially("s");
    await panel(page).getByRole("cell", { name: "first words" }).waitFor();
    await panel(page).getByRole("button", { name: "Create" }).click();
    await page.getByText("titles is created.").waitFor();
  });
  const made = await client.collections.getOne("titles");
  expect(made).toMatchObject({ type: "view" });
});
