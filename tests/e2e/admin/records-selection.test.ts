// What runs in a page is written in its own language.
/// <reference lib="dom" />
import { beforeAll, expect, test } from "bun:test";
import type { Download, Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

/** More than one request can name. */
const count = 200;

const site = openForTests(openSite);
const client = logInForTests(site);
beforeAll(async () => {
  await client.collections.create({
    name: "plums",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "weight", type: "number" },
    ],
  });
  await client.send("/api/sql", {
    method: "POST",
    body: {
      query: `insert into plums (id, title, weight) with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select printf('plum%011d', i), 'Plum ' || i, (i * 37) % ${count} from n`,
    },
  });
});

const byWeight = "#/collections?collection=plums&sort=weight";

function rowAt(page: Page, position: number) {
  return page.locator(`[data-position="${position}"]`);
}

function bar(page: Page) {
  return page.getByRole("region", { name: "What is selected" });
}

async function exported(page: Page, format: string): Promise<string> {
  await bar(page).getByRole("button", { name: "Export" }).click();
  const download: Promise<Download> = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: format }).click();
  return Bun.file(await (await download).path()).text();
}

test("a range by Shift selects rows, and marks no text", async () => {
  await visitAdmin(site, byWeight, async (page) => {
    await rowAt(page, 1).getByRole("checkbox").click({ force: true });
    await rowAt(page, 5)
      .getByText(/^Plum/)
      .click({ modifiers: ["Shift"] });
    await bar(page).getByText("5 selected").waitFor();
    expect(await page.evaluate(() => String(getSelection()))).toBe("");
    // The keys go on from there.
    await page.keyboard.press("Shift+ArrowDown");
    await bar(page).getByText("6 selected").waitFor();
  });
});

test("what is selected is exported in the order of the table, and the toast goes when it is", async () => {
  await visitAdmin(site, byWeight, async (page) => {
    // The last of them first.
    for (const position of [7, 2, 4]) {
      await rowAt(page, position).getByRole("checkbox").click({ force: true });
    }
    const few = JSON.parse(await exported(page, "As JSON"));
    expect(few.map(({ weight }: { weight: number }) => weight)).toEqual([
      2, 4, 7,
    ]);
    await page
      .getByText("Preparing the file …")
      .waitFor({ state: "detached", timeout: 2000 });

    await bar(page).getByRole("button", { name: "Clear" }).click();
    await rowAt(page, 0).getByRole("checkbox").click({ force: true });
    await page.getByRole("textbox", { name: "Go to row" }).fill(String(count));
    await page.keyboard.press("Enter");
    await rowAt(page, count - 1).click({ modifiers: ["Shift"] });
    await bar(page).getByText(`${count} selected`).waitFor();
    const lines = (await exported(page, "As CSV")).trim().split(/\r?\n/);
    const column = lines[0]!.split(",").indexOf("weight");
    expect(lines.slice(1).map((line) => line.split(",")[column])).toEqual(
      Array.from({ length: count }, (_, weight) => String(weight)),
    );
  });
});

test("what somebody else deletes meanwhile is no failure to delete, and selected no more", async () => {
  await visitAdmin(site, byWeight, async (page) => {
    for (const position of [10, 11, 12]) {
      await rowAt(page, position).getByRole("checkbox").click({ force: true });
    }
    await bar(page).getByRole("button", { name: "Delete" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByText("Delete 3 records?").waitFor();
    const plums = client.collection("plums");
    await plums.delete((await plums.getFirstListItem("weight = 11")).id);
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText("3 records deleted").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await bar(page).waitFor({ state: "detached" });
  });
});

test("toasts leave the bar of what is selected free", async () => {
  await visitAdmin(site, byWeight, async (page) => {
    await rowAt(page, 1).getByRole("checkbox").click({ force: true });
    await rowAt(page, 2)
      .getByRole("button", { name: /^Actions/ })
      .click();
    await page.getByRole("menuitem", { name: "Copy as JSON" }).click();
    const toasts = page.getByRole("region", { name: "Notifications" });
    await toasts.getByText(/Cop/).waitFor();
    const toast = await toasts.boundingBox();
    const below = await bar(page).boundingBox();
    expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(
      below?.y ?? 0,
    );
  });
});
