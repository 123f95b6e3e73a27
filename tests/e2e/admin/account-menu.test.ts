import { test } from "bun:test";
import { version } from "../../../package.json";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);

test("the account's menu says which version this is, and copies it", async () => {
  await visitAdmin(site, "#/settings", async (page) => {
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: `Hutch ${version}` }).click();
    await page.getByText("Copied").waitFor();
  });
});
