import { beforeEach, expect, test } from "bun:test";
import type { RecordModel } from "pocketbase";
import { openForTests } from "../../open-for-tests.ts";
import {
  choose,
  field,
  fileNames,
  moveToTop,
  openEditedSite,
  picture,
  save,
} from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

test("related records are found, made, edited and put in order", async () => {
  const tags = editing.client.collection("tags");
  const [tea, coffee] = [
    await tags.create({ name: "Tea" }),
    await tags.create({ name: "Coffee" }),
  ];
  const record = await editing.post({ tags: [tea.id] });
  await editing.edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: /^tags/ }).click();
    const picker = page.getByRole("dialog", { name: "Choose from tags" });
    await picker.getByRole("searchbox").fill("cof");
    await picker.getByRole("button", { name: "Choose Tea" }).waitFor({
      state: "detached",
    });
    await picker.getByRole("button", { name: "Choose Coffee" }).click();
    await picker.getByRole("button", { name: "New record" }).click();
    const nested = page.getByRole("dialog", { name: "New record" });
    await nested.getByLabel("name").fill("Water");
    await nested.getByRole("button", { name: "Create" }).click();
    await nested.waitFor({ state: "detached" });
    await picker.getByText("3 of 5 chosen").waitFor();
    await picker.getByRole("button", { name: "Use these" }).click();
    await editor.getByRole("button", { name: "Edit Water" }).click();
    const opened = page.getByRole("dialog", { name: "Edit record" }).last();
    await opened.getByLabel("name").fill("Cold water");
    await save(page);
    await moveToTop(page, "Cold water", 3);
    await editor.getByRole("button", { name: "Remove Tea" }).click();
    // What was said of the tag may still be there.
    const answered = page.waitForResponse(
      (response) =>
        response.request().method() === "PATCH" &&
        response.url().includes(record.id),
    );
    await save(page);
    await answered;
  });
  const { expand } = await editing.client
    .collection("posts")
    .getOne(record.id, { expand: "tags" });
  expect(expand!["tags"].map(({ name }: RecordModel) => name)).toEqual([
    "Cold water",
    coffee["name"],
  ]);
});

test("files are added in their place, taken back, looked at, and refused early", async () => {
  const record = await editing.post({
    files: [new File(["one"], "one.txt"), new File(["two"], "two.txt")],
    secret: new File([picture], "hidden.png"),
  });
  await editing.edit(record, async (page, editor) => {
    const files = field(editor, "files");
    await choose(files, "large.txt", "x".repeat(1001));
    await files.getByText("more than the 1000 B that are allowed").waitFor();
    await choose(files, "new.txt", "new words");
    await files.getByRole("button", { name: "Preview new.txt" }).click();
    await page.getByText("new words").waitFor();
    await page.keyboard.press("Escape");
    await files.getByRole("button", { name: /^Remove one/ }).click();
    await files.getByRole("button", { name: /^Keep one/ }).click();
    await files.getByRole("button", { name: /^Remove two/ }).click();
    await moveToTop(page, "new.txt", 3);
    await field(editor, "secret")
      .getByRole("button", { name: /^Preview/ })
      .click();
    await page.getByText("1 × 1").waitFor();
    await page.keyboard.press("Escape");
    await save(page);
  });
  expect(fileNames(await editing.stored(record.id))).toEqual([
    "new.txt",
    "one.txt",
  ]);
});

test("sending files can be stopped", async () => {
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    await page.route("**/records/*", (route) =>
      route.request().method() === "PATCH" ? undefined : route.continue(),
    );
    await choose(field(editor, "files"), "new.txt", "new words");
    await page.keyboard.press("ControlOrMeta+S");
    await editor.getByText("Sending files").waitFor();
    await editor.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Nothing was saved").waitFor();
    await editor.getByRole("button", { name: "Save", exact: true }).waitFor();
  });
  expect(fileNames(await editing.stored(record.id))).toEqual([]);
});

test("a copy has the files, too", async () => {
  const record = await editing.post({ files: [new File(["one"], "one.txt")] });
  await editing.edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    const copy = page.getByRole("dialog", { name: "Copy of a record" });
    await copy.getByLabel("title").fill("Second");
    await save(page, "Create");
  });
  const copy = await editing.client
    .collection("posts")
    .getFirstListItem('title = "Second"');
  expect(copy.id).not.toBe(record.id);
  expect(fileNames(copy)).toEqual(["one.txt"]);
});

test("the focus goes on as rows are removed, and who refers to a record that is gone sees which", async () => {
  const tags = editing.client.collection("tags");
  const named = await Promise.all(
    ["Tea", "Coffee", "Water"].map((name) => tags.create({ name })),
  );
  const record = await editing.post({ tags: named.map(({ id }) => id) });
  const milk = await tags.create({ name: "Milk" });
  await editing.edit(record, async (page, editor) => {
    const related = field(editor, "tags");
    const focused = (name: string) =>
      related.getByRole("button", { name }).and(page.locator(":focus"));
    await related.getByRole("button", { name: "Remove Coffee" }).press("Enter");
    await focused("Remove Water").waitFor();
    await page.keyboard.press("Enter");
    await focused("Remove Tea").waitFor();
    await page.keyboard.press("Enter");
    await focused("Choose records").waitFor();
    await page.keyboard.press("Enter");
    const picker = page.getByRole("dialog", { name: "Choose from tags" });
    await picker.getByRole("button", { name: "Choose Milk" }).click();
    await picker.getByRole("button", { name: "Use these" }).click();
    await related.getByRole("button", { name: "Edit Milk" }).waitFor();
    await tags.delete(milk.id);
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await related.getByText("does not exist any more").waitFor();
    await related.getByRole("button", { name: `Remove ${milk.id}` }).click();
    await save(page);
  });
  expect((await editing.stored(record.id))["tags"]).toEqual([]);
});

test("what the server has against a record whose files are sent has the focus", async () => {
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    await editor.getByLabel("title").fill("");
    await choose(field(editor, "files"), "a.txt", "a");
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await editor.getByLabel("title").and(page.locator(":focus")).waitFor();
  });
});
