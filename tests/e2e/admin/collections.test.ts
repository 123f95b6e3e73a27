import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import type { Page } from "playwright-core";
import type PocketBase from "pocketbase";
import { closeBrowser } from "../browser.ts";
import { openSite, type Site } from "../site.ts";
import { logInSuperuser, visitAdmin } from "./open-admin.ts";

let site: Site;
let client: PocketBase;
beforeAll(async () => {
  site = await openSite();
  client = await logInSuperuser(site);
});
afterAll(async () => {
  await closeBrowser();
  await site[Symbol.asyncDispose]();
});

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

/** The lowest panel; toasts are dialogs, too. */
const panel = (page: Page) =>
  page
    .getByRole("dialog")
    .filter({ has: page.getByRole("tab") })
    .first();
const alert = (page: Page) => page.getByRole("alertdialog");

/** The page's own way to the editor is in the records' header: a link of the list and then its button. */
async function editPosts(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: "Collection settings" })
    .first()
    .click();
  await panel(page).getByRole("tab", { name: "Fields" }).waitFor();
}

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
      await editPosts(page);
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
      await editPosts(page);
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
      await editPosts(page);
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
      await editPosts(page);
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
      await editPosts(page);
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
      await editPosts(page);
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
      await editPosts(page);
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
      await editPosts(page);
      await choose("Duplicate");
      await panel(page).getByRole("button", { name: "Create" }).click();
      await page.getByText("posts_copy is created.").waitFor();
      await page.waitForURL(/posts_copy/);

      await page.goto(`${site.url}/_/#/collections?collection=posts`);
      await editPosts(page);
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

describe("the sidebar", () => {
  const links = (page: Page) =>
    page.getByRole("navigation", { name: "Collections" }).getByRole("link");

  test("is searched by field, gone through by keyboard, and opens what was open last", async () => {
    await visitAdmin(site, "#/collections", async (page) => {
      await page
        .getByRole("searchbox", { name: "Search collections" })
        .fill("tag");
      await links(page).getByText("has tags").waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/collection=posts/);

      await page.goto(`${site.url}/_/#/logs`);
      await page.goto(`${site.url}/_/#/collections`);
      await page.locator("[aria-current=page]", { hasText: "posts" }).waitFor();
    });
  });

  test("keeps pinned collections on top, also after loading it anew", async () => {
    await visitAdmin(site, "#/collections", async (page) => {
      await page.getByText("posts", { exact: true }).first().hover();
      await page.getByRole("button", { name: "Pin users" }).click();
      for (let loads = 0; loads < 2; loads++) {
        await page.getByRole("heading", { name: "Pinned" }).waitFor();
        expect(await links(page).first().innerText()).toBe("users");
        await page.reload();
      }
    });
  });

  test("says so where there is no such collection", async () => {
    await visitAdmin(site, "#/collections?collection=gone", async (page) => {
      await page.getByText("There is no collection called gone").waitFor();
    });
  });

  test("offers no changes where the settings hide them", async () => {
    await site.app.settings.update({ meta: { hideControls: true } });
    try {
      await visitAdmin(site, "#/collections", async (page) => {
        await links(page).first().waitFor();
        await page.getByRole("button", { name: "All rules" }).waitFor();
        await page
          .getByRole("button", { name: "New collection" })
          .first()
          .waitFor({ state: "hidden" });

        await page.getByRole("button", { name: "All rules" }).click();
        const rules = page.getByRole("dialog", { name: "All rules" });
        await rules.getByRole("row", { name: /posts/ }).waitFor();
        expect(await rules.getByRole("row").getByRole("button").count()).toBe(
          0,
        );
        await page.keyboard.press("Escape");
        await page.keyboard.press("ControlOrMeta+k");
        const palette = page.getByRole("dialog", { name: "Search and" });
        await palette.getByText("Settings: export collections").waitFor();
        expect(await palette.innerText()).not.toMatch(/import coll|New coll/i);
      });
      await visitAdmin(site, "#/settings", async (page) => {
        const list = page.getByRole("navigation", {
          name: "Pages of the settings",
        });
        await list.getByRole("link", { name: "Export" }).waitFor();
        await list
          .getByRole("link", { name: "Import" })
          .waitFor({ state: "detached" });
      });
      for (const hash of [
        "#/settings/import-collections",
        "#/collections?create=collection",
      ]) {
        await visitAdmin(site, hash, async (page) => {
          await page
            .getByText("Collections are protected from changes")
            .or(page.getByRole("button", { name: "New record" }).first())
            .first()
            .waitFor();
          await page.waitForURL((url) => !url.hash.includes("create"));
          expect(await page.locator("input[type=file]").count()).toBe(0);
          expect(await page.getByRole("dialog").count()).toBe(0);
        });
      }
    } finally {
      await site.app.settings.update({ meta: { hideControls: false } });
    }
  });

  test("is a field on a phone, and nothing is cut off", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.getByRole("combobox", { name: "Collection" }).waitFor();
      await page.getByRole("button", { name: "New collection" }).click();
      await panel(page).getByRole("tab", { name: "Fields" }).waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(
        320,
      );
    });
  });
});
