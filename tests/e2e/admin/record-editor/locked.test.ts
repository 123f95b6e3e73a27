import { beforeAll, beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { visitAdmin } from "../open-admin.ts";
import { openEditedSite, save } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeAll(async () => {
  await editing.client.settings.update({ meta: { hideControls: true } });
});
beforeEach(() => editing.clear());

test("where the settings protect records, a stored one is saved only once it is unlocked", async () => {
  const record = await editing.post();
  const address = `#/collections?collection=posts&record=${record.id}`;
  await visitAdmin(editing.site, address, async (page) => {
    const changes: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") changes.push(request.url());
    });
    const editor = page.getByRole("dialog", { name: "Edit record" });
    const unlock = editor.getByRole("button", { name: "Unlock to save" });
    await unlock.waitFor();
    expect(await editor.getByRole("button", { name: /^Save/ }).count()).toBe(0);

    await editor.getByLabel("title").fill("Second");
    await page.keyboard.press("ControlOrMeta+S");
    await unlock.click();
    const saveButton = editor.getByRole("button", {
      name: "Save",
      exact: true,
    });
    await saveButton.and(page.locator(":focus")).waitFor();
    expect(changes).toEqual([]);
    expect((await editing.stored(record.id))["title"]).toBe("First");

    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("Record saved").waitFor();
    expect(changes).toHaveLength(1);
    // It stays unlocked for as long as it is open.
    await saveButton.waitFor();
  });
  expect((await editing.stored(record.id))["title"]).toBe("Second");
});

test("a new record is locked at no time", async () => {
  const address = "#/collections?collection=posts&create=record";
  await visitAdmin(editing.site, address, async (page) => {
    const editor = page.getByRole("dialog");
    await editor.getByLabel("title").fill("New one");
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("Record created").waitFor();
    await editor.getByLabel("title").fill("Another");
    await save(page);
  });
  const { items } = await editing.client.collection("posts").getList(1, 5);
  expect(items.map(({ title }) => title)).toEqual(["Another"]);
});
