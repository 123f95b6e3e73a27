import { beforeEach, describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

/** Leaves no collections but the users, and `posts` as new, which nobody may do anything with. */
beforeEach(async () => {
  const users = await client.collections.getOne("users");
  await client.collections.import([users], true);
  await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "author", type: "relation", collectionId: users.id },
    ],
  });
});

const panel = (page: Page) => page.getByRole("dialog", { name: /^Edit / });

/** Opens the rules of the collection that the page shows. */
async function openRules(page: Page): Promise<void> {
  const settings = page.getByRole("button", { name: "Collection settings" });
  await settings.first().click();
  await panel(page).getByRole("tab", { name: "Rules" }).click();
}

const ruleField = (within: Page | Locator, rule: string) =>
  within.getByRole("textbox", { name: rule, exact: true });

async function unlock(page: Page, rule: string): Promise<void> {
  await panel(page)
    .getByRole("button", { name: `Unlock “${rule}”` })
    .click();
}

/** Puts a text in place of what is there. */
async function write(page: Page, field: Locator, text: string): Promise<void> {
  await field.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

async function save(page: Page): Promise<void> {
  await panel(page).getByRole("button", { name: "Save", exact: true }).click();
  const changes = page.getByRole("dialog", { name: /Save these changes/ });
  await changes.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("is saved.").waitFor();
}

describe("the rules of a collection", () => {
  test("are written with their mistakes shown while one types", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await openRules(page);
      await unlock(page, "List and search");
      const list = ruleField(panel(page), "List and search");
      await write(page, list, 'titel = "x"');
      await page.getByText("posts has no field “titel”.").waitFor();
      await write(page, list, 'title != ""');
      await page
        .getByText("posts has no field “titel”.")
        .waitFor({ state: "detached" });
      await save(page);
    });
    expect(await client.collections.getOne("posts")).toMatchObject({
      listRule: 'title != ""',
      viewRule: null,
    });
  });

  test("come as presets, of which one is for who a record belongs to", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await openRules(page);
      const choose = async (rule: string, preset: string) => {
        const presets = `Presets for “${rule}”`;
        await panel(page).getByRole("button", { name: presets }).click();
        const menu = page.getByRole("menu", { name: presets });
        await menu.getByRole("menuitem", { name: preset }).click();
      };
      await choose("Update", "Who is in author");
      await choose("Create", "Logged in");
      await choose("Delete", "Everyone");
      await page.getByText("Anyone on the internet can delete").waitFor();
      await choose("Delete", "Superusers only");
      await choose("View", "Everyone");
      await save(page);
    });
    expect(await client.collections.getOne("posts")).toMatchObject({
      viewRule: "",
      createRule: '@request.auth.id != ""',
      updateRule: "author = @request.auth.id",
      deleteRule: null,
    });
  });

  test("get back what they said when they are unlocked, also after the editor was closed", async () => {
    await client.collections.update("posts", { listRule: "author = title" });
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await openRules(page);
      const lock = { name: "Lock “List and search” to superusers" };
      await panel(page).getByRole("button", lock).click();
      await page.getByText("Unlock to get back: author = title").waitFor();
      await save(page);
      await panel(page).waitFor({ state: "detached" });

      await openRules(page);
      await unlock(page, "List and search");
      const list = ruleField(panel(page), "List and search");
      expect(await list.innerText()).toBe("author = title");
      await save(page);
    });
    expect(await client.collections.getOne("posts")).toMatchObject({
      listRule: "author = title",
    });
  });

  test("that the server refuses say so where they are", async () => {
    await visitAdmin(site, "#/collections?collection=users", async (page) => {
      await openRules(page);
      await unlock(page, "Manage accounts");
      await page.getByText("This rule cannot be empty.").waitFor();
      await panel(page).getByRole("tab", { name: "Fields" }).click();
      const saveButton = { name: "Save", exact: true };
      await panel(page).getByRole("button", saveButton).click();

      const refused = ruleField(panel(page), "Manage accounts");
      await refused.waitFor();
      await page.getByText("Must be null or a filter.").waitFor();
      expect(await refused.getAttribute("aria-invalid")).toBe("true");
    });
  });

  test("of a view are two, and those of a system collection are only read", async () => {
    await client.collections.create({
      name: "titles",
      type: "view",
      viewQuery: "select id, title from posts",
    });
    const unlockable = async (name: string) => {
      let count = 0;
      await visitAdmin(
        site,
        `#/collections?collection=${name}`,
        async (page) => {
          await openRules(page);
          await page.getByText("Superusers always may.").waitFor();
          count = await panel(page)
            .getByRole("button", { name: /^Unlock/ })
            .count();
        },
      );
      return count;
    };
    expect(await unlockable("titles")).toBe(2);
    expect(await unlockable("_superusers")).toBe(0);
  });

  test("are explained beside them", async () => {
    await visitAdmin(site, "#/collections?collection=posts", async (page) => {
      await openRules(page);
      await panel(page).getByRole("button", { name: "Syntax" }).click();
      const help = page.getByRole("dialog", { name: "How rules are written" });
      await help.getByText("author = @request.auth.id").waitFor();
      await page.keyboard.press("Escape");
      await help.waitFor({ state: "detached" });
      expect(await panel(page).isVisible()).toBe(true);
    });
  });
});

