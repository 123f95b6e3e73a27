import { beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

beforeAll(async () => {
  for (const name of ["notes", "posts"]) {
    await client.collections.create({
      name,
      type: "base",
      fields: [{ name: "title", type: "text" }],
      listRule: "",
    });
  }
});

const overview = (page: Page) =>
  page.getByRole("dialog", { name: "All rules" });

/** Opens the rules of all collections. */
async function visitOverview(
  look: (page: Page) => Promise<void>,
): Promise<void> {
  await visitAdmin(site, "#/collections", async (page) => {
    await page.getByRole("button", { name: "All rules" }).click();
    await overview(page).getByRole("rowheader", { name: "posts" }).waitFor();
    await look(page);
  });
}

const cell = (page: Page, name: string) =>
  overview(page).getByRole("button", { name });

describe("Escape in a rule that is being changed", () => {
  const editor = (page: Page) =>
    overview(page).getByRole("heading", { name: /List and search of posts/ });

  test("closes the rule first, and the overview then", async () => {
    await visitOverview(async (page) => {
      const listRule = cell(page, "List and search of posts: Everyone");
      await listRule.click();
      await editor(page).waitFor();
      await page.keyboard.press("Escape");
      await editor(page).waitFor({ state: "detached" });
      await listRule.and(page.locator(":focus")).waitFor();
      await page.keyboard.press("Escape");
      await overview(page).waitFor({ state: "detached" });
    });
  });

  test("asks before what was written is lost, and is also for its menu", async () => {
    await visitOverview(async (page) => {
      await cell(page, "List and search of posts: Everyone").click();
      await overview(page)
        .getByRole("textbox", { name: "List and search" })
        .and(page.locator(":focus"))
        .waitFor();
      await page.keyboard.insertText("title = 1");
      const presets = { name: "Presets for “List and search”" };
      await overview(page).getByRole("button", presets).click();
      await page.getByRole("menu").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "detached" });
      await editor(page).waitFor();
      await page.keyboard.press("Escape");
      const question = page.getByRole("alertdialog");
      await question.getByRole("button", { name: "Cancel" }).click();
      await overview(page).locator(":focus").waitFor();
      await page.keyboard.press("Escape");
      await question.getByRole("button", { name: "Leave" }).click();
      await editor(page).waitFor({ state: "detached" });
      await overview(page).waitFor();
    });
  });
});

test("the rules of system collections, which open nothing, are shown whole", async () => {
  await visitOverview(async (page) => {
    await overview(page).getByLabel("System collections").check();
    const rules = overview(page)
      .getByRole("row", { name: /^_externalAuths/ })
      .locator("code");
    await rules.first().waitFor();
    const hidden = await rules.evaluateAll((codes) =>
      codes.filter((code) => code.scrollHeight > code.clientHeight),
    );
    expect(hidden).toBeEmpty();
  });
});

test("a rule that has the focus is not below what stays in place, at 400 %", async () => {
  await visitOverview(async (page) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await cell(page, "Delete of posts").focus();
    for (let back = 0; back < 4; back += 1) {
      await page.keyboard.press("Shift+Tab");
      const [isSeen, name] = await page.evaluate(() => {
        const focused = document.activeElement;
        const { left, top } = focused?.getBoundingClientRect() ?? new DOMRect();
        const seen = document.elementFromPoint(left + 4, top + 4);
        return [focused?.contains(seen) === true, focused?.textContent];
      });
      expect({ name, isSeen }).toEqual({ name, isSeen: true });
    }
  });
});
