import { beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { accessibilityProblems } from "./accessibility.ts";
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
      { name: "views", type: "number" },
    ],
  });
  await client.collection("posts").create({ title: "one", views: 1 });
});

const address = "#/settings/sql";

async function write(page: Page, sql: string): Promise<void> {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+A");
  // At once: closing brackets and completions are for people.
  await page.keyboard.insertText(sql);
}

async function run(page: Page, sql: string): Promise<void> {
  await write(page, sql);
  await page.keyboard.press("Control+Enter");
}

const cell = (page: Page, value: string) =>
  page.getByRole("gridcell", { name: value, exact: true });

describe("the SQL console", () => {
  test("shows rows, nothing as NULL, and a value in full", async () => {
    await visitAdmin(site, address, async (page) => {
      await run(
        page,
        `select title, null as none, '' as blank, '{"a":[1]}' as data from posts`,
      );
      await page.getByText("1 row", { exact: true }).waitFor();
      await cell(page, "one").waitFor();
      await cell(page, "NULL").waitFor();
      await cell(page, "empty text").waitFor();

      await page.getByRole("grid").focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: "data, row 1" });
      await dialog.getByText('"a": [').waitFor();
    });
  });

  test("completes tables and columns", async () => {
    await visitAdmin(site, address, async (page) => {
      await page.locator(".cm-content").click();
      await page.keyboard.type("select * from po");
      await page.getByRole("option", { name: "posts" }).waitFor();
    });
  });

  test("asks before it writes, and says how many rows it has written", async () => {
    await visitAdmin(site, address, async (page) => {
      await run(page, "update posts set views = 5");
      const question = page.getByRole("alertdialog");
      await question.getByText("update posts set views = 5").waitFor();
      await question.getByRole("button", { name: "Cancel" }).click();
      await question.waitFor({ state: "hidden" });
      expect(await viewsOfOne()).toBe(1);

      await page.getByRole("button", { name: "Run", exact: true }).click();
      await question.getByRole("button", { name: "Run it" }).click();
      await page.getByText("1 row written", { exact: true }).waitFor();
      expect(await viewsOfOne()).toBe(5);
    });
  });

  test("says where a query is wrong", async () => {
    await visitAdmin(site, address, async (page) => {
      await run(page, "select title\nfrom pots");
      await page
        .getByText(/^Line 2, column 6: .*no such table: pots/)
        .waitFor();
    });
  });

  test("marks what is wrong until the query is another one", async () => {
    await visitAdmin(site, address, async (page) => {
      await run(page, "\n-- of pots\nselect title from pots");
      await page.getByText(/^Line 3, column 19: /).waitFor();
      const mark = page.locator(".cm-lintRange-error");
      expect(await mark.allTextContents()).toEqual(["pots"]);
      expect(await mark.getAttribute("title")).toContain("no such table");
      await page.keyboard.press("End");
      await page.keyboard.type(" ");
      await mark.waitFor({ state: "detached" });
    });
  });

  test("stops a query that takes too long", async () => {
    await visitAdmin(site, address, async (page) => {
      await run(
        page,
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
      );
      await page.getByRole("button", { name: "Stop" }).click();
      await page.getByText("Stopped. Nothing was written.").waitFor();
    });
  });

  test("remembers what was run, to search, to run again and to forget", async () => {
    await visitAdmin(site, address, async (page) => {
      await run(page, "select 'first' as a");
      await cell(page, "first").waitFor();
      await run(page, "select 'second' as a");
      await cell(page, "second").waitFor();
      await page.reload();

      const open = () =>
        page.getByRole("button", { name: "Earlier statements" }).click();
      await open();
      await page.getByRole("searchbox").fill("FIRST");
      await page.getByRole("button", { name: "select 'first' as a" }).click();
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await cell(page, "first").waitFor();

      await open();
      const forget = page.getByRole("button", {
        name: "Forget this statement",
      });
      await forget.first().click();
      expect(await forget.count()).toBe(1);
    });
  });

  test("gives its result as CSV", async () => {
    await visitAdmin(site, address, async (page) => {
      await run(page, `select 'a "b"' as quoted, null as none`);
      await page.getByRole("button", { name: "Download" }).click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: /CSV/ }).click(),
      ]);
      const content = await Bun.file(await file.path()).text();
      expect(content).toBe('quoted,none\r\n"a ""b""",\r\n');
    });
  });

  test.each(["light", "dark"] as const)(
    "has nothing against it in the eyes of axe: %s",
    async (theme) => {
      await visitAdmin(site, address, async (page) => {
        await page.emulateMedia({ colorScheme: theme });
        await run(page, "select * from posts");
        await cell(page, "one").waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    },
  );
});

async function viewsOfOne(): Promise<unknown> {
  const [record] = await client.collection("posts").getFullList();
  return record?.["views"];
}
