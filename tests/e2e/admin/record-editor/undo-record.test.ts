import { expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { choose, field, openEditedSite } from "./edited-site.ts";

const editing = openForTests(openEditedSite);

async function undoItem(page: Page, editor: Locator): Promise<Locator> {
  await editor.getByRole("button", { name: "More actions" }).click();
  return page.getByRole("menuitem", { name: "Undo all changes" });
}

test("all changes to a record are undone, with what was refused and what was kept of them", async () => {
  const record = await editing.post({ views: 3, body: "<p>Once</p>" });
  await editing.edit(record, async (page, editor) => {
    const title = editor.getByLabel("title");
    const views = editor.getByRole("textbox", { name: "views" });
    const body = editor.getByRole("textbox", { name: "body" });
    const item = await undoItem(page, editor);
    expect(await item.getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("Escape");

    await title.fill("");
    await views.fill("12");
    await body.fill("Twice");
    await choose(field(editor, "files"), "a.txt", "a");
    await page.keyboard.press("Control+s");
    const refusal = field(editor, "title").locator("[aria-invalid=true]");
    await refusal.waitFor();

    await (await undoItem(page, editor)).click();
    const question = page.getByRole("alertdialog", {
      name: "Undo all changes?",
    });
    await question.getByRole("button", { name: "Cancel" }).click();
    await question.waitFor({ state: "detached" });
    expect(await views.inputValue()).toBe("12");
    await (await undoItem(page, editor)).click();
    await question.getByRole("button", { name: "Undo all" }).click();
    await refusal.waitFor({ state: "detached" });
    await body.getByText("Once").waitFor();
    expect(await title.inputValue()).toBe("First");
    expect(await views.inputValue()).toBe("3");
    expect(await editor.getByText("a.txt").count()).toBe(0);
    expect(await editor.getByText("Not saved yet").count()).toBe(0);

    await page.reload();
    await title.waitFor();
    expect(
      await editor.getByText("edits here that were not saved").count(),
    ).toBe(0);
  });
  expect(await editing.stored(record.id)).toMatchObject({ title: "First" });
});
