import type { Page } from "playwright-core";

/** A field by its whole label. */
export const field = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true });

/** A button by its whole name. */
export const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });

/** Opens sections of the page's accordion. */
export async function openSections(
  page: Page,
  ...sections: string[]
): Promise<void> {
  for (const name of sections) {
    await page.getByRole("button", { name }).click();
  }
}

/** Chooses an option of a field. */
export async function choose(
  page: Page,
  label: string,
  option: string | RegExp,
): Promise<void> {
  await field(page, label).click();
  await page.getByRole("option", { name: option }).click();
}

/** Saves the page, and waits until that is done. */
export async function save(page: Page): Promise<void> {
  await button(page, "Save").click();
  await page.getByText("The settings are saved.").waitFor();
}
