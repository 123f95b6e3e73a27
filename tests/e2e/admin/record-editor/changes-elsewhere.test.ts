import { beforeEach, expect, test } from "bun:test";
import type { RecordModel } from "pocketbase";
import { openForTests } from "../../open-for-tests.ts";
import { holdLive, visitAdmin } from "../open-admin.ts";
import { field, openedEditor, openEditedSite, save } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

test("edits are guarded, kept over a reload, and offered again", async () => {
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("Not saved");
    await page.keyboard.press("Escape");
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Cancel" }).click();
    await page.waitForFunction(() =>
      Object.keys(localStorage).some((key) => key.includes("record-draft")),
    );
    page.on("dialog", (dialog) => dialog.accept());
    await page.reload();
    const again = await openedEditor(page);
    expect(await again.getByLabel("title").inputValue()).toBe("First");
    await again.getByRole("button", { name: "Restore" }).click();
    expect(await again.getByLabel("title").inputValue()).toBe("Not saved");
    await save(page);
    await again.waitFor({ state: "detached" });
    expect(
      await page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.includes("draft")),
      ),
    ).toEqual([]);
  });
  expect((await editing.stored(record.id))["title"]).toBe("Not saved");
});

test("what is changed elsewhere meanwhile is taken over, field by field", async () => {
  const record = await editing.post({ views: 1 });
  await editing.edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("Mine");
    await editing.client.collection("posts").update(record.id, { views: 2 });
    await field(editor, "views").getByText("Changed elsewhere").waitFor();
    expect(await editor.getByLabel("views", { exact: true }).inputValue()).toBe(
      "2",
    );
    await editing.client
      .collection("posts")
      .update(record.id, { title: "Theirs" });
    await field(editor, "title").locator("..").getByText("Theirs").waitFor();
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    expect((await editing.stored(record.id))["title"]).toBe("Theirs");
    await editor.getByRole("button", { name: "Keep mine" }).click();
    await save(page);
  });
  expect(await editing.stored(record.id)).toMatchObject({
    title: "Mine",
    views: 2,
  });
});

test("what was changed or deleted before the page listened is noticed once it does", async () => {
  const [changed, gone] = [await editing.post(), await editing.post()];
  const posts = editing.client.collection("posts");
  await visitAdmin(editing.site, "#/settings", async (page) => {
    const open = async ({ id }: RecordModel) => {
      const listen = await holdLive(page);
      const address = `#/collections?collection=posts&record=${id}`;
      await page.goto(`${editing.site.url}/_/${address}`);
      return { editor: await openedEditor(page), listen };
    };
    const first = await open(changed);
    await posts.update(changed.id, { title: "Theirs" });
    first.listen();
    await field(first.editor, "title").getByText("Changed elsewhere").waitFor();

    await page.reload();
    const second = await open(gone);
    await posts.delete(gone.id);
    second.listen();
    await second.editor
      .getByRole("button", { name: "Create it anew" })
      .waitFor();
  });
});

test("nothing is overwritten either where no news come", async () => {
  const record = await editing.post({ views: 1 });
  const address = `#/collections?collection=posts&record=${record.id}`;
  await visitAdmin(editing.site, "#/settings", async (page) => {
    await page.route("**/api/realtime", (route) => route.abort());
    await page.goto(`${editing.site.url}/_/${address}`);
    const editor = await openedEditor(page);
    await editor.getByLabel("title").fill("Mine");
    await editing.client.collection("posts").update(record.id, { views: 2 });
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("is kept: views").waitFor();
    expect(await editing.stored(record.id)).toMatchObject({
      title: "Mine",
      views: 2,
    });
    await editor.getByLabel("title").fill("Mine again");
    await editing.client
      .collection("posts")
      .update(record.id, { title: "Theirs" });
    await page.keyboard.press("ControlOrMeta+S");
    await editor.getByRole("button", { name: "Take the other" }).click();
    expect(await editor.getByLabel("title").inputValue()).toBe("Theirs");
  });
});

test("a record that was deleted meanwhile can be made anew", async () => {
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("Kept");
    await editing.client.collection("posts").delete(record.id);
    await editor.getByRole("button", { name: "Create it anew" }).click();
    await save(page, "Create");
  });
  expect((await editing.stored(record.id))["title"]).toBe("Kept");
});

test("saving leads to what is still to be decided, related records are called by their names, and what was decided has the focus", async () => {
  const tags = editing.client.collection("tags");
  const tea = await tags.create({ name: "Tea" });
  const coffee = await tags.create({ name: "Coffee" });
  const record = await editing.post({ tags: [tea.id] });
  await editing.edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("Mine");
    await editor.getByRole("button", { name: "Remove Tea" }).click();
    await editing.client
      .collection("posts")
      .update(record.id, { title: "Theirs", tags: [tea.id, coffee.id] });
    const choice = (name: string) =>
      editor.locator(`[data-conflict="${name}"]`);
    await choice("tags").getByText("Tea, Coffee").waitFor();
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    const keep = choice("title").getByRole("button", { name: "Keep mine" });
    await keep.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await editor.getByLabel("title").and(page.locator(":focus")).waitFor();
    await choice("tags")
      .getByRole("button", { name: "Take the other" })
      .press("Enter");
    await field(editor, "tags").locator("button:focus").waitFor();
    await save(page);
  });
  expect(await editing.stored(record.id)).toMatchObject({
    title: "Mine",
    tags: [tea.id, coffee.id],
  });
});
