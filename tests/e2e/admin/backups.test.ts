import { beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openTestHost } from "../../http/open-test-host.ts";
import { readZip, zipOf } from "../../support/zip-files.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { openForTests } from "../open-for-tests.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { type AdminSite, visitAdmin } from "./open-admin.ts";

const own = openForTests(openTestHost);
const site: AdminSite = {
  // A restore puts another one in its place.
  get app() {
    return own.host.app;
  },
  get url() {
    return own.server.url;
  },
};
const client = logInForTests(site);
beforeAll(async () => {
  await client.collections.create({ name: "before", type: "base" });
});

const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });

const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ hasText: name });

async function openMenu(page: Page, name: string, item: string) {
  await button(page, `More for ${name}`).click();
  await page.getByRole("menuitem", { name: item }).click();
  return page.getByRole("alertdialog");
}

/** Has a backup restored, as far as typing its name. */
async function restore(page: Page, name: string): Promise<void> {
  const question = await openMenu(page, name, "Restore");
  const sure = question.getByRole("button", { name: "Restore" });
  expect(await sure.isDisabled()).toBe(true);
  await question.getByRole("textbox").fill(name);
  await sure.click();
  await page.getByText(`Restoring ${name}`).waitFor();
}

test("a backup is made under a name that the server takes", async () => {
  await visitAdmin(site, "#/settings/backups", async (page) => {
    await page.getByText("There are no backups yet").waitFor();
    await button(page, "New backup").click();
    await page.getByLabel("Name", { exact: true }).fill("No Name");
    await button(page, "Make the backup").click();
    await page.getByText("lower-case letters, digits, _ and -").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("first.zip");
    await button(page, "Make the backup").click();
    await page.getByText("The backup is made.").waitFor();
    expect(await row(page, "first.zip").innerText()).toMatch(/\d kB|MB/);
  });
  const backups = await client.backups.getFullList();
  expect(backups.map(({ key }) => key)).toEqual(["first.zip"]);
});

test("a backup is downloaded, deleted and uploaded again", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "first.zip");
  await visitAdmin(site, "#/settings/backups", async (page) => {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      button(page, "Download first.zip").click(),
    ]);
    await file.saveAs(path);
    expect((await readZip(await Bun.file(path).bytes())).has("data.db")).toBe(
      true,
    );

    const question = await openMenu(page, "first.zip", "Delete");
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText("There are no backups yet").waitFor();

    await button(page, "Upload").click();
    const input = page.locator("input[type=file]");
    await input.setInputFiles({
      name: "notes.zip",
      mimeType: "application/zip",
      buffer: Buffer.from("no archive"),
    });
    await page.getByRole("dialog").getByRole("alert").getByText(/\w/).waitFor();
    await input.setInputFiles(path);
    await page.getByText("first.zip is uploaded.").waitFor();
    await row(page, "first.zip").waitFor();

    await button(page, "Upload").click();
    let isSent = false;
    page.on("request", (request) => {
      if (request.url().endsWith("/backups/upload")) isSent = true;
    });
    await input.setInputFiles(path);
    await page
      .getByText("There is a backup called first.zip already.")
      .waitFor();
    expect(isSent).toBe(false);
  });
});

test("a backup is restored once its name was typed, and the admin goes on with its data", async () => {
  await client.collections.create({ name: "after", type: "base" });
  await visitAdmin(site, "#/settings/backups", async (page) => {
    await restore(page, "first.zip");
    await page.getByText("first.zip is restored.").waitFor({ timeout: 30_000 });
    await button(page, "Load the admin anew").click();
    await row(page, "first.zip").waitFor();
  });
  const { collections } = site.app;
  expect(collections.find("before")).toBeDefined();
  expect(collections.find("after")).toBeUndefined();
});

test("what is no backup is not restored, and the page says why", async () => {
  const archive = await zipOf({ "notes.txt": "no data" });
  await client.backups.upload({
    file: new File([archive], "notes.zip", { type: "application/zip" }),
  });
  await visitAdmin(site, "#/settings/backups", async (page) => {
    await restore(page, "notes.zip");
    await page
      .getByText(
        "Everything is as it was. The reason: The archive is no backup",
      )
      .waitFor({ timeout: 30_000 });
    await button(page, "Close").last().click();
    await row(page, "notes.zip").waitFor();
  });
  expect(site.app.collections.find("before")).toBeDefined();
});

test("whoever's login the backup does not know is led to the login", async () => {
  await client.collections.update("_superusers", {
    authToken: { secret: "a".repeat(40) },
  });
  await visitAdmin(site, "#/settings/backups", async (page) => {
    await restore(page, "first.zip");
    await page
      .getByText("first.zip is restored. Log in again.")
      .waitFor({ timeout: 30_000 });
    await page.waitForURL(/#\/login/);
  });
});
