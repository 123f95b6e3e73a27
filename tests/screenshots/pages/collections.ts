import type { Locator, Page } from "playwright-core";
import {
  button,
  choose,
  type PicturedPage,
  posts,
  press,
  users,
} from "./pictured-page.ts";

/** Opens the editor of the collection that the page shows, at one of its tabs. */
const editing =
  (tab: string, act?: (panel: Locator, page: Page) => Promise<void>) =>
  async (page: Page) => {
    await button(page, "Collection settings").click();
    const panel = page.getByRole("dialog", { name: /^Edit / });
    await panel.getByRole("tab", { name: tab }).click();
    await act?.(panel, page);
  };

export const collectionEditor: readonly PicturedPage[] = [
  { name: "collection-new", hash: posts, act: press("New collection") },
  { name: "collection-fields", hash: posts, act: editing("Fields") },
  {
    name: "collection-field-options",
    hash: posts,
    act: editing("Fields", async (panel) => {
      await button(panel, "Options of status").click();
    }),
  },
  {
    name: "collection-field-types",
    hash: posts,
    act: editing("Fields", async (panel) => {
      await button(panel, "New field").click();
    }),
  },
  {
    name: "collection-index",
    hash: posts,
    act: editing("Fields", async (panel) => {
      await button(panel, "New index").click();
    }),
  },
  { name: "collection-rules", hash: posts, act: editing("Rules") },
  {
    name: "collection-syntax",
    hash: posts,
    act: editing("Rules", async (panel) => {
      await button(panel, "Syntax").click();
    }),
  },
  { name: "collection-options", hash: users, act: editing("Options") },
  {
    name: "collection-provider",
    hash: users,
    act: editing("Options", async (panel, page) => {
      await panel.getByRole("button", { name: "OAuth2" }).first().click();
      await button(panel, "Add a provider").click();
      const picker = page.getByRole("dialog", { name: "Add a provider" });
      await picker.getByRole("button", { name: "Google" }).first().click();
    }),
  },
  {
    name: "collection-providers",
    hash: users,
    act: editing("Options", async (panel, page) => {
      await panel.getByRole("button", { name: "OAuth2" }).first().click();
      await button(panel, "Add a provider").click();
      await page.getByRole("dialog", { name: "Add a provider" }).waitFor();
    }),
  },
  {
    name: "collection-mail",
    hash: users,
    act: editing("Options", async (panel) => {
      await panel.getByRole("button", { name: "Verification" }).first().click();
      await panel.getByText("Placeholders").first().scrollIntoViewIfNeeded();
    }),
  },
  {
    name: "collection-query",
    hash: "#/collections?collection=posts_by_section",
    act: editing("Query", async (panel) => {
      await panel.getByText("First records").waitFor();
    }),
  },
  {
    name: "collection-changes",
    hash: posts,
    act: editing("Fields", async (panel, page) => {
      await panel.locator('input[value="title"]').fill("headline");
      await button(panel, "More for minutes").click();
      await choose(page, "Remove");
      await button(panel, "Save").click();
      await page.getByRole("dialog", { name: /Save these changes/ }).waitFor();
    }),
  },
  {
    name: "collection-delete",
    hash: posts,
    act: editing("Fields", async (panel, page) => {
      await button(panel, "More").click();
      await choose(page, "Delete the collection");
      await page.getByRole("alertdialog").waitFor();
    }),
  },
  { name: "rules-overview", hash: posts, act: press("All rules") },
  { name: "picture", hash: posts, act: press("Picture of all collections") },
  { name: "api-preview", hash: posts, act: press("API preview") },
  {
    name: "api-preview-login",
    hash: users,
    act: (page) => openChapter(page, "With a password"),
  },
];

/** Opens a chapter of the API preview, which a phone offers in a field. */
async function openChapter(page: Page, name: string): Promise<void> {
  await button(page, "API preview").click();
  const panel = page.getByRole("dialog", { name: /^API of/ });
  const choice = panel.getByRole("combobox", { name: "Show" });
  await choice.or(button(panel, name)).first().waitFor();
  if (await choice.isVisible()) {
    await choice.click();
    await page.getByRole("option", { name, exact: true }).click();
  } else {
    await button(panel, name).click();
  }
}
