import { beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { panel } from "./collection-panel.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
beforeAll(async () => {
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

const links = (page: Page) =>
  page.getByRole("navigation", { name: "Collections" }).getByRole("link");

describe("the sidebar", () => {
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
