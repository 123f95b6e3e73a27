import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
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
      { name: "pages", type: "number" },
    ],
  });
});

async function undoItem(page: Page) {
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "More", exact: true })
    .click();
  return page.getByRole("menuitem", { name: "Undo all changes" });
}

test("all changes to a collection are undone, also those that the server refused", async () => {
  await visitAdmin(site, "#/collections?collection=posts", async (page) => {
    await page
      .getByRole("button", { name: "Collection settings" })
      .first()
      .click();
    const panel = page.getByRole("dialog");
    const name = panel.getByLabel("Name", { exact: true });
    const title = panel.getByLabel("Name of the Text field").last();
    await name.waitFor();
    const item = await undoItem(page);
    expect(await item.getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Escape");

    await name.fill("users");
    await title.fill("headline");
    await page.keyboard.press("Control+s");
    const taken = panel.getByText("Another collection has this name.");
    await taken.waitFor();
    await (await undoItem(page)).click();
    const question = page.getByRole("alertdialog", {
      name: "Undo all changes?",
    });
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    expect(await title.inputValue()).toBe("headline");
    await (await undoItem(page)).click();
    await question.getByRole("button", { name: "Undo all" }).click();
    await taken.waitFor({ state: "detached" });
    expect(await name.inputValue()).toBe("posts");
    expect(await title.inputValue()).toBe("title");

    // Nothing is left that one would be asked about.
    await panel.getByRole("button", { name: "Cancel" }).click();
    await panel.waitFor({ state: "detached" });
  });
  const { fields } = await client.collections.getOne("posts");
  expect(fields.map((field) => field.name)).toEqual(["id", "title", "pages"]);
});
