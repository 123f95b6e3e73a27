import { beforeEach, expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { visitAdmin } from "../open-admin.ts";
import {
  choose,
  field,
  fileNames,
  openEditedSite,
  save,
} from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

test("a record is made with values of all kinds", async () => {
  await editing.client.collection("tags").create({ name: "Tea" });
  await visitAdmin(
    editing.site,
    "#/collections?collection=posts",
    async (page) => {
      await page.getByRole("button", { name: "New record" }).first().click();
      const editor = page.getByRole("dialog", { name: "New record" });
      // The server makes the id, which comes first.
      await editor.locator('[name="title"]:focus').waitFor();
      await page.keyboard.type("Made here");
      await editor.getByLabel("views", { exact: true }).fill("12");
      await editor.getByLabel("due", { exact: true }).fill("2026-05-06 10:30");
      await editor.getByRole("combobox", { name: "kind" }).click();
      await page.getByRole("option", { name: "story" }).click();
      await editor.getByRole("combobox", { name: "colors" }).click();
      await page.getByRole("option", { name: "blue" }).click();
      await page.getByRole("option", { name: "red" }).click();
      await page.keyboard.press("Escape");
      await choose(field(editor, "files"), "words.txt", "some words");
      await editor.getByRole("textbox", { name: "body" }).click();
      await page.keyboard.type("Hello");
      await editor.getByRole("textbox", { name: "data" }).click();
      await page.keyboard.insertText('{ "a": [1, 2] }');
      await editor.getByLabel("Longitude", { exact: true }).fill("");
      await page.keyboard.type("-13.4");
      await editor.getByLabel("Latitude", { exact: true }).fill("52.5");
      await editor.getByRole("button", { name: "Create" }).click();
      await editor.waitFor({ state: "detached" });
    },
  );
  const [made] = await editing.client.collection("posts").getFullList();
  expect(made).toMatchObject({
    title: "Made here",
    views: 12,
    kind: "story",
    colors: ["blue", "red"],
    body: "<p>Hello</p>",
    data: { a: [1, 2] },
    place: { lon: -13.4, lat: 52.5 },
  });
  expect(new Date(made!["due"]).getTime()).toBe(
    new Date("2026-05-06T10:30").getTime(),
  );
  expect(fileNames(made!)).toEqual(["words.txt"]);
});

test("what the server refuses is said at the field, which takes the focus", async () => {
  await editing.edit(await editing.post(), async (page, editor) => {
    await editor.getByLabel("title").fill("");
    await editor.getByRole("button", { name: "Save", exact: true }).click();
    await field(editor, "title").getByText("Fill this in.").waitFor();
    expect(await editor.locator(":focus").getAttribute("name")).toBe("title");
    await editor.getByLabel("title").fill("Better");
    await save(page);
  });
});

test("what is no value is not saved", async () => {
  const record = await editing.post({ data: { a: 1 }, views: 5 });
  await editing.edit(record, async (page, editor) => {
    await editor.getByRole("textbox", { name: "data" }).click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText('{ "a": ');
    await page.keyboard.press("ControlOrMeta+S");
    await field(editor, "data")
      .getByText(/^This is not valid JSON|expected/)
      .waitFor();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.insertText("[2]");
    await editor.getByLabel("views", { exact: true }).fill("many");
    await page.keyboard.press("ControlOrMeta+S");
    await field(editor, "views").getByText("Write a number").waitFor();
    await editor.getByLabel("views", { exact: true }).fill("7");
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByText("Record saved").waitFor();
    await editor.waitFor();
  });
  expect(await editing.stored(record.id)).toMatchObject({
    data: [2],
    views: 7,
  });
});

test("a pin on the map is moved by keyboard and by pressing", async () => {
  const record = await editing.post({ place: { lon: 10, lat: 50 } });
  await editing.edit(record, async (page, editor) => {
    await editor.getByRole("button", { name: "Show the map" }).click();
    await editor.getByRole("button", { name: /^Pin at/ }).press("ArrowUp");
    const lat = editor.getByLabel("Latitude", { exact: true });
    expect(Number(await lat.inputValue())).toBeGreaterThan(50);
    await editor
      .getByRole("group", { name: /^Map/ })
      .click({ position: { x: 30, y: 200 } });
    const lon = editor.getByLabel("Longitude", { exact: true });
    expect(Number(await lon.inputValue())).toBeLessThan(10);
    await save(page);
  });
  expect((await editing.stored(record.id))["place"].lon).toBeLessThan(10);
});

test("a place is pasted as maps copy it, and a pin that leaves the map is followed", async () => {
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    const lon = editor.getByLabel("Longitude", { exact: true });
    const lat = editor.getByLabel("Latitude", { exact: true });
    await editor.getByRole("button", { name: "Show the map" }).click();
    const map = editor.getByRole("group", { name: /^Map/ });
    const pin = editor.getByRole("button", { name: /^Pin at/ });
    for (let times = 0; times < 5; times++) {
      await editor.getByRole("button", { name: "Zoom in" }).click();
    }
    await lon.evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "60.1699, 24.9384");
      const paste = { clipboardData, bubbles: true, cancelable: true };
      input.dispatchEvent(new ClipboardEvent("paste", paste));
    });
    await pin.and(page.getByLabel(/24\.9384, latitude 60\.1699/)).waitFor();
    expect([await lon.inputValue(), await lat.inputValue()]).toEqual([
      "24.9384",
      "60.1699",
    ]);
    await expectWithin(pin, map);
    for (let times = 0; times < 25; times++) await pin.press("Shift+ArrowLeft");
    expect(Number(await lon.inputValue())).toBeLessThan(24.9);
    await expectWithin(pin, map);
    await save(page);
  });
  expect((await editing.stored(record.id))["place"].lat).toBeCloseTo(60.17, 1);
});

/** That the middle of an element is in sight in another one. */
async function expectWithin(inner: Locator, outer: Locator): Promise<void> {
  const [one, other] = [await inner.boundingBox(), await outer.boundingBox()];
  if (one === null || other === null) throw new Error("it is not shown");
  const middle = one.x + one.width / 2;
  expect(middle).toBeGreaterThan(other.x);
  expect(middle).toBeLessThan(other.x + other.width);
}

test("a number that need not be there may be 0 beyond its limits, as on the server", async () => {
  await editing.post();
  const { fields } = await editing.client.collections.getOne("posts");
  const limited = fields.map((one) =>
    one.name === "views" ? { ...one, min: 3, max: 9 } : one,
  );
  await editing.client.collections.update("posts", { fields: limited });
  const [post] = await editing.client.collection("posts").getFullList();
  await editing.edit(post!, async (page, editor) => {
    const views = editor.getByLabel("views", { exact: true });
    expect(await views.getAttribute("aria-invalid")).not.toBe("true");
    await editor.getByText("3 to 9 · 0 for none").waitFor();
    await views.fill("2");
    await views.blur();
    await editor.getByText("Use 3 or more.").waitFor();
    await views.fill("0");
    await views.blur();
    await editor.getByText("Use 3 or more.").waitFor({ state: "detached" });
    await views.fill("4");
    await save(page);
  });
  await editing.client.collections.update("posts", { fields });
});
