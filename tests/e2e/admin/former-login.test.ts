import { expect, test } from "bun:test";
import { openPage } from "../browser.ts";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInSuperuser } from "./open-admin.ts";

const site = openForTests(openSite);

test.each([
  ["now", "__pb_superusers__/_"],
  ["until its version 0.36", "__pb_superuser_auth__"],
])(
  "who is logged in to PocketBase's admin stays so, where it keeps the login %s, and can log out",
  async (_since, key) => {
    const { authStore } = await logInSuperuser(site);
    const { token, record } = authStore;
    await using watched = await openPage(site.url);
    const { page } = watched;
    // A page of the same origin that is not the admin.
    await page.goto(`${site.url}/api/health`);
    await page.evaluate(([name, value]) => localStorage.setItem(name, value), [
      key,
      JSON.stringify({ token, record }),
    ] as const);
    await page.goto(`${site.url}/_/#/logs`);
    await page.getByRole("grid", { name: "Log entries" }).waitFor();
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Log out" }).click();
    const login = page.getByRole("heading", { name: "Log in", exact: true });
    await login.waitFor();
    await page.reload();
    await login.waitFor();
    expect(watched.complaints).toEqual([]);
  },
);
