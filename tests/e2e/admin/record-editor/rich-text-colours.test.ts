import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import {
  editRichText,
  look,
  selectAll,
  type RichText,
} from "./edit-rich-text.ts";
import { openEditedSite } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

const editBody = (body: string, edit: (rich: RichText) => Promise<void>) =>
  editRichText(editing, body, edit);

test("text has a colour, and another one behind it, which show and are undone", async () => {
  const saved = await editBody("<p>a <strong>b</strong></p>", async (rich) => {
    const { page, tool } = rich;
    await selectAll(rich);
    await tool("Text colour").click();
    await page.getByRole("button", { name: "Red", exact: true }).click();
    expect(await look(rich, "span", "color")).toBe("rgb(214, 58, 47)");
    await tool("Background colour").click();
    await page.getByRole("button", { name: "Yellow", exact: true }).click();
    expect(await look(rich, "span", "background-color")).toBe(
      "rgb(255, 243, 163)",
    );
    await tool("Background colour").click();
    await page.getByRole("button", { name: "No colour", exact: true }).click();
    await page.keyboard.press("ControlOrMeta+z");
  });
  expect(saved).toBe(
    '<p><span style="color: #d63a2f; background-color: #fff3a3;">a <strong>b</strong></span></p>',
  );
});

test("by keyboard alone, a colour is chosen for what is typed next, and another one is written", async () => {
  const saved = await editBody("", async ({ page, text, tool }) => {
    await text.click();
    await page.keyboard.type("a");
    await tool("Text colour").press("Enter");
    const swatch = (name: string) =>
      page.getByRole("button", { name, exact: true });
    await swatch("Black").and(page.locator(":focus")).waitFor();
    await page.keyboard.press("ArrowRight");
    await swatch("Grey").and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await text.and(page.locator(":focus")).waitFor();
    await tool("Background colour").press("Enter");
    await page
      .getByRole("textbox", { name: "Another colour", exact: true })
      .fill("#ABC");
    await page.keyboard.press("Enter");
    await text.and(page.locator(":focus")).waitFor();
    await page.keyboard.type("b");
  });
  expect(saved).toBe(
    '<p>a<span style="color: #757575; background-color: #aabbcc;">b</span></p>',
  );
});

test("a colour goes without what else a span says", async () => {
  const body =
    '<p><span class="x" style="COLOR: RED; font-size: 20px">a</span><span style="color: #00f">b</span></p>';
  const saved = await editBody(body, async (rich) => {
    await selectAll(rich);
    const { page, tool } = rich;
    await tool("Text colour").and(page.locator("[aria-pressed=true]")).click();
    await page.getByRole("button", { name: "No colour", exact: true }).click();
  });
  expect(saved).toBe(
    '<p><span class="x" style="font-size: 20px;">a</span>b</p>',
  );
});

test.each([
  ["light", "#fff", "rgb(36, 32, 28)"],
  ["light", "#000", "rgba(0, 0, 0, 0)"],
  ["dark", "#000", "rgb(244, 242, 239)"],
  ["dark", "#fff", "rgba(0, 0, 0, 0)"],
] as const)(
  "in the %s admin, text of the colour %s can be read, and is stored as it was",
  async (colorScheme, color, behind) => {
    const body = `<p><span style="color: ${color}">a</span><span style="background-color: #ff0">b</span></p>`;
    const saved = await editBody(body, async (rich) => {
      await rich.page.emulateMedia({ colorScheme });
      expect(await look(rich, "span > span", "background-color")).toBe(behind);
      expect(await look(rich, ".on-light", "color")).toBe("rgb(34, 28, 23)");
      await rich.text.click();
      await rich.page.keyboard.press("End");
      await rich.page.keyboard.type("c");
    });
    expect(saved).toBe(body.replace(">b<", ">bc<"));
  },
);
