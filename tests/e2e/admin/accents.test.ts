import { expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { accessibilityProblems } from "./accessibility.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);

/** The colour of the frame around the page; undefined for the browser's own. */
const tint = (page: Page) =>
  page.evaluate<string | undefined>(
    `document.querySelector("meta[name=theme-color]")?.content`,
  );

test("an accent is pressed, tints the browser's frame, and goes again", async () => {
  await visitAdmin(site, "#/settings", async (page) => {
    const colors = page.getByRole("group", { name: "Colours to begin with" });
    const green = colors.getByRole("button", { name: "Green" });
    await green.waitFor();
    expect(await tint(page)).toBeUndefined();
    await green.click();
    expect(await green.getAttribute("aria-pressed")).toBe("true");
    const color = await page.getByLabel("Accent colour").last().inputValue();
    expect(color).toMatch(/^#[\da-f]{6}$/);
    expect(await tint(page)).toBe(color);
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.keyboard.press("Control+s");
    await page.getByText("The settings are saved.").waitFor();
    await page.reload();
    await green.and(page.locator("[aria-pressed=true]")).waitFor();
    expect(await tint(page)).toBe(color);

    await page.getByRole("button", { name: "Use the default colour" }).click();
    await green.and(page.locator("[aria-pressed=false]")).waitFor();
    expect(await tint(page)).toBeUndefined();
  });
});
