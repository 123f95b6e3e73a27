import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite, visit } from "../site.ts";
import { logInSuperuser, superuser } from "./open-admin.ts";

/** Seconds. */
const duration = 600;

const site = openForTests(openSite);
beforeAll(async () => {
  await logInSuperuser(site);
  await site.app.collections.update("_superusers", {
    otp: { enabled: true },
    mfa: { enabled: true, duration },
  });
});

/** Comes to the second step by password, on a clock that the test moves. */
async function visitSecondStep(look: (page: Page) => Promise<void>) {
  await visit(`${site.url}/_/#/login`, async (page) => {
    await page.clock.install();
    await page.reload();
    await page.getByLabel("Email address").fill(superuser.email);
    await page.getByLabel("Password", { exact: true }).fill(superuser.password);
    await page.getByRole("button", { name: "Log in", exact: true }).click();
    await heading(page, "One more step");
    await look(page);
  });
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

/** The login is at its beginning, and the address is still known. */
async function expectBeginning(page: Page): Promise<void> {
  await heading(page, "Log in");
  expect(await page.getByLabel("Email address").inputValue()).toBe(
    superuser.email,
  );
  await page.locator("input[type=password]:focus").waitFor();
}

test("who cannot take the second step begins again", async () => {
  await visitSecondStep(async (page) => {
    await page.getByRole("button", { name: "Start again" }).click();
    await expectBeginning(page);
    expect(await page.getByText("took too long").count()).toBe(0);
  });
});

test("who takes too long for the second step is told so, and begins again", async () => {
  await visitSecondStep(async (page) => {
    await page.clock.fastForward((duration - 5) * 1000);
    await heading(page, "One more step");
    await page.clock.fastForward(10_000);
    await page.getByText("The second step took too long.").waitFor();
    await expectBeginning(page);
    await page.keyboard.type(superuser.password);
    await page.keyboard.press("Enter");
    await heading(page, "One more step");
    expect(await page.getByText("took too long").count()).toBe(0);
  });
});
