import { expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { openSite } from "../../site.ts";
import { logInForTests } from "../log-in-for-tests.ts";
import { visitAs } from "../open-admin.ts";
import { button, field, openSections } from "./settings-form.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

test("nobody leaves a page with changes by accident, and all pages are reached", async () => {
  await visitAs(client, "#/settings", async (page) => {
    const go = (name: string) =>
      page.getByRole("navigation").getByRole("link", { name, exact: true });
    await field(page, "App name").fill("Not kept");
    await go("Mail").click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Cancel" })
      .click();
    expect(await field(page, "App name").inputValue()).toBe("Not kept");
    await button(page, "Reset").click();
    for (const [link, heading] of [
      ["Mail", "Mail"],
      ["File storage", "File storage"],
      ["Backups", "Backups"],
      ["Scheduled jobs", "Scheduled jobs"],
      ["Export", "Export collections"],
      ["Import", "Import collections"],
      ["Application", "Application"],
    ] as const) {
      await go(link).click();
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
    await go("Superusers").click();
    await page.waitForURL(/#\/collections\?collection=_superusers/);
  });
  expect((await client.settings.getAll())["meta"].appName).not.toBe("Not kept");
});

test("on a phone one chooses the page from a list, and nothing is cut off", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openSections(page, "Rate limits", "Trusted proxy");
    for (const name of ["Mail", "Backups", "Import"]) {
      const width = await page.evaluate<number>(
        "content.scrollWidth - content.clientWidth",
      );
      expect(width).toBe(0);
      await field(page, "Page of the settings").click();
      await page.getByRole("option", { name, exact: true }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
    }
  });
});
