import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { openEditedSite, picture, save } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

test("a rich text keeps what the editor does not know of", async () => {
  const body =
    '<p style="text-align:CENTER" class="lead">One <em><strong>two</strong></em></p>\n<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><table style="width: 100%" border="1"><colgroup><col style="width: 30%"><col></colgroup><tbody><tr><th scope="col">1</th><td>2</td></tr></tbody></table><p><span style="color: #f00">red</span><img src="/x.png" alt="x" width="10"> H<sub>2</sub>O</p>';
  const record = await editing.post({ body });
  await editing.edit(record, async (page, editor) => {
    const text = editor.getByRole("textbox", { name: "body" });
    await text.getByText("One").click();
    await page.keyboard.press("End");
    await page.keyboard.type("!");
    await save(page);
  });
  const saved = await editing.stored(record.id);
  expect(saved["body"]).toContain(
    '<p style="text-align:CENTER" class="lead">One ',
  );
  for (const part of [
    "<em>two!</em>",
    '<table style="width: 100%" border="1"><colgroup><col style="width: 30%"><col></colgroup>',
    '<th scope="col">',
    '<span style="color: #f00">red</span>',
    "H<sub>2</sub>O",
  ]) {
    expect(saved["body"]).toContain(part);
  }
});

test.each([
  "<div><p>in a box</p></div>",
  '<p onclick="run()">a</p>',
  "<p>a<!-- note --></p>",
  "<table><thead><tr><th>a</th></tr></thead></table>",
  '<iframe src="/"></iframe>',
])("%p opens as HTML, since the editor would lose a part", async (body) => {
  const record = await editing.post({ body });
  await editing.edit(record, async (page, editor) => {
    await editor
      .getByText("parts that the formatted editor would lose")
      .waitFor();
    const text = editor.getByRole("textbox", { name: "body" });
    await text.click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.insertText("x");
    await save(page);
  });
  expect((await editing.stored(record.id))["body"]).toBe(`x${body}`);
});

test("a text is formatted, linked, and given tables and pictures of records", async () => {
  const tag = await editing.client
    .collection("tags")
    .create({ name: "Tea", logo: new File([picture], "logo.png") });
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    const tool = (name: string) =>
      editor.getByRole("button", { name, exact: true });
    await editor.getByRole("textbox", { name: "body" }).click();
    await tool("Bold").click();
    await page.keyboard.type("strong");
    await page.keyboard.press("ControlOrMeta+A");
    await tool("Link").click();
    await page
      .getByLabel("Address", { exact: true })
      .fill("https://example.com/");
    await page.keyboard.press("Enter");
    await editor.getByRole("textbox", { name: "body" }).press("End");
    await tool("Insert a file of a record").click();
    const media = page.getByRole("dialog", { name: "Insert a file" });
    await media.getByRole("combobox", { name: "Collection" }).click();
    await page.getByRole("option", { name: "tags" }).click();
    await media.getByRole("button", { name: `Insert ${tag["logo"]}` }).click();
    await tool("Table").click();
    await page.getByRole("menuitem", { name: "Insert a table" }).click();
    await tool("Fill the window").click();
    await tool("Leave full window").waitFor();
    await page.keyboard.press("Escape");
    await tool("Fill the window").waitFor();
    await save(page);
  });
  const { body } = await editing.stored(record.id);
  expect(body).toContain(
    '<a href="https://example.com/"><strong>strong</strong></a>',
  );
  expect(body).toContain(`/api/files/${tag.collectionId}/${tag.id}/`);
  expect(body).toContain("<table>");
});
