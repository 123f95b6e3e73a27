import {
  button,
  choose,
  type PicturedPage,
  posts,
  press,
} from "./pictured-page.ts";

export const settings: readonly PicturedPage[] = [
  { name: "settings", hash: "#/settings" },
  {
    name: "settings-rate-limits",
    hash: "#/settings",
    act: async (page) => {
      await page.getByRole("button", { name: "Rate limits" }).click();
      await page.getByText("Addresses without limits").first().waitFor();
    },
  },
  { name: "settings-mail", hash: "#/settings/mail" },
  { name: "settings-storage", hash: "#/settings/storage" },
  { name: "settings-backups", hash: "#/settings/backups" },
  {
    name: "settings-new-backup",
    hash: "#/settings/backups",
    act: press("New backup"),
  },
  { name: "settings-crons", hash: "#/settings/crons" },
  {
    name: "settings-sql",
    hash: "#/settings/sql",
    act: async (page) => {
      await page.getByRole("textbox", { name: "SQL" }).click();
      await page.keyboard.insertText(
        "select status, count(*) as posts, avg(minutes) as minutes\nfrom posts\ngroup by status\norder by posts desc",
      );
      await page.keyboard.press("ControlOrMeta+Enter");
      await page.getByText(/^3 rows/).waitFor();
    },
  },
  {
    name: "settings-export",
    hash: "#/settings/export-collections",
    act: async (page) => {
      await page.getByLabel("All", { exact: true }).uncheck();
      await page.getByLabel("sections", { exact: true }).check();
    },
  },
  {
    name: "settings-import",
    hash: "#/settings/import-collections",
    act: async (page) => {
      await page.locator("input[type=file]").setInputFiles({
        name: "collections.json",
        mimeType: "application/json",
        buffer: Buffer.from(
          JSON.stringify([
            {
              name: "letters",
              type: "base",
              fields: [{ name: "subject", type: "text" }],
            },
          ]),
        ),
      });
      await button(page, "Review and import").waitFor();
    },
  },
  {
    name: "commands",
    hash: posts,
    act: press("Search and commands"),
  },
  {
    name: "shortcuts",
    hash: posts,
    act: async (page) => {
      await button(page, "Account").click();
      await choose(page, "Keyboard shortcuts");
    },
  },
];
