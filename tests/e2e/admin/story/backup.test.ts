import { expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { openStory } from "./open-story.ts";

const story = openForTests(openStory);

const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });

test("a collection that was deleted comes back from a backup, with its records and files", async () => {
  const { client } = story;
  await client.collections.create({
    name: "posts",
    type: "base",
    viewRule: "",
    fields: [
      { name: "title", type: "text" },
      { name: "note", type: "file" },
    ],
  });
  const post = await client.collection("posts").create({
    title: "Kept",
    note: new File(["in the burrow"], "note.txt"),
  });
  const note = client.files.getURL(post, post["note"]);

  await story.visit("#/settings/backups", async (page) => {
    await button(page, "New backup").click();
    await page.getByLabel("Name", { exact: true }).fill("before.zip");
    await button(page, "Make the backup").click();
    await page.getByText("The backup is made.").waitFor();

    await page.getByRole("link", { name: "Collections", exact: true }).click();
    await button(page, "Collection settings").first().click();
    const panel = page.getByRole("dialog", { name: "Edit posts" });
    await panel.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Delete the collection" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("textbox").fill("posts");
    await question.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByText("posts is deleted.").waitFor();
    expect((await fetch(note)).status).toBe(404);

    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await page.getByRole("link", { name: "Backups", exact: true }).click();
    await button(page, "More for before.zip").click();
    await page.getByRole("menuitem", { name: "Restore" }).click();
    await question.getByRole("textbox").fill("before.zip");
    await question.getByRole("button", { name: "Restore" }).click();
    await page
      .getByText("before.zip is restored.")
      .waitFor({ timeout: 30_000 });
    await button(page, "Load the admin anew").click();
    await page.getByRole("link", { name: "Collections", exact: true }).click();
    await page.getByRole("link", { name: "posts" }).first().click();
    await page.getByRole("row", { name: /Kept/ }).waitFor();
  });
  expect(await (await fetch(note)).text()).toBe("in the burrow");
});
