import { afterAll, expect, setSystemTime, test } from "bun:test";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { issueFirstRunToken } from "../../src/core/auth/first-run.ts";
import { openApp } from "../../src/core/open-app.ts";
import { startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { closeBrowser } from "./browser.ts";
import { visit } from "./site.ts";

afterAll(closeBrowser);

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
    await page.getByRole("heading", { name: "The server is yours" }).waitFor();
    expect(await page.getByRole("main").innerText()).toContain(email);
    expect(page.url()).toBe(`${server.url}/_/#/pbinstall`);

    await page.reload();
    const docs = page.getByRole("link", { name: "Open the API documentation" });
    await docs.click();
    await page.waitForURL(`${server.url}/api/docs`);
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
