import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite, visit } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { superuser } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
/** Superusers have a name, and log in with it or with the email address. */
beforeAll(async () => {
  const { fields, indexes } = await client.collections.getOne("_superusers");
  await client.collections.update("_superusers", {
    fields: [...fields, { name: "handle", type: "text" }],
    indexes: [
      ...indexes,
      "CREATE UNIQUE INDEX `idx_handle` ON `_superusers` (`handle`) WHERE `handle` != ''",
    ],
  });
  await client.collections.update("_superusers", {
    passwordAuth: { enabled: true, identityFields: ["email", "handle"] },
  });
  const { id } = client.authStore.record ?? { id: "" };
  await client.collection("_superusers").update(id, { handle: "rabbit" });
});

async function logIn(page: Page, identity: string, password: string) {
  await page.getByLabel("Email address or handle").fill(identity);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
}

test("a superuser logs in with whatever the server takes for one", async () => {
  await visit(`${site.url}/_/`, async (page) => {
    await logIn(page, "hare", superuser.password);
    await page.getByText("What you logged in with, or the password").waitFor();
    await logIn(page, "rabbit", superuser.password);
    await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
  });
});

test("a name that is no address is not taken along to where mails are sent", async () => {
  await visit(`${site.url}/_/`, async (page) => {
    const identity = page.getByLabel("Email address or handle");
    const forgotten = page.getByRole("link", {
      name: "Forgotten your password?",
    });
    const email = page.getByLabel("Email address", { exact: true });
    await identity.fill("rabbit");
    await forgotten.click();
    expect(await email.inputValue()).toBe("");
    await page.getByRole("link", { name: "Back to the login" }).click();
    await identity.fill(superuser.email);
    await forgotten.click();
    expect(await email.inputValue()).toBe(superuser.email);
  });
});
