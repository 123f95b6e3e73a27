import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
beforeAll(async () => {
  await client.collections.create({ name: "posts", type: "base" });
});

test.each([
  ["the middle button", { button: "middle" }],
  ["Control and a click", { modifiers: ["Control"] }],
] as const)(
  "an earlier search is opened in a tab of its own by %s",
  async (_how, press) => {
    await visitAdmin(
      site,
      "#/collections?collection=posts&sort=-id",
      async (page: Page) => {
        const bar = page.getByRole("search").getByRole("textbox");
        await bar.fill("a & b");
        await bar.press("Enter");
        await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
        await page.getByRole("button", { name: "Clear the search" }).click();
        await page.getByRole("button", { name: "Earlier searches" }).click();
        const tab = page.context().waitForEvent("page");
        const here = page.url();
        await page.getByRole("button", { name: "a & b", exact: true }).click({
          ...press,
          modifiers: "modifiers" in press ? [...press.modifiers] : [],
        });
        const other = await tab;
        await other.waitForURL(/#\/collections\?/);
        const [, search = ""] = other.url().split("#/collections?");
        expect(Object.fromEntries(new URLSearchParams(search))).toEqual({
          collection: "posts",
          sort: "-id",
          filter: "a & b",
        });
        expect(page.url()).toBe(here);
      },
    );
  },
);
