import type { Page } from "playwright-core";

/** The lowest panel; toasts are dialogs, too. */
export const panel = (page: Page) =>
  page
    .getByRole("dialog")
    .filter({ has: page.getByRole("tab") })
    .first();

/** The page's own way to the editor is in the records' header: a link of the list and then its button. */
export async function editCollection(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: "Collection settings" })
    .first()
    .click();
  await panel(page).getByRole("tab", { name: "Fields" }).waitFor();
}
