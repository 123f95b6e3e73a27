import type { Locator, Page } from "playwright-core";

/** A page of the admin to be pictured. */
export interface PicturedPage {
  readonly name: string;
  readonly hash: string;
  /** Whether nobody is logged in. */
  readonly asGuest?: boolean;
  /** What is done before the picture. */
  readonly act?: (page: Page) => Promise<void>;
}

export const posts = "#/collections?collection=posts";
export const users = "#/collections?collection=users";

export const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole("button", { name, exact: true }).first();

/** A press on a button, which opens a dialog, a panel or the like. */
export const press = (name: string) => async (page: Page) => {
  await button(page, name).click();
  await page.getByRole("dialog").first().waitFor();
};

export const choose = (page: Page, name: string | RegExp) =>
  page.getByRole("menuitem", { name }).click();
