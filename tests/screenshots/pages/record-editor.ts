import type { Locator, Page } from "playwright-core";
import {
  button,
  choose,
  type PicturedPage,
  posts,
  press,
  users,
} from "./pictured-page.ts";

const firstPost = "Dandelions are not weeds";

/** Opens a record by what its row says. */
const opening =
  (row: string, act?: (editor: Locator, page: Page) => Promise<void>) =>
  async (page: Page) => {
    await page.getByText(row, { exact: true }).first().click();
    const editor = page.getByRole("dialog", { name: "Edit record" });
    await button(editor, "Save").waitFor();
    await act?.(editor, page);
  };

export const recordEditor: readonly PicturedPage[] = [
  { name: "record", hash: posts, act: opening(firstPost) },
  {
    name: "record-lower",
    hash: posts,
    act: opening(firstPost, async (editor) => {
      await button(editor, "Show the map").click();
      await editor.getByLabel("source").scrollIntoViewIfNeeded();
    }),
  },
  { name: "record-new", hash: posts, act: press("New record") },
  {
    name: "record-relation",
    hash: posts,
    act: opening(firstPost, async (editor) => {
      await editor.getByRole("button", { name: /^author/ }).click();
    }),
  },
  {
    name: "record-preview",
    hash: posts,
    act: opening(firstPost, async (editor) => {
      await editor.getByRole("button", { name: /^Preview cover/ }).click();
    }),
  },
  { name: "record-account", hash: users, act: opening("Hazel Meadows") },
  {
    name: "record-logins",
    hash: users,
    act: opening("Hazel Meadows", async (editor) => {
      await editor.getByRole("tab", { name: "Logins" }).click();
    }),
  },
  {
    name: "record-impersonate",
    hash: users,
    act: opening("Hazel Meadows", async (editor, page) => {
      await button(editor, "More actions").click();
      await choose(page, "Impersonate");
    }),
  },
  {
    name: "record-of-view",
    hash: "#/collections?collection=posts_by_section",
    act: async (page) => {
      await page.getByText("Garden", { exact: true }).first().click();
      await page.getByRole("dialog", { name: "Record" }).waitFor();
    },
  },
];
