// What runs in a page is written in its own language.
/// <reference lib="dom" />
import { beforeAll, expect, test } from "bun:test";
import type { Page, Request } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { holdLive, visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
const ids: Record<string, string> = {};

beforeAll(async () => {
  for (const name of ["apples", "pears", "plums"]) {
    const { id } = await client.collections.create({
      name,
      type: "base",
      fields: [
        { name: "title", type: "text" },
        { name: "weight", type: "number" },
      ],
    });
    ids[name] = id;
    for (let number = 1; number <= 12; number++) {
      const title = `${name} ${number}`;
      const record = { title, weight: 100 + number };
      ids[title] = (await client.collection(name).create(record)).id;
    }
  }
});

const apples = "#/collections?collection=apples";

/** Holds answers back until they are let go. */
async function hold(
  page: Page,
  isHeld: (request: Request) => boolean,
): Promise<{ readonly letGo: () => Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(
    () => true,
    async (route) => {
      if (isHeld(route.request())) await promise;
      await route.fallback();
    },
  );
  return {
    letGo: async () => {
      resolve();
      await page.unrouteAll({ behavior: "wait" });
    },
  };
}

function asksForRows(request: Request): boolean {
  return /\/records\?.*expand=/.test(request.url());
}

function cell(page: Page, name: string) {
  return page.getByRole("gridcell", { name, exact: true });
}

function place(page: Page, name: string) {
  return page.getByRole("link", { name, exact: true });
}

function searchField(page: Page) {
  return page.getByRole("textbox", { name: "Search or filter" });
}

test("the first rows are asked for once, and anew when one comes back to them", async () => {
  await visitAdmin(site, apples, async (page) => {
    await cell(page, "apples 1").waitFor();
    // Once the page listens, it looks again at what it has loaded.
    const listen = await holdLive(page);
    const shown = ["pears", "plums"];
    const asked: string[] = [];
    page.on("request", (request) => {
      const name = shown.find((one) => request.url().includes(`/${ids[one]}/`));
      if (name !== undefined && asksForRows(request)) asked.push(name);
    });
    for (const name of shown) {
      await place(page, name).click();
      await cell(page, `${name} 1`).waitFor();
    }
    expect(asked).toEqual(shown);
    listen();
    await client.collection("apples").update(ids["apples 3"] ?? "", {
      weight: 555,
    });
    await place(page, "apples").click();
    await cell(page, "555").waitFor();
  });
});

test("what changed while the table was sorted otherwise shows when it is sorted as before", async () => {
  await visitAdmin(site, `${apples}&sort=title`, async (page) => {
    await cell(page, "apples 1").waitFor();
    await page.getByRole("button", { name: "weight" }).click();
    await page.waitForURL(/sort=weight/);
    await page
      .getByRole("columnheader", { name: "weight" })
      .and(page.locator("[aria-sort=ascending]"))
      .waitFor();
    await client.collection("apples").update(ids["apples 4"] ?? "", {
      weight: 777,
    });
    await cell(page, "777").waitFor();
    await client.collection("apples").update(ids["apples 4"] ?? "", {
      weight: 888,
    });
    await cell(page, "888").waitFor();
    await page.getByRole("button", { name: "title" }).click();
    await page
      .getByRole("columnheader", { name: "title" })
      .and(page.locator("[aria-sort=ascending]"))
      .waitFor();
    await cell(page, "888").waitFor();
  });
});

test("two presses of a heading sort the other way round, however long the rows take", async () => {
  await visitAdmin(site, apples, async (page) => {
    await cell(page, "apples 1").waitFor();
    const rows = await hold(page, asksForRows);
    const heading = page.getByRole("button", { name: "weight" });
    await heading.click();
    await heading.click();
    await page.waitForURL(/sort=-weight/);
    await rows.letGo();
    await page
      .getByRole("columnheader", { name: "weight" })
      .and(page.locator("[aria-sort=descending]"))
      .waitFor();
  });
});

test("one can type on while a search is on its way", async () => {
  await visitAdmin(site, apples, async (page) => {
    await cell(page, "apples 1").waitFor();
    const rows = await hold(page, asksForRows);
    await searchField(page).click();
    await page.keyboard.type("apples");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" 12");
    await rows.letGo();
    await page.waitForURL(/filter=apples$/);
    await cell(page, "apples 1").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/filter=apples\+12$/);
    await cell(page, "apples 1").waitFor({ state: "detached" });
    await cell(page, "apples 12").waitFor();
    // Going back shows what was searched for then.
    await page.goBack();
    await cell(page, "apples 1").waitFor();
    const field = searchField(page);
    const shown = () =>
      field.evaluate((element) =>
        element instanceof HTMLInputElement
          ? element.value
          : element.textContent,
      );
    expect(await shown()).toBe("apples");
  });
});