describe("the overview of all rules", () => {
  const overview = (page: Page) =>
    page.getByRole("dialog", { name: "All rules" });
  const open = (page: Page) =>
    page.getByRole("button", { name: "All rules" }).click();
  const row = (page: Page, name: string) =>
    overview(page).getByRole("rowheader", { name });

  test("finds what everyone may do", async () => {
    await client.collections.update("posts", { deleteRule: "" });
    await client.collections.create({ name: "notes", type: "base" });
    await visitAdmin(site, "#/collections", async (page) => {
      await open(page);
      await row(page, "notes").waitFor();
      await overview(page).getByLabel("Only what everyone may do").check();
      await row(page, "notes").waitFor({ state: "detached" });
      await row(page, "posts").waitFor();
      const alarming = overview(page).getByTitle("Open to everyone without");
      expect(await alarming.first().innerText()).toMatch(
        /^Delete of posts:\s*Everyone$/,
      );

      await overview(page).getByLabel("Only what everyone may do").uncheck();
      await overview(page).getByRole("searchbox").fill("@request.auth");
      await row(page, "posts").waitFor({ state: "detached" });
      await row(page, "users").waitFor();
      await overview(page).getByLabel("System collections").check();
      await row(page, "_externalAuths").waitFor();
    });
  });

  test("changes a rule where it stands, and shows there what the server refuses", async () => {
    await visitAdmin(site, "#/collections", async (page) => {
      await open(page);
      const cell = overview(page).getByRole("button", {
        name: "Create of posts: Superusers only",
      });
      await cell.click();
      await page.keyboard.press("Enter");
      const field = ruleField(overview(page), "Create");
      await write(page, field, "nothing = 1");
      const saveRule = { name: "Save the rule" };
      await overview(page).getByRole("button", saveRule).click();
      await overview(page)
        .getByText(/Invalid rule/)
        .waitFor();

      await write(page, field, 'title = "draft"');
      await overview(page).getByRole("button", saveRule).click();
      await page.getByText("The rule is saved.").waitFor();
      await overview(page)
        .getByRole("button", { name: 'Create of posts: title = "draft"' })
        .waitFor();
    });
    expect(await client.collections.getOne("posts")).toMatchObject({
      createRule: 'title = "draft"',
    });
  });

  test("asks before a rule that is being changed is lost", async () => {
    await visitAdmin(site, "#/collections", async (page) => {
      await open(page);
      await overview(page)
        .getByRole("button", { name: "View of posts: Superusers only" })
        .click();
      await overview(page)
        .getByRole("button", { name: "Unlock “View”" })
        .click();
      await overview(page).getByRole("button", { name: "Close" }).click();
      const question = page.getByRole("alertdialog");
      await question.getByRole("button", { name: "Cancel" }).click();
      await ruleField(overview(page), "View").waitFor();
    });
  });
});
