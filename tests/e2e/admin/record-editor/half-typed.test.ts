// What runs in a page is written in its own language.
/// <reference lib="dom" />
import { expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { visitAdmin } from "../open-admin.ts";
import { field, openEditedSite, openedEditor } from "./edited-site.ts";

const editing = openForTests(openEditedSite);

/** Five hours behind UTC. */
const zone = "America/New_York";

/** Has another tab choose the zone of times. */
async function chooseElsewhere(page: Page, name: "Local" | "UTC") {
  const other = await page.context().newPage();
  await other.goto(`${editing.site.url}/_/#/settings`);
  await other.getByRole("button", { name: "Account" }).click();
  await other
    .getByRole("menuitemradio", { name: new RegExp(`^${name}`) })
    .click();
  await other.close();
}

test("what is typed in a date stays while times are put in another zone, and means the same moment", async () => {
  const post = await editing.post({ due: "2026-01-22 03:09:35.613Z" });
  await visitAdmin(editing.site, "#/settings", async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTimezoneOverride", { timezoneId: zone });
    await page.evaluate(
      (to) => window.location.assign(to),
      `#/collections?collection=posts&record=${post.id}`,
    );
    const editor = await openedEditor(page);
    const due = field(editor, "due");
    const input = due.getByRole("textbox");
    await input.fill("2026-1");
    await chooseElsewhere(page, "UTC");
    await due.getByText("UTC", { exact: true }).waitFor();
    expect(await input.inputValue()).toBe("2026-1");
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await due.getByText("Write a date as in").waitFor();
    expect((await editing.stored(post.id))["due"]).toBe(post["due"]);

    await input.fill("2026-01-22 03:09");
    await chooseElsewhere(page, "Local");
    await due
      .getByText("Local time, stored as 2026-01-22 03:09:00.000Z")
      .waitFor();
    expect(await input.inputValue()).toBe("2026-01-21 22:09");
  });
});

test("a draft has no empty date, and no zero, for what was half typed", async () => {
  const due = "2026-01-22 03:09:35.613Z";
  const post = await editing.post({ due, views: 3 });
  await editing.edit(post, async (page, editor) => {
    await field(editor, "due").getByRole("textbox").fill("2026-1");
    await field(editor, "views").getByRole("textbox").fill("-");
    await field(editor, "title").getByRole("textbox").fill("Kept");
    await page.reload();
    const again = await openedEditor(page);
    await again.getByRole("button", { name: "Restore" }).click();
    await again.getByText("Not saved yet").waitFor();
    const value = (name: string) =>
      field(again, name).getByRole("textbox").inputValue();
    expect(await value("title")).toBe("Kept");
    expect(await value("views")).toBe("3");
    await field(again, "due").getByText(`stored as ${due}`).waitFor();
  });
});

test("the last moment that can be stored is shown, and does not keep the record from being saved", async () => {
  const never = "9999-12-31 23:59:59.999Z";
  const post = await editing.post({ due: never });
  await visitAdmin(editing.site, "#/settings", async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTimezoneOverride", {
      timezoneId: "Asia/Kathmandu",
    });
    await page.evaluate(
      (to) => window.location.assign(to),
      `#/collections?collection=posts&record=${post.id}`,
    );
    const editor = await openedEditor(page);
    const due = field(editor, "due").getByRole("textbox");
    expect(await due.inputValue()).toBe(never);
    await field(editor, "title").getByRole("textbox").fill("For ever");
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Record saved").waitFor();
  });
  const { title, due } = await editing.stored(post.id);
  expect({ title, due }).toEqual({ title: "For ever", due: never });
});

test("in a low window, as one that is magnified, all of a calendar can be reached", async () => {
  const post = await editing.post({ due: "2026-01-22 03:09:35.613Z" });
  await editing.edit(post, async (page, editor) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await field(editor, "due")
      .getByRole("button", { name: "Choose due in a calendar" })
      .click();
    const time = page.getByRole("dialog", { name: "due" }).getByLabel("Time");
    await time.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (input) =>
        input !== null &&
        input.getBoundingClientRect().bottom <= window.innerHeight,
      await time.elementHandle(),
    );
  });
});

test("what lies below a half typed date is where it was for who leaves the field by clicking it", async () => {
  const post = await editing.post({ due: "2026-01-22 03:09:35.613Z" });
  await editing.edit(post, async (_page, editor) => {
    const due = field(editor, "due");
    const input = due.getByRole("textbox");
    await input.fill("2026-1");
    await editing.client
      .collection("posts")
      .update(post.id, { due: "2026-05-05 10:30:00.000Z" });
    await editor.getByRole("button", { name: "Take the other" }).click();
    await due.getByText("stored as 2026-05-05 10:30:00.000Z").waitFor();
    expect(await input.inputValue()).toContain("2026-05-05");
  });
});
