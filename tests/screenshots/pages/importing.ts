import type { Locator, Page } from "playwright-core";
import { button, choose, type PicturedPage } from "./pictured-page.ts";

const sections = "#/collections?collection=sections";

const rows = [
  "name,colour",
  "Meadow,#6a8f3c",
  "Pond,blue",
  "Orchard,#a83c3c",
].join("\n");

export const importing: readonly PicturedPage[] = [
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
