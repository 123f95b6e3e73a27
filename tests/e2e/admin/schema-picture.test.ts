import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
beforeAll(async () => {
  const { id } = await client.collections.create({
    name: "tags",
    type: "base",
    fields: [{ name: "label", type: "text" }],
  });
  await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      {
        name: "labels",
        type: "relation",
        collectionId: id,
        maxSelect: 9,
        cascadeDelete: true,
      },
    ],
  });
});

async function openPicture(page: Page): Promise<void> {
  const button = { name: "Picture of all collections" };
  await page.getByRole("button", button).click();
  await page.getByRole("button", { name: "Open posts" }).waitFor();
}

test("the picture shows collections and relations, and leads to one by keyboard", async () => {
  await visitAdmin(site, "#/collections?collection=users", async (page) => {
    await openPicture(page);
    expect(await page.locator(".react-flow__edge").count()).toBe(1);
    const open = page.getByRole("button", { name: "Open tags" });
    await open.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/collection=tags/);
    await open.waitFor({ state: "detached" });
  });
});

test("Control and 0 show all of the picture again", async () => {
  await visitAdmin(site, "#/collections", async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await openPicture(page);
    const viewport = page.locator(".react-flow__viewport");
    // It takes its place once its boxes are measured.
    await page.locator(".react-flow__edge").waitFor({ state: "attached" });
    await page.keyboard.press("Control+0");
    const whole = await viewport.getAttribute("style");
    const inPlace = page.locator(`[style=${JSON.stringify(whole)}]`);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await viewport.and(inPlace).waitFor({ state: "detached" });
    await page.keyboard.press("Control+0");
    await viewport.and(inPlace).waitFor({ state: "attached" });
  });
});

test("system collections are in the picture when they are wanted", async () => {
  await visitAdmin(site, "#/collections", async (page) => {
    await openPicture(page);
    const system = page.getByRole("button", { name: "Open _superusers" });
    expect(await system.count()).toBe(0);
    await page.getByLabel("System collections").check();
    await system.waitFor();
  });
});

test("the picture is said in words, too, as far as it is looked for", async () => {
  await visitAdmin(site, "#/collections", async (page) => {
    await openPicture(page);
    await page.getByRole("button", { name: "As a list" }).click();
    const posts = page.getByRole("listitem").filter({ hasText: "Refers to" });
    expect((await posts.innerText()).split("\n")).toEqual(
      expect.arrayContaining(["labels", "tags", "several", "deleted along"]),
    );
    await page.getByLabel("Find a collection or field").fill("label");
    const users = page.getByRole("button", { name: "Open users" });
    await users.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Open tags" }).waitFor();
  });
});

test.each(["svg", "png"])("the picture is exported as %s", async (kind) => {
  await visitAdmin(site, "#/collections", async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await openPicture(page);
    await page.getByRole("button", { name: "Export" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: kind.toUpperCase() }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`collections.${kind}`);
    const content = await Bun.file(await file.path()).bytes();
    const text = new TextDecoder("latin1").decode(content);
    if (kind === "png") {
      expect(text.slice(1, 4)).toBe("PNG");
    } else {
      expect(text).toContain(">labels</text>");
      expect(text).toContain("stroke-dasharray");
      const colors = new Set(text.match(/fill="rgb[^"]*"/g));
      expect(colors.size).toBeGreaterThan(3);
    }
  });
});
