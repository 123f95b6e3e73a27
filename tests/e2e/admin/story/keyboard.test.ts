import { beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { openPage } from "../../browser.ts";
import { openForTests } from "../../open-for-tests.ts";
import { superuser } from "../open-admin.ts";
import { openStory } from "./open-story.ts";

const story = openForTests(openStory);
beforeAll(async () => {
  await story.client.collections.create({
    name: "posts",
    type: "base",
    fields: [{ name: "title", type: "text" }],
  });
});

/** Presses a key until the focus is there. */
async function reach(page: Page, target: Locator, key = "Tab"): Promise<void> {
  await target.waitFor();
  const focused = target.and(page.locator(":focus"));
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused.count()) > 0) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(target)}`);
}

test("one logs in, finds a record, changes it and is back in the table, all by keyboard", async () => {
  const { id } = await story.client
    .collection("posts")
    .create({ title: "Written by mouse" });
  await using watched = await openPage(story.url);
  const { page, complaints } = watched;
  const { keyboard } = page;
  await page.goto(`${story.url}/_/`);
  await page.getByLabel("Email address").and(page.locator(":focus")).waitFor();
  await keyboard.type(superuser.email);
  await keyboard.press("Tab");
  await keyboard.type(superuser.password);
  await keyboard.press("Enter");

  const search = page.getByRole("searchbox", { name: "Search collections" });
  await reach(page, search);
  await keyboard.type("posts");
  await keyboard.press("Enter");
  await page.waitForURL(/collection=posts/);

  await reach(page, page.getByRole("grid"));
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  const editor = page.getByRole("dialog", { name: "Edit record" });
  const title = editor.getByLabel("title");
  await reach(page, title);
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("Written by keyboard");
  await keyboard.press("ControlOrMeta+s");
  await page.getByText("Record saved").last().waitFor();
  await keyboard.press("Escape");
  await editor.waitFor({ state: "detached" });
  await page.getByRole("row", { name: /Written by keyboard/ }).waitFor();
  await page.getByRole("grid").and(page.locator(":focus")).waitFor();

  await keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Search and commands" }).waitFor();
  await keyboard.type("backups");
  await keyboard.press("Enter");
  await page.getByRole("heading", { name: "Backups", exact: true }).waitFor();

  expect(complaints).toEqual([]);
  const { title: stored } = await story.client.collection("posts").getOne(id);
  expect(stored).toBe("Written by keyboard");
});
