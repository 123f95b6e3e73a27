import { expect, test } from "bun:test";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInSuperuser, storageKey, visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);

/** What the server began to say. */
const cutOff = {
  status: 200,
  contentType: "application/json",
  body: '{"token":"eyJ',
};

test("who is logged in stays so when the answer to their refreshing breaks off", async () => {
  await visitAdmin(site, "#/logs", async (page) => {
    const token = () =>
      page.evaluate(
        (key) => JSON.parse(localStorage.getItem(key) ?? "{}").token,
        storageKey,
      );
    await page.getByRole("grid", { name: "Log entries" }).waitFor();
    const answered = Promise.withResolvers<void>();
    await page.route("**/auth-refresh", async (route) => {
      await route.fulfill(cutOff);
      answered.resolve();
    });
    await page.reload();
    await answered.promise;
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("heading", { name: "Application" }).waitFor();
    expect(await token()).toStartWith("eyJ");
  });
});

test("a save whose answer breaks off is no success", async () => {
  await visitAdmin(site, "#/settings", async (page) => {
    const name = page.getByRole("textbox", { name: "App name" });
    await name.fill("Cut off");
    await page.route("**/api/settings", (route) =>
      route.request().method() === "PATCH"
        ? route.fulfill(cutOff)
        : route.continue(),
    );
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("The server cannot be reached").first().waitFor();
    expect(await name.inputValue()).toBe("Cut off");
  });
});

test("who creates a record whose answer breaks off is told that it may be there", async () => {
  await visitAdmin(site, "#/collections?collection=users", async (page) => {
    await page.getByRole("button", { name: "New record" }).first().click();
    const editor = page.getByRole("dialog", { name: "New record" });
    await editor.getByRole("textbox", { name: /^email/ }).fill("a@b.example");
    await editor.getByRole("button", { name: "Generate" }).first().click();
    await page.route(/\/records(\?|$)/, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch();
      return route.fulfill(cutOff);
    });
    await editor.getByRole("button", { name: "Create", exact: true }).click();
    await editor.getByText("look before you create it again").waitFor();
  });
  const users = (await logInSuperuser(site)).collection("users");
  expect(await users.getFullList()).toHaveLength(1);
});
