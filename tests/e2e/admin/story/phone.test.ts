import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { openStory } from "./open-story.ts";

const story = openForTests(openStory);
beforeAll(async () => {
  await story.client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      ...["one", "two", "three", "four", "five", "six"].map((name) => ({
        name: `a_longer_name_for_column_${name}`,
        type: "text",
      })),
      { name: "body", type: "editor" },
      { name: "place", type: "geoPoint" },
    ],
  });
});

async function fits(page: Page, where: string): Promise<void> {
  const { width, room } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    room: window.innerWidth,
  }));
  expect([where, width]).toEqual([where, room]);
}

test("on a phone one gets everywhere, edits a record, and nothing but tables scrolls sideways", async () => {
  const { id } = await story.client
    .collection("posts")
    .create({ title: "Written at a desk" });
  await story.visit("#/collections?collection=users", async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const collection = page.getByRole("combobox", { name: "Collection" });
    await collection.click();
    await page.getByRole("option", { name: "posts" }).click();
    const row = page.getByRole("row", { name: /Written at a desk/ });
    await row.waitFor();
    await fits(page, "the table");

    await row.click();
    const editor = page.getByRole("dialog", { name: "Edit record" });
    await editor.getByLabel("title").fill("Written on the way");
    await fits(page, "the record");
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Record saved").last().waitFor();
    await page.getByRole("row", { name: /Written on the way/ }).waitFor();

    await page
      .getByRole("button", { name: "Collection settings" })
      .first()
      .click();
    const settings = page.getByRole("dialog", { name: "Edit posts" });
    for (const tab of ["Fields", "Rules"]) {
      await settings.getByRole("tab", { name: tab }).click();
      await fits(page, `the collection's ${tab}`);
    }
    await page.keyboard.press("Escape");

    await page.getByRole("link", { name: "Logs", exact: true }).click();
    await page.getByRole("heading", { name: "Logs", exact: true }).waitFor();
    await fits(page, "the logs");
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    for (const place of ["Mail", "Backups", "SQL console"]) {
      await page
        .getByRole("combobox", { name: "Page of the settings" })
        .click();
      await page.getByRole("option", { name: place, exact: true }).click();
      await page.getByRole("heading", { name: place, exact: true }).waitFor();
      await fits(page, place);
    }
  });
  const { title } = await story.client.collection("posts").getOne(id);
  expect(title).toBe("Written on the way");
});
