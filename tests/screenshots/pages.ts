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

const button = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole("button", { name, exact: true }).first();

/** A press on a button, which opens a dialog, a panel or the like. */
const press = (name: string) => async (page: Page) => {
  await button(page, name).click();
  await page.getByRole("dialog").first().waitFor();
};

const choose = (page: Page, name: string | RegExp) =>
  page.getByRole("menuitem", { name }).click();

/** Opens the editor of the collection that the page shows, at one of its tabs. */
const editing =
  (tab: string, act?: (panel: Locator, page: Page) => Promise<void>) =>
  async (page: Page) => {
    await button(page, "Collection settings").click();
    const panel = page.getByRole("dialog", { name: /^Edit / });
    await panel.getByRole("tab", { name: tab }).click();
    await act?.(panel, page);
  };

/** Opens a record by what its row says. */
const opening =
  (row: string, act?: (editor: Locator, page: Page) => Promise<void>) =>
  async (page: Page) => {
    await page.getByText(row, { exact: true }).first().click();
    const editor = page.getByRole("dialog", { name: "Edit record" });
    await button(editor, "Save").waitFor();
    await act?.(editor, page);
  };

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

const posts = "#/collections?collection=posts";
const users = "#/collections?collection=users";
const firstPost = "Dandelions are not weeds";

const rows = [
  "name,colour",
  "Meadow,#6a8f3c",
  "Pond,blue",
  "Orchard,#a83c3c",
].join("\n");

const beforeLogin: readonly PicturedPage[] = [
  { name: "login", hash: "#/login", asGuest: true },
  { name: "forgotten", hash: "#/request-password-reset", asGuest: true },
  {
    name: "oauth2-success",
    hash: "#/auth/oauth2-redirect-success",
    asGuest: true,
  },
];

const records: readonly PicturedPage[] = [
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

const recordEditor: readonly PicturedPage[] = [
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

async function openImport(page: Page): Promise<Locator> {
  await button(page, "More").click();
  await choose(page, "Import records");
  return page.getByRole("dialog", { name: "Import records" });
}

async function planImport(page: Page): Promise<Locator> {
  const panel = await openImport(page);
  await panel.locator("input[type=file]").setInputFiles({
    name: "sections.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(rows),
  });
  await button(panel, "Check the file").waitFor();
  return panel;
}

const sections = "#/collections?collection=sections";

const importing: readonly PicturedPage[] = [
  {
    name: "import",
    hash: sections,
    act: async (page) => {
      await openImport(page);
    },
  },
  {
    name: "import-plan",
    hash: sections,
    act: async (page) => {
      await planImport(page);
    },
  },
  {
    name: "import-checked",
    hash: sections,
    act: async (page) => {
      const panel = await planImport(page);
      await button(panel, "Check the file").click();
      await panel.getByText("Some rows are wrong").waitFor();
    },
  },
];

const collectionEditor: readonly PicturedPage[] = [
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

const logs: readonly PicturedPage[] = [
  { name: "logs", hash: "#/logs" },
  {
    name: "log-details",
    hash: "#/logs",
    act: async (page) => {
      await page.getByRole("row").nth(3).click();
      await page.getByRole("dialog", { name: "Log entry" }).waitFor();
    },
  },
  { name: "log-settings", hash: "#/logs", act: press("Log settings") },
];

const settings: readonly PicturedPage[] = [
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

/** Every page, with what can be opened on it. */
export const pages: readonly PicturedPage[] = [
  ...beforeLogin,
  // Before the other pages have filled them with their own requests.
  ...logs,
  ...records,
  ...recordEditor,
  ...importing,
  ...collectionEditor,
  ...settings,
];
