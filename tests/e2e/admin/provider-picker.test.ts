import { test } from "bun:test";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);

test("OIDC is found by what it stands for, and is not complete without its addresses", async () => {
  await visitAdmin(site, "#/collections?collection=users", async (page) => {
    const settings = page.getByRole("button", { name: "Collection settings" });
    await settings.first().click();
    const panel = page.getByRole("dialog", { name: /^Edit / });
    await panel.getByRole("tab", { name: "Options" }).click();
    await panel.getByRole("button", { name: /^OAuth2/ }).click();
    const add = { name: "Add a provider" };
    await panel.getByRole("button", add).click();
    const picker = page.getByRole("dialog", add);
    await picker.getByRole("searchbox").fill("openid con");
    await picker.getByRole("button", { name: /OIDC/ }).first().click();

    await panel.getByLabel("Client ID", { exact: true }).fill("id");
    await panel.getByLabel("Client secret", { exact: true }).fill("secret");
    const warning = panel.getByText("Not complete");
    await warning.waitFor();
    for (const url of ["auth URL", "token URL", "user info URL"]) {
      await warning.waitFor();
      await panel
        .getByLabel(new RegExp(url))
        .fill("https://login.example.com/at");
    }
    await warning.waitFor({ state: "detached" });
  });
});
