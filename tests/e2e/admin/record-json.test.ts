import { beforeAll, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import type { RecordModel } from "pocketbase";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

beforeAll(async () => {
  await client.collections.create({
    name: "notes",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "data", type: "json" },
    ],
  });
});

/** Opens a new record with this data in the editor. */
async function edit(
  data: unknown,
  look: (page: Page, editor: Locator, record: RecordModel) => Promise<void>,
): Promise<RecordModel> {
  const notes = client.collection("notes");
  const record = await notes.create({ title: "First", data });
  const address = `#/collections?collection=notes&record=${record.id}`;
  await visitAdmin(site, address, async (page) => {
    const editor = page.getByRole("dialog", { name: "Edit record" });
    await editor.getByRole("button", { name: "Save", exact: true }).waitFor();
    await look(page, editor, record);
  });
  return notes.getOne(record.id);
}

/** Writes JSON in place of what is there, and has it saved. */
async function write(page: Page, editor: Locator, json: string) {
  await editor.getByRole("textbox", { name: "data" }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(json);
  await page.keyboard.press("ControlOrMeta+S");
}

const refusal = (number: string) =>
  `${number} has more digits than are kept of a number. In quotes it stays as it is.`;

test("a number whose digits would be lost is refused, and kept in quotes", async () => {
  const saved = await edit({ id: 1 }, async (page, editor) => {
    for (const number of ["12345678901234567891", "0.12345678901234567891"]) {
      await write(page, editor, `{"id": ${number}, "part": 1.5}`);
      await editor.getByText(refusal(number)).waitFor();
    }
    await write(page, editor, '{"id": "12345678901234567891", "part": 1.50}');
    await page.getByText("Record saved").waitFor();
  });
  expect(saved["data"]).toEqual({ id: "12345678901234567891", part: 1.5 });
});

test("a last digit beyond 2^53 is an edit, and is not dropped silently", async () => {
  await edit([2 ** 53], async (page, editor) => {
    await write(page, editor, "[9007199254740993]");
    await editor.getByText(refusal("9007199254740993")).waitFor();
  });
});

test("JSON that is not touched keeps nothing from being saved", async () => {
  const saved = await edit([2 ** 60], async (page, editor) => {
    await editor.getByLabel("title").fill("Second");
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("Record saved").waitFor();
  });
  expect(saved).toMatchObject({ title: "Second", data: [2 ** 60] });
});
