import { afterAll, beforeAll, test } from "bun:test";
import { version } from "../../../package.json";
import { closeBrowser } from "../browser.ts";
import { openSite, type Site } from "../site.ts";
import { visitAdmin } from "./open-admin.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await closeBrowser();
  await site[Symbol.asyncDispose]();
});

test("the account's menu says which version this is, and copies it", async () => {
  await visitAdmin(site, "#/settings", async (page) => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: `Hutch ${version}` }).click();
    await page.getByText("Copied").waitFor();
  });
});
