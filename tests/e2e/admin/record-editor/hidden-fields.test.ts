import { beforeAll, expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { field, openEditedSite } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeAll(async () => {
  const { collections } = editing.client;
  const { fields } = await collections.getOne("posts");
  const hidden = new Set(["title", "kind", "body", "due"]);
  await collections.update("posts", {
    fields: [
      ...fields.map((one) => ({ ...one, hidden: hidden.has(one.name) })),
      { name: "secretFlag", type: "bool", hidden: true },
    ],
  });
});

/** Whether what a control is in is blurred, itself or a part around it. */
const isBlurred = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      if (getComputedStyle(at).filter !== "none") return true;
    }
    return false;
  });

test("hidden values are blurred until one points at them or edits them, and are read out as ever", async () => {
  const record = await editing.post({
    views: 3,
    kind: "news",
    body: "<p>a</p>",
  });
  await editing.edit(record, async (page, editor) => {
    const title = editor.getByRole("textbox", { name: "title" });
    const views = editor.getByRole("textbox", { name: "views" });
    const kind = editor.getByRole("combobox", { name: "kind" });
    const body = editor.getByRole("textbox", { name: "body", exact: true });
    const flag = editor.getByRole("switch", { name: "secretFlag" });
    await body.waitFor();
    await views.focus();
    await views.hover();
    for (const hidden of [title, kind, body, flag]) {
      expect(await isBlurred(hidden)).toBe(true);
    }
    expect(await isBlurred(views)).toBe(false);
    // There is nothing to hide.
    const due = editor.getByRole("textbox", { name: "due" });
    expect(await isBlurred(due)).toBe(false);
    const label = field(editor, "title").getByText("title", { exact: true });
    expect(await isBlurred(label)).toBe(false);
    expect(await isBlurred(field(editor, "title").getByText("Hidden"))).toBe(
      false,
    );
    expect(await title.inputValue()).toBe("First");

    await title.focus();
    expect(await isBlurred(title)).toBe(false);
    await views.focus();
    expect(await isBlurred(title)).toBe(true);
    await title.hover();
    expect(await isBlurred(title)).toBe(false);

    // The options take the focus, and what is chosen is still to be seen.
    await kind.press("Enter");
    await page.getByRole("option", { name: "story" }).waitFor();
    await page.mouse.move(0, 0);
    expect(await isBlurred(kind)).toBe(false);
  });
});
