import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { editRichText, paste, type RichText } from "./edit-rich-text.ts";
import { openEditedSite } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

const editBody = (body: string, edit: (rich: RichText) => Promise<void>) =>
  editRichText(editing, body, edit);

test.each([
  ["https://example.com/a?b=1", "https://example.com/a?b=1"],
  ["www.example.com", "https://www.example.com"],
  ["anna@example.com", "mailto:anna@example.com"],
  ["notes.md", undefined],
  ["example.com", undefined],
])("%s becomes a link by typing: %p", async (typed, href) => {
  const saved = await editBody("", async ({ page, text }) => {
    await text.click();
    await page.keyboard.type(`${typed} then`);
  });
  const link = href === undefined ? typed : `<a href="${href}">${typed}</a>`;
  expect(saved).toBe(`<p>${link} then</p>`);
});

test("an address that is pasted becomes a link: itself, or what is selected", async () => {
  const address = "https://example.com/x";
  const saved = await editBody("<p>a</p>", async (rich) => {
    await rich.text.click();
    await rich.page.keyboard.press("Home");
    await rich.page.keyboard.press("Shift+End");
    await paste(rich.text, "", address);
    await rich.text.locator("a", { hasText: /^a$/ }).waitFor();
    await rich.page.keyboard.press("ArrowRight");
    await rich.page.keyboard.type(" b ");
    await paste(rich.text, "", address);
    await rich.page.keyboard.type(" c");
  });
  expect(saved).toBe(
    `<p><a href="${address}">a</a> b <a href="${address}">${address}</a> c</p>`,
  );
});
