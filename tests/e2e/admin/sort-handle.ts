import type { Locator, Page } from "playwright-core";

/** What something is moved by, once it can be: what orders lists is loaded after them. */
export function sortHandle(page: Page, name: string): Locator {
  return page
    .getByRole("button", { name: `Move ${name}`, exact: true })
    .and(page.locator("[aria-describedby]"));
}
