import { afterAll, expect, setSystemTime, test } from "bun:test";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { issueFirstRunToken } from "../../src/core/auth/first-run.ts";
import { openApp } from "../../src/core/open-app.ts";
import { serverRequest } from "../../src/core/request.ts";
import { startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { closeBrowser } from "./browser.ts";
import { visit } from "./site.ts";

afterAll(closeBrowser);

const owner = { email: "owner@example.com", password: "an-old-password" };

/** A backup of a server that has a superuser, the owner, and a collection. */
async function makeBackup(dir: string): Promise<ArrayBuffer> {
  const app = await openApp({ dir, serve: false });
  try {
    const superusers = app.collections.find("_superusers")!;
    await app.records.create(superusers, undefined, {
      ...serverRequest,
      body: { ...owner, passwordConfirm: owner.password },
    });
    await app.collections.create({ name: "old_things", type: "base" });
    const key = await app.backups.create("");
    return await Bun.file(join(dir, "backups", key)).arrayBuffer();
  } finally {
    await app.close();
  }
}

test("the link that the first start prints makes the first superuser, once", async () => {
  await using folder = await temporaryFolder();
  const server = await startHutch(join(folder.path, "pb_data"));
  const link = await server.printed(/(\S+\/_\/#\/pbinstall\/\S+)/);
  const email = "first@example.com";
  const password = "a-good-password";
  const logIn = () =>
    new PocketBase(server.url)
      .collection("_superusers")
      .authWithPassword(email, password);

  await visit(link, async (page) => {
    const field = (label: string) => page.getByLabel(label, { exact: true });
    const submit = page.getByRole("button", { name: "Make the superuser" });
    const autocomplete = (label: string) =>
      field(label).getAttribute("autocomplete");
    expect(await autocomplete("Email address")).toBe("username");
    expect(await autocomplete("Password")).toBe("new-password");

    await field("Email address").fill("no address");
    await field("Password").fill(password);
    await field("Password once more").fill(password);
    await submit.click();
    await page.getByText("This is not a complete email address.").waitFor();

    await field("Email address").fill(email);
    await submit.click();
    // Logged in, with the token gone from the address and from what one can go back to.
    await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
    await page.waitForURL(/#\/collections/);
    await page.goBack();
    expect(page.url()).not.toContain("pbinstall");
  });
  expect((await logIn()).record.email).toBe(email);

  await visit(link, async (page) => {
    await page
      .getByRole("heading", { name: "This link does not work any more" })
      .waitFor();
    expect(await page.getByRole("main").innerText()).toContain(
      "hutch superuser upsert EMAIL PASSWORD",
    );
  });
  expect((await server.stop()).exitCode).toBe(0);
});

test("with the same link, the server goes on with a backup instead", async () => {
  await using folder = await temporaryFolder();
  const backup = await makeBackup(join(folder.path, "old"));
  const server = await startHutch(join(folder.path, "pb_data"));
  const link = await server.printed(/(\S+\/_\/#\/pbinstall\/\S+)/);

  await visit(link, async (page) => {
    await page.setViewportSize({ width: 390, height: 640 });
    const drop = page.locator("input[type=file]");
    const upload = page.getByRole("button", { name: "Upload and restore" });
    await drop.setInputFiles({
      name: "no-backup.zip",
      mimeType: "application/zip",
      buffer: Buffer.from("no zip file at all"),
    });
    await upload.click();
    const reason = page.getByText("everything is as it was");
    await reason.waitFor();
    // It is seen on a small screen, too.
    const { y = 0, height = 0 } = (await reason.boundingBox()) ?? {};
    expect(y).toBeGreaterThan(0);
    expect(y + height).toBeLessThan(640);
    await page.setViewportSize({ width: 1280, height: 720 });

    await drop.setInputFiles({
      name: "My old server.zip",
      mimeType: "application/zip",
      buffer: Buffer.from(backup),
    });
    await upload.click();
    await page
      .getByRole("heading", { name: "The backup is restored" })
      .waitFor();
    expect(page.url()).toBe(`${server.url}/_/#/pbinstall`);
    await page.getByRole("link", { name: "Log in" }).click();
    await page.getByLabel("Email address").fill(owner.email);
    await page.getByLabel("Password", { exact: true }).fill(owner.password);
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("link", { name: "old_things" }).waitFor();
  });
  await server.stop();
});

test("half an hour later the link says that it has ended, and what to do", async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const server = await startHutch(dir);
  await server.printed(/(pbinstall)/);
  const app = await openApp({ dir, serve: false });
  setSystemTime(Date.now() - 31 * 60_000);
  const token = await issueFirstRunToken(app);
  setSystemTime();
  await app.close();

  await visit(`${server.url}/_/#/pbinstall/${token}`, async (page) => {
    await page
      .getByRole("heading", { name: "This link does not work any more" })
      .waitFor();
    const text = await page.getByRole("main").innerText();
    expect(text).toContain("30 minutes");
    expect(text).toContain("hutch superuser upsert EMAIL PASSWORD");
  });
  await server.stop();
});
