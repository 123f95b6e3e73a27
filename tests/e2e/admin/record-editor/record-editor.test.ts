import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { accessibilityProblems } from "../accessibility.ts";
import { visitAdmin } from "../open-admin.ts";
import { openEditedSite, picture } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

test("a record is deleted after a question", async () => {
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Delete" })
      .click();
    await page.getByText("Record deleted").waitFor();
  });
  expect(editing.stored(record.id)).rejects.toThrow();
});

test("a record of a view is only shown", async () => {
  const record = await editing.post();
  await editing.client.collections.create({
    name: "titles",
    type: "view",
    viewQuery: "select id, title, tags, files from posts",
  });
  const address = `#/collections?collection=titles&record=${record.id}`;
  await visitAdmin(editing.site, address, async (page) => {
    const panel = page.getByRole("dialog", { name: "Record" });
    await panel.getByText("First").waitFor();
    expect(await panel.getByRole("textbox").count()).toBe(0);
  });
});

test.each(["light", "dark"] as const)(
  "the %s editor is accessible, and fits on a phone",
  async (colorScheme) => {
    const tag = await editing.client.collection("tags").create({ name: "Tea" });
    const record = await editing.post({
      tags: [tag.id],
      body: "<p>a</p>",
      files: [new File([picture], "dot.png")],
    });
    await editing.edit(record, async (page, editor) => {
      await page.emulateMedia({ colorScheme });
      await editor.getByRole("textbox", { name: "body" }).waitFor();
      await editor.getByRole("button", { name: "Show the map" }).click();
      await editor.getByRole("button", { name: /^Pin at/ }).waitFor();
      await page.setViewportSize({ width: 320, height: 800 });
      expect(
        await page.evaluate(
          "[...document.querySelectorAll('[role=dialog], html')].filter((one) => one.scrollWidth > 320).length",
        ),
      ).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
    });
  },
);
