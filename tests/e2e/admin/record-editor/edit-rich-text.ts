import type { Locator, Page } from "playwright-core";
import type { RecordModel } from "pocketbase";
import { type EditedSite, field, save } from "./edited-site.ts";

/** What the editor of a rich text has. */
export interface RichText {
  readonly page: Page;
  readonly text: Locator;
  readonly tool: (name: string) => Locator;
}

/** Edits a post's text and saves it. Returns what is stored then. */
export async function editRichText(
  editing: EditedSite,
  body: string,
  edit: (rich: RichText) => Promise<void>,
): Promise<unknown> {
  const record: RecordModel = await editing.post({ body });
  await editing.edit(record, async (page, editor) => {
    const text = editor.getByRole("textbox", { name: "body", exact: true });
    const tool = (name: string) =>
      field(editor, "body").getByRole("button", { name, exact: true });
    await text.waitFor();
    await edit({ page, text, tool });
    await save(page);
  });
  return (await editing.stored(record.id))["body"];
}

/** Pastes as the browser does it, without its clipboard. */
export function paste(into: Locator, html: string, plain = ""): Promise<void> {
  return into.evaluate(
    (element, [rich, text]) => {
      const clipboardData = new DataTransfer();
      if (rich !== "") clipboardData.setData("text/html", rich);
      clipboardData.setData("text/plain", text);
      element.dispatchEvent(
        new ClipboardEvent("paste", {
          clipboardData,
          bubbles: true,
          cancelable: true,
        }),
      );
    },
    [html, plain] as const,
  );
}

/** Chooses in a menu of the toolbar. */
export async function chooseInMenu(
  { page, text, tool }: RichText,
  menu: string,
  item: string,
): Promise<void> {
  await tool(menu).click();
  await page.getByRole("menuitemcheckbox", { name: item, exact: true }).click();
  await page.getByRole("menu").waitFor({ state: "hidden" });
  await text.and(page.locator(":focus")).waitFor();
}

/** Selects all of a text. */
export async function selectAll({ page, text }: RichText): Promise<void> {
  await text.click();
  await page.keyboard.press("ControlOrMeta+a");
}

/** How something in the text looks. */
export const look = ({ text }: RichText, selector: string, property: string) =>
  text
    .locator(selector)
    .first()
    .evaluate(
      (element, name) => getComputedStyle(element).getPropertyValue(name),
      property,
    );
