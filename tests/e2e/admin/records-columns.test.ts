// What runs in a page is written in its own language.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

beforeAll(async () => {
  const names = ["alpha", "beta", "gamma", "delta", "omega"];
  await client.collections.create({
    name: "letters",
    type: "base",
    fields: names.map((name) => ({ name, type: "text" })),
  });
  await client.collection("letters").create({ alpha: "a1", beta: "b2" });
  await client.collection("letters").create({ alpha: "a2", beta: "b1" });
});

const letters = "#/collections?collection=letters";

function heading(page: Page, name: string): Locator {
  return page.getByRole("columnheader", { name, exact: true });
}

async function headings(page: Page): Promise<readonly string[]> {
  await heading(page, "alpha").waitFor();
  const texts = await page.getByRole("columnheader").allInnerTexts();
  return texts.slice(1, -1);
}

function awaitHeadings(page: Page, names: readonly string[]): Promise<unknown> {
  return page.waitForFunction((wanted) => {
    const found = [...document.querySelectorAll("[role=columnheader]")];
    const texts = found.slice(1, -1).map((one) => one.textContent);
    return texts.join() === wanted;
  }, names.join());
}

/** Presses a heading and moves it: `at` is where on the other one, 0 being its left edge and 1 its right one. */
async function drag(page: Page, from: Locator, to: Locator, at: number) {
  const start = await boxOf(from);
  const end = await boxOf(to);
  const y = start.y + start.height / 2;
  await page.mouse.move(start.x + start.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width * at, y, { steps: 5 });
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("it is not there");
  return box;
}

test("a heading that is dragged puts its column elsewhere, sorts nothing, and is remembered", async () => {
  await visitAdmin(site, letters, async (page) => {
    expect(await headings(page)).toEqual([
      "id",
      "alpha",
      "beta",
      "gamma",
      "delta",
      "omega",
    ]);
    await drag(page, heading(page, "alpha"), heading(page, "gamma"), 0.8);
    await page.mouse.up();
    const moved = ["id", "beta", "gamma", "alpha", "delta", "omega"];
    await awaitHeadings(page, moved);
    await drag(page, heading(page, "gamma"), heading(page, "id"), 0.1);
    await page.mouse.up();
    const order = ["gamma", "id", "beta", "alpha", "delta", "omega"];
    await awaitHeadings(page, order);
    expect(await heading(page, "gamma").getAttribute("aria-sort")).toBe("none");
    expect(page.url()).not.toContain("sort=");
    await page.reload();
    expect(await headings(page)).toEqual(order);
  });
});

test("a heading that is dropped where it was, or after Escape, stays; a press alone sorts", async () => {
  await visitAdmin(site, letters, async (page) => {
    const before = await headings(page);
    await drag(page, heading(page, "alpha"), heading(page, "beta"), 0.3);
    await page.mouse.up();
    await drag(page, heading(page, "alpha"), heading(page, "beta"), 0.9);
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await headings(page)).toEqual(before);
    expect(page.url()).not.toContain("sort=");

    await heading(page, "beta").getByRole("button").click();
    await page.waitForURL(/sort=beta/);
    const cells = page.getByRole("gridcell", { name: /^b\d$/ });
    await cells.filter({ hasText: "b1" }).and(cells.first()).waitFor();
  });
});

test("the edge of a heading still makes its column wider, and moves nothing", async () => {
  await visitAdmin(site, letters, async (page) => {
    const before = await headings(page);
    const { x, y, width, height } = await boxOf(heading(page, "beta"));
    await page.mouse.move(x + width, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width + 80, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(0, 0);
    expect((await boxOf(heading(page, "beta"))).width).toBe(width + 80);
    expect(await headings(page)).toEqual(before);
    expect(page.url()).not.toContain("sort=");
  });
});

test("a table that is wider than its window scrolls while a heading is held at its edge", async () => {
  await visitAdmin(site, letters, async (page) => {
    await page.setViewportSize({ width: 800, height: 600 });
    await headings(page);
    const { x, width } = await boxOf(page.getByRole("grid"));
    const { y, height } = await boxOf(heading(page, "alpha"));
    await heading(page, "alpha").hover();
    await page.mouse.down();
    await page.mouse.move(x + width - 20, y + height / 2, { steps: 5 });
    await page.waitForFunction(() => {
      const grid = document.querySelector("[role=grid]");
      if (grid === null) return false;
      const { scrollLeft, scrollWidth, clientWidth } = grid;
      return scrollLeft > 0 && scrollLeft >= scrollWidth - clientWidth - 1;
    });
    await page.mouse.up();
    const order = ["id", "beta", "gamma", "delta", "omega", "alpha"];
    await awaitHeadings(page, order);
  });
});

test("keys go on from a heading that was pressed", async () => {
  await visitAdmin(site, letters, async (page) => {
    await headings(page);
    await heading(page, "alpha").getByRole("button").click();
    await page.keyboard.press("Alt+Shift+ArrowRight");
    const order = ["id", "beta", "alpha", "gamma", "delta", "omega"];
    await awaitHeadings(page, order);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/record=/);
  });
});
