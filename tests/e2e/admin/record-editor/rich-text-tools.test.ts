import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { editRichText, paste, type RichText } from "./edit-rich-text.ts";
import { choose, field, openEditedSite, picture } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

const editBody = (body: string, edit: (rich: RichText) => Promise<void>) =>
  editRichText(editing, body, edit);

test("a text that fills the window looks and is called as before, and so it is afterwards", async () => {
  await editBody("<h1>Head</h1><p>a</p>", async ({ page, text, tool }) => {
    const padding = () =>
      text.evaluate((element) => getComputedStyle(element).paddingTop);
    const before = await padding();
    expect(before).not.toBe("0px");
    await tool("Fill the window").click();
    await tool("Leave full window").waitFor();
    expect(await padding()).toBe(before);
    await page.keyboard.press("Escape");
    await tool("Fill the window").waitFor();
    expect(await padding()).toBe(before);
    await text.click();
    await page.keyboard.type("!");
  });
});

test.each([
  [
    "Word",
    `<html><head><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=EN-US>
<h1 style='margin:0'>Big<o:p></o:p></h1>
<p class=MsoNormal><b><span style='font-family:"Calibri",sans-serif'>Bold</span></b> word<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>one</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>3.&nbsp;</span>below</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>two</p>
<table class=MsoTableGrid border=1 style='border:none'><tr><td width=300 style='width:225pt'><p class=MsoNormal>c</p></td></tr></table></body></html>`,
    '<h1>Big</h1><p><strong>Bold</strong> word</p><ul><li><p>one</p><ol start="3"><li><p>below</p></li></ol></li><li><p>two</p></li></ul><table><tbody><tr><td><p>c</p></td></tr></tbody></table>',
  ],
  [
    "Google Docs",
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">bold</span><span style="font-style:italic"> slanted</span><span style="text-decoration:underline"> lined</span><a href="https://example.com/"><span style="text-decoration:underline">link</span></a></p><br class="Apple-interchange-newline"></b>',
    '<p><strong>bold</strong><em> slanted</em><u> lined</u><a href="https://example.com/">link</a></p>',
  ],
  [
    "a page",
    '<div class="x" onclick="run()"><p style="color:red" id="y">a<sup>2</sup></p><script>run()</script></div>',
    "<p>a<sup>2</sup></p>",
  ],
])(
  "what is pasted from %s keeps what it says, not how it looked",
  async (_from, html, stored) => {
    const saved = await editBody("", async ({ text }) => {
      await text.click();
      await paste(text, html);
    });
    expect(saved).toBe(stored);
  },
);

test("what is copied in the editor is pasted as it was, with its styles", async () => {
  const body = '<p class="lead" style="color: red">one</p>';
  const saved = await editBody(body, async ({ page, text }) => {
    await text.click();
    await page.keyboard.press("ControlOrMeta+a");
    const html = await text.evaluate((element) => {
      const clipboardData = new DataTransfer();
      element.dispatchEvent(
        new ClipboardEvent("copy", { clipboardData, bubbles: true }),
      );
      return clipboardData.getData("text/html");
    });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await paste(text, html);
  });
  expect(saved).toBe(`${body}${body}`);
});

test.each([
  ["example.com/a?b", "https://example.com/a?b"],
  ["anna@example.com", "mailto:anna@example.com"],
  ["other.html", "other.html"],
  ["/docs", "/docs"],
])(
  "by Ctrl+K, what is selected leads to %p, which is stored as %p",
  async (typed, href) => {
    const saved = await editBody("<p>words</p>", async ({ page, text }) => {
      await text.click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.press("ControlOrMeta+k");
      const address = page.getByRole("textbox", { name: "Address" });
      await address.and(page.locator(":focus")).waitFor();
      // What becomes a link is still to be seen.
      await text.locator(".shown-selection", { hasText: "words" }).waitFor();
      await address.fill(typed);
      await page.keyboard.press("Enter");
      await text.locator("a", { hasText: "words" }).waitFor();
    });
    expect(saved).toBe(`<p><a href="${href}">words</a></p>`);
  },
);

test("the editor that one goes to has the focus, and a tool that can do nothing looks so", async () => {
  const saved = await editBody("<p>a</p>", async ({ page, text, tool }) => {
    const color = () =>
      tool("Undo").evaluate((element) => getComputedStyle(element).color);
    const without = await color();
    await tool("Edit the HTML").click();
    const source = page.getByRole("textbox", { name: "body", exact: true });
    await source.and(page.locator(".cm-content:focus")).waitFor();
    await tool("Edit as formatted text").click();
    await text.and(page.locator(".ProseMirror:focus")).waitFor();
    await page.keyboard.type("b");
    await tool("Undo").and(page.locator(":not([data-disabled])")).waitFor();
    expect(await color()).not.toBe(without);
  });
  expect(saved).toBe("<p>ba</p>");
});

test("files are found in records that have some, and a picture that is selected is changed", async () => {
  const tags = editing.client.collection("tags");
  const logo = new File([picture], "logo.png", { type: "image/png" });
  const { id } = await tags.create({ name: "with", logo });
  // More than are asked for at once, and newer.
  for (let at = 0; at < 45; at++) await tags.create({ name: `without ${at}` });
  const saved = await editBody("<p>a</p>", async ({ page, text, tool }) => {
    await text.click();
    await tool("Insert a file of a record").click();
    const picker = page.getByRole("dialog", { name: "Insert a file" });
    await picker.getByRole("combobox", { name: "Collection" }).click();
    await page.getByRole("option", { name: "tags" }).click();
    await picker.getByRole("button", { name: /^Insert logo/ }).click();
    await text.locator("img[src*=logo]").click();
    await tool("Change the picture").click();
    await page.getByRole("textbox", { name: /What it shows/ }).fill("A dot");
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await text.locator('img[alt="A dot"]').waitFor();
  });
  expect(saved).toMatch(
    new RegExp(`<img src="[^"]*/${id}/logo[^"]*" alt="A dot">`),
  );
});

test("a record is made while a file is inserted, and the one file that it has is taken at once", async () => {
  const saved = await editBody("<p>a</p>", async ({ page, text, tool }) => {
    await text.click();
    await tool("Insert a file of a record").click();
    const picker = page.getByRole("dialog", { name: "Insert a file" });
    await picker.getByRole("combobox", { name: "Collection" }).click();
    await page.getByRole("option", { name: "tags" }).click();
    const makeRecord = async () => {
      await picker.getByRole("button", { name: "New record" }).press("Enter");
      const made = page.getByRole("dialog", { name: "New record" });
      const create = made.getByRole("button", { name: "Create" });
      return { made, create };
    };
    // Without a file there is none to take.
    const without = await makeRecord();
    await without.create.click();
    await without.made.waitFor({ state: "detached" });
    await picker.getByText("No files here").waitFor();
    const { made, create } = await makeRecord();
    await choose(field(made, "logo"), "new.png", picture);
    await create.click();
    await picker.waitFor({ state: "detached" });
    await text.locator("img[src*=new]").waitFor();
  });
  expect(saved).toMatch(/<img src="[^"]*\/new[^"]*"/);
});

test("how many words there are stands below the text, and is not announced", async () => {
  await editBody(
    "<p>one two</p><ul><li>three</li></ul>",
    async ({ page, text }) => {
      const count = page.getByText("3 words");
      await count.waitFor();
      const live = page.locator("[aria-live], [role=status], [role=alert]");
      expect(await live.filter({ has: count }).count()).toBe(0);
      await text.click();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("alone");
      await page.getByText("1 word", { exact: true }).waitFor();
    },
  );
});
