import { expect, test } from "bun:test";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);

/** What a network says to those who have not accepted its conditions yet. */
const portal = {
  status: 200,
  contentType: "text/html",
  body: "<!doctype html><title>Welcome</title>",
};

test("who is logged in stays so, and sees what is the matter, when something else answers for the server", async () => {
  await visitAdmin(site, "#/settings", async (page) => {
    await page.getByRole("textbox", { name: "App name" }).waitFor();
    await page.route("**/api/**", (route) => route.fulfill(portal));
    await page.reload();
    await page.getByText("The server cannot be reached").first().waitFor();
    await page.unroute("**/api/**");
    await page.reload();
    const name = page.getByRole("textbox", { name: "App name" });
    await name.waitFor();
    expect(await name.inputValue()).toBe("Acme");
  });
});
