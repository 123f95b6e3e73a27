import { expect, test } from "bun:test";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);

const statusOfRoles = async () => (await fetch(`${site.url}/api/roles`)).status;

test("the API of another system is turned on and off, and says where it is described", async () => {
  await visitAdmin(site, "#/settings", async (page) => {
    await page.getByRole("button", { name: "Other APIs" }).click();
    const choice = page.getByRole("switch", {
      name: "Answer the LibreDMS API",
    });
    await choice.press("Space");
    await page.keyboard.press("Control+s");
    await page.getByText("The settings are saved.").waitFor();
    expect(await statusOfRoles()).toBe(200);

    const link = page.getByRole("link", {
      name: "Read about the LibreDMS API",
    });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe(
      `${site.url}/api/docs/libredms`,
    );

    await choice.click();
    await page.keyboard.press("Control+s");
    await link.waitFor({ state: "detached" });
    expect(await statusOfRoles()).toBe(404);
  });
});

test("what is in its way is said at the switch", async () => {
  await site.app.collections.remove("libredms_documents");
  await site.app.collections.create({
    name: "libredms_documents",
    type: "auth",
  });
  await visitAdmin(site, "#/settings", async (page) => {
    await page.getByRole("button", { name: "Other APIs" }).click();
    await page.getByRole("switch", { name: "Answer the LibreDMS API" }).click();
    await page.keyboard.press("Control+s");
    await page.getByText("libredms_documents is in the way").waitFor();
    expect(await statusOfRoles()).toBe(404);
  });
});

test("its documentation is drawn under a strict policy", async () => {
  await site.app.collections.remove("libredms_documents");
  await site.app.settings.update({ apis: { libredms: { enabled: true } } });
  await visitAdmin(site, "../api/docs/libredms", async (page) => {
    await page.getByText("/api/users/set-role/{id}").waitFor();
    await page.getByRole("link", { name: "Hutch" }).click();
    await page
      .getByText("/api/collections/{collection}/records")
      .first()
      .waitFor();
  });
});
