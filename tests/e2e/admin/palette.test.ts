import { beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

beforeAll(async () => {
  for (const name of ["posts", "comments"]) {
    await client.collections.create({
      name,
      type: "base",
      fields: [{ name: "title", type: "text" }],
    });
  }
});

/** Opens the palette by its keys. */
async function openPalette(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
  await page.keyboard.press("Control+k");
  await palette(page).getByRole("combobox").waitFor();
}

function palette(page: Page) {
  return page.getByRole("dialog", { name: "Search and commands" });
}

/** Types words and takes the first command that is found. */
async function command(page: Page, words: string): Promise<void> {
  await openPalette(page);
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await palette(page).waitFor({ state: "hidden" });
}

describe("the command palette", () => {
  test.each([
    ["comments", /#\/collections\?collection=comments/],
    ["mail", /#\/settings\/mail$/],
    ["backups", /#\/settings\/backups$/],
    ["sql", /#\/settings\/sql$/],
    ["logs", /#\/logs$/],
  ])("leads by “%s”", async (words, address) => {
    await visitAdmin(site, "#/collections?collection=users", async (page) => {
      await command(page, words);
      await page.waitForURL(address);
    });
  });

  test("is there before it is wanted, for what is typed right after its keys", async () => {
    await visitAdmin(site, "#/collections?collection=users", async (page) => {
      await page.waitForResponse(/command-palette/);
      await page.route(/command-palette/, (route) => route.abort());
      await command(page, "backups");
      await page.waitForURL(/#\/settings\/backups$/);
    });
  });

  test("begins a record anywhere, once", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await command(page, "new comments");
      await page.getByRole("dialog", { name: "New record" }).waitFor();
      await page.waitForURL(/#\/collections\?collection=comments$/);
      await page.keyboard.press("Escape");
      await page
        .getByRole("dialog", { name: "New record" })
        .waitFor({ state: "hidden" });
    });
  });

  test("begins a collection anywhere, once", async () => {
    await visitAdmin(site, "#/settings", async (page) => {
      await command(page, "new collection");
      await page.getByRole("dialog", { name: "New collection" }).waitFor();
      expect(page.url()).not.toContain("create=");
    });
  });

  test("offers what was used last first", async () => {
    await visitAdmin(site, "#/collections?collection=users", async (page) => {
      await command(page, "crons");
      await page.waitForURL(/crons$/);
      await command(page, "comments");
      await page.waitForURL(/comments/);
      await openPalette(page);
      const first = await palette(page).getByRole("option").first().innerText();
      expect(first).toBe("comments");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL(/crons$/);
    });
  });

  test("finds a record by its id", async () => {
    const { id } = await client
      .collection("comments")
      .create({ title: "Found me" });
    await visitAdmin(site, "#/logs", async (page) => {
      await command(page, id);
      await page.waitForURL(new RegExp(`collection=comments&record=${id}`));
      await page.getByRole("dialog").getByText("Found me").first().waitFor();
      await page.goto(`${site.url}/_/#/logs`);
      await command(page, "0".repeat(15));
      await page.getByText("No record has this id.").waitFor();
    });
  });

  test("changes the colours, logs out, and says where nothing is found", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await command(page, "dark");
      await page.locator("html[data-theme=dark]").waitFor();
      await openPalette(page);
      await page.keyboard.type("xyzzy");
      await palette(page).getByText("Nothing is called so.").waitFor();
      await page.keyboard.press("Escape");
      await palette(page).waitFor({ state: "hidden" });
      await command(page, "log out");
      await page.getByRole("heading", { name: "Log in" }).waitFor();
    });
  });
});

test("? lists the shortcuts of the page, but not while one writes", async () => {
  await visitAdmin(site, "#/collections?collection=posts", async (page) => {
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await page.getByRole("searchbox", { name: "Search collections" }).focus();
    await page.keyboard.type("?");
    expect(await sheet.count()).toBe(0);
    await page.getByRole("link", { name: "Skip to the content" }).focus();
    await page.keyboard.press("?");
    await sheet.getByText("Search and commands").waitFor();
    expect(await sheet.getByText("Ctrl").count()).toBeGreaterThan(0);
  });
});
