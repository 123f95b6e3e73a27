import { beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import type { RecordModel } from "pocketbase";
import { openForTests } from "../open-for-tests.ts";
import { accessibilityProblems } from "./accessibility.ts";
import { visitAdmin } from "./open-admin.ts";
import {
  field,
  openEditedSite,
  openedEditor,
  save,
} from "./record-editor/edited-site.ts";

/** Five hours behind UTC. */
const zone = "America/New_York";
const stored = "2026-01-22 03:09:35.613Z";
const local = "2026-01-21 22:09:35";

const editing = openForTests(openEditedSite);
let post: RecordModel;
let visit: RecordModel;
beforeAll(async () => {
  const { client } = editing;
  post = await editing.post({ due: stored });
  await editing.post({ title: "Later", due: "2026-01-22 03:09:35.614Z" });
  const slots = await client.collections.create({
    name: "slots",
    type: "base",
    fields: [{ name: "at", type: "date", presentable: true }],
  });
  await client.collections.create({
    name: "visits",
    type: "base",
    fields: [{ name: "slot", type: "relation", collectionId: slots.id }],
  });
  const slot = await client.collection("slots").create({ at: stored });
  visit = await client.collection("visits").create({ slot: slot.id });
});

/** Visits as somebody whose clocks are those of the zone. */
async function visitThere(
  hash: string,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  // Where no times are shown.
  await visitAdmin(editing.site, "#/settings", async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTimezoneOverride", { timezoneId: zone });
    await goTo(page, hash);
    await look(page);
  });
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => window.location.assign(to), hash);
}

async function choose(page: Page, name: "Local" | "UTC"): Promise<void> {
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("menuitemradio", { name }).click();
}

const cell = (page: Page, text: string) =>
  page.getByRole("gridcell").getByText(text, { exact: true });

const posts = "#/collections?collection=posts";

test("tables, editors and labels show times in the zone that was chosen, also after the page was loaded anew", async () => {
  await visitThere(posts, async (page) => {
    const here = cell(page, local).first();
    await here.waitFor();
    expect(await here.getAttribute("title")).toEndWith("Z (UTC)");
    await choose(page, "UTC");
    const shown = cell(page, stored);
    expect(await shown.getAttribute("title")).toBe(
      `${local}.613 -05:00 (${zone})`,
    );
    await page.reload();
    await shown.waitFor();

    await goTo(page, `${posts}&record=${post.id}`);
    const due = field(await openedEditor(page), "due");
    expect(await due.getByRole("textbox").inputValue()).toBe(stored);
    await due.getByText(`UTC; here it is ${local}.613 -05:00`).waitFor();

    await goTo(page, "#/collections?collection=visits");
    await cell(page, stored).waitFor();
    await goTo(page, `#/collections?collection=visits&record=${visit.id}`);
    const slot = field(await openedEditor(page), "slot");
    await slot.getByText(stored).waitFor();
    await page.keyboard.press("Escape");
    await choose(page, "Local");
    await cell(page, local).waitFor();
  });
});

test("what a table shows in UTC is what a filter takes", async () => {
  await visitThere(posts, async (page) => {
    await choose(page, "UTC");
    const seen = await cell(page, stored).innerText();
    for (const search of [`due = "${seen}"`, seen]) {
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+A");
      await page.keyboard.insertText(search);
      await page.keyboard.press("Enter");
      await cell(page, "Later").waitFor({ state: "detached" });
      await cell(page, "First").waitFor();
      await page.getByRole("button", { name: "Clear" }).first().click();
      await cell(page, "Later").waitFor();
    }
  });
});

