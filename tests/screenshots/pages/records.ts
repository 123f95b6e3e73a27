import {
  button,
  choose,
  type PicturedPage,
  posts,
  press,
  users,
} from "./pictured-page.ts";

export const records: readonly PicturedPage[] = [
  { name: "records", hash: posts },
  {
    name: "records-selected",
    hash: posts,
    act: async (page) => {
      const boxes = page.getByRole("gridcell").getByRole("checkbox");
      for (const row of [0, 1, 2]) {
        await boxes.nth(row).click({ force: true });
      }
    },
  },
  {
    name: "records-filter",
    hash: `${posts}&filter=${encodeURIComponent('status = "published" && minutes > 5')}`,
    act: async (page) => {
      const bar = page.getByRole("search").locator(".cm-content");
      await bar.press("End");
      await page.keyboard.type(" && author.");
      await page.getByRole("option").first().waitFor();
    },
  },
  {
    name: "records-nothing",
    hash: `${posts}&filter=${encodeURIComponent("nowhere")}`,
  },
  { name: "records-columns", hash: posts, act: press("Columns") },
  { name: "records-users", hash: users },
  {
    name: "records-remove",
    hash: posts,
    act: async (page) => {
      await button(page, /^Actions for/).click();
      await choose(page, "Delete");
    },
  },
];