test("what is typed the moment before Enter is searched for, too", async () => {
  await visitAdmin(site, apples, async (page) => {
    await cell(page, "apples 1").waitFor();
    const editor = page.locator(".cm-content");
    await editor.waitFor();
    await editor.click();
    await page.keyboard.type("apples 1");
    // In one turn: React has rendered nothing of it yet.
    await editor.evaluate((element) => {
      const enter = { key: "Enter", bubbles: true, cancelable: true };
      const data = new DataTransfer();
      data.setData("text/plain", "2");
      element.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true }),
      );
      element.dispatchEvent(new KeyboardEvent("keydown", enter));
    });
    await page.waitForURL(/filter=apples\+12$/);
    await cell(page, "apples 1").waitFor({ state: "detached" });
  });
});

test("a row that is opened while a search is on its way keeps the search", async () => {
  await visitAdmin(site, apples, async (page) => {
    await cell(page, "apples 1").waitFor();
    const rows = await hold(page, asksForRows);
    await searchField(page).click();
    await page.keyboard.type("apples 1");
    // Right after each other, before the table shows that it looks for others.
    await cell(page, "apples 11").evaluate((row) => {
      const enter = { key: "Enter", bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", enter),
      );
      if (row instanceof HTMLElement) row.click();
    });
    await page.waitForURL(/record=.*filter=|filter=.*record=/);
    await rows.letGo();
    expect(page.url()).toContain("filter=apples+1");
    await page.getByRole("dialog", { name: "Edit record" }).waitFor();
  });
});

test("the last of several collections that are pressed quickly is the one that is shown", async () => {
  await visitAdmin(site, apples, async (page) => {
    await cell(page, "apples 1").waitFor();
    const rows = await hold(
      page,
      (request) => asksForRows(request) && request.url().includes("sort="),
    );
    for (const name of ["pears", "plums", "apples", "pears", "plums"]) {
      await place(page, name).click();
    }
    await rows.letGo();
    await cell(page, "plums 1").waitFor();
    expect(page.url()).toEndWith("collection=plums");
    await page.goBack();
    await cell(page, "pears 1").waitFor();
    await page.goForward();
    await cell(page, "plums 1").waitFor();
    expect(await page.title()).toContain("plums");
  });
});

test("what ends saving after one has gone elsewhere does not lead back", async () => {
  await visitAdmin(site, apples, async (page) => {
    await place(page, "pears").click();
    await cell(page, "pears 2").click();
    const dialog = page.getByRole("dialog", { name: "Edit record" });
    const title = dialog.getByRole("textbox", { name: "title" });
    await title.fill("pears two");
    const saving = await hold(page, (one) => one.method() === "PATCH");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await page.evaluate(() => history.back());
    await page.getByRole("button", { name: "Leave" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.evaluate(() => history.back());
    await cell(page, "apples 1").waitFor();
    await saving.letGo();
    await page.getByText("Record saved").waitFor();
    expect(page.url()).toContain("collection=apples");
    await cell(page, "apples 1").waitFor();
  });
});

test("a record that the address names opens beside its row, and closing it leaves the rest of the address", async () => {
  const address = `${apples}&sort=title&filter=apples&record=${ids["apples 2"]}`;
  await visitAdmin(site, address, async (page) => {
    const dialog = page.getByRole("dialog", { name: "Edit record" });
    await dialog.getByRole("textbox", { name: "title" }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(page.url()).toEndWith("?collection=apples&sort=title&filter=apples");
  });
});

test("what is typed and saved while a save is on its way is saved after it", async () => {
  const address = `${apples}&record=${ids["apples 5"]}`;
  await visitAdmin(site, address, async (page) => {
    const dialog = page.getByRole("dialog", { name: "Edit record" });
    const title = dialog.getByRole("textbox", { name: "title" });
    const sent: unknown[] = [];
    page.on("request", (one) => {
      if (one.method() === "PATCH") sent.push(one.postDataJSON());
    });
    const saving = await hold(page, (one) => one.method() === "PATCH");
    await title.fill("first words");
    await page.keyboard.press("ControlOrMeta+S");
    await dialog.getByRole("button", { name: "Save", exact: true }).waitFor();
    await title.fill("last words");
    await page.keyboard.press("ControlOrMeta+S");
    await page.keyboard.press("ControlOrMeta+S");
    const answer = page.waitForResponse(
      (response) =>
        response.request().postData()?.includes("last words") === true,
    );
    await saving.letGo();
    expect((await answer).status()).toBe(200);
    expect(sent).toEqual([{ title: "first words" }, { title: "last words" }]);
    expect(await title.inputValue()).toBe("last words");
  });
});