test("dates are typed, and chosen in the calendar, in the zone that was chosen", async () => {
  const made = await editing.post({ title: "Typed" });
  await visitThere(posts, async (page) => {
    await choose(page, "UTC");
    await goTo(page, `${posts}&record=${made.id}`);
    const editor = await openedEditor(page);
    const due = field(editor, "due");
    const input = due.getByRole("textbox");
    await due.getByText("UTC", { exact: true }).waitFor();
    await input.fill("2026-01-22 03:10");
    await input.press("Tab");
    expect(await input.inputValue()).toBe("2026-01-22 03:10:00.000Z");
    await due.getByRole("button", { name: "Choose due in a calendar" }).click();
    const calendar = page.getByRole("dialog", { name: "due" });
    const chosen = calendar.getByRole("gridcell", { selected: true });
    expect(await chosen.innerText()).toBe("22");
    expect(await calendar.getByLabel("Time").inputValue()).toBe("03:10");
    await calendar.getByRole("button", { name: /January 23/ }).click();
    await page.keyboard.press("Escape");
    expect(await input.inputValue()).toBe("2026-01-23 03:10:00.000Z");

    // Another tab goes over to local times meanwhile.
    await page.evaluate(() => {
      const change = { key: "hutch.times", newValue: '"local"' };
      localStorage.setItem(change.key, change.newValue);
      window.dispatchEvent(new StorageEvent("storage", change));
    });
    await due.getByText("Local time, stored as").waitFor();
    expect(await input.inputValue()).toBe("2026-01-22 22:10");
    await input.fill("2026-01-22 22:11");
    await save(page);
  });
  const { due } = await editing.stored(made.id);
  expect(due).toBe("2026-01-23 03:11:00.000Z");
});

test("a date that was changed elsewhere is told in the zone that was chosen", async () => {
  const { client } = editing;
  const made = await editing.post({ title: "Shared", due: stored });
  await visitThere(`${posts}&record=${made.id}`, async (page) => {
    const due = field(await openedEditor(page), "due");
    await due.getByRole("textbox").fill("2026-01-21 08:00");
    const changed = "2026-02-22 03:09:35.613Z";
    await client.collection("posts").update(made.id, { due: changed });
    const theirs = due.locator("..").locator("time");
    await theirs.getByText("2026-02-21 22:09:35", { exact: true }).waitFor();
    expect(await theirs.getAttribute("title")).toBe(`${changed} (UTC)`);
  });
});

test("the choice of a zone can be made by keyboard, and in the palette", async () => {
  await visitThere(posts, async (page) => {
    await page.getByRole("button", { name: "Account" }).press("Enter");
    const group = page.getByRole("group", { name: "Times" });
    const [here, utc] = ["Local", "UTC"].map((name) =>
      group.getByRole("menuitemradio", { name }),
    );
    expect(await here?.getAttribute("aria-checked")).toBe("true");
    expect(await here?.innerText()).toContain(zone);
    const problems = await accessibilityProblems(
      page,
      "aria-required-children",
      "aria-required-parent",
      "aria-required-attr",
      "color-contrast",
    );
    expect(problems).toBeEmpty();
    await page.keyboard.type("utc");
    await page.keyboard.press("Enter");
    await utc?.waitFor({ state: "detached" });
    await cell(page, stored).waitFor();
    await page.keyboard.press("Control+K");
    await page
      .getByRole("dialog", { name: "Search and commands" })
      .getByRole("combobox")
      .fill("Times: Local");
    await page.keyboard.press("Enter");
    await cell(page, local).first().waitFor();
  });
});

test("the logs follow", async () => {
  await fetch(`${editing.site.url}/api/collections/nowhere/records`);
  await visitThere("#/logs?superuserRequests=1", async (page) => {
    const time = page.getByRole("gridcell").locator("time").first();
    await time.waitFor();
    expect(await time.innerText()).not.toEndWith("Z");
    await choose(page, "UTC");
    const shown = await time.innerText();
    const { items } = await editing.client.logs.getList(1, 1, {
      filter: `created = "${shown}"`,
    });
    expect(items[0]?.created).toBe(shown);
    await page.getByText(/^\d+ \w{3} \d\d:\d\d to .* UTC$/).waitFor();
    await page.getByRole("grid").getByRole("link").first().click();
    const panel = page.getByRole("dialog");
    expect(await panel.locator("time").first().innerText()).toEndWith("Z");
  });
});
