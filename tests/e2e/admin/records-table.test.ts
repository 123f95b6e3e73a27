import { beforeAll, beforeEach, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { holdLive, visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

beforeAll(async () => {
  const authors = await client.collections.create({
    name: "authors",
    type: "base",
    fields: [{ name: "name", type: "text", presentable: true }],
  });
  await client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "views", type: "number" },
      {
        name: "author",
        type: "relation",
        collectionId: authors.id,
        maxSelect: 1,
      },
      { name: "note", type: "text", hidden: true },
    ],
  });
});

beforeEach(async () => {
  await client.collections.truncate("posts");
  await client.collections.truncate("authors");
});

/** Posts "Post 1" and so on, the first being the oldest. Returns their ids. */
async function createPosts(
  count: number,
  values: (number: number) => Record<string, unknown> = () => ({}),
): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 1; number <= count; number++) {
    const post = { title: `Post ${number}`, views: number, ...values(number) };
    ids.push((await client.collection("posts").create(post)).id);
  }
  return ids;
}

/** A great many at once. */
async function fillPosts(count: number): Promise<void> {
  await client.send("/api/sql", {
    method: "POST",
    body: {
      query: `insert into posts (id, title, views) with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count}) select printf('post%011d', i), 'Post ' || i, i from n`,
    },
  });
}

const posts = "#/collections?collection=posts";

function titles(page: Page): Promise<string[]> {
  return page.getByRole("gridcell", { name: /^Post \d+$/ }).allInnerTexts();
}

function row(page: Page, title: string) {
  const cell = page.getByRole("gridcell", { name: title, exact: true });
  return page.getByRole("row").filter({ has: cell });
}

test("records are shown newest first, with the count of all", async () => {
  await createPosts(3);
  await visitAdmin(site, posts, async (page) => {
    await page.getByText("3 records", { exact: true }).waitFor();
    expect(await titles(page)).toEqual(["Post 3", "Post 2", "Post 1"]);
  });
});

test("a field that is hidden has no column until one is chosen, and is marked; the choice is remembered", async () => {
  await createPosts(1, () => ({ note: "between us" }));
  await visitAdmin(site, posts, async (page) => {
    await row(page, "Post 1").waitFor();
    expect(await page.getByText("between us").count()).toBe(0);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "note" }).check();
    await page.getByText("between us").waitFor();
    const heading = page.getByRole("columnheader", { name: /note/ });
    await heading.getByRole("img", { name: /superusers/ }).waitFor();
    await page.reload();
    await page.getByText("between us").waitFor();
  });
});

test("relations are shown by what their records are called, and sorted by it", async () => {
  const zoe = await client.collection("authors").create({ name: "Zoe" });
  const ann = await client.collection("authors").create({ name: "Ann" });
  await createPosts(2, (number) => ({
    author: number === 1 ? zoe.id : ann.id,
  }));
  await visitAdmin(site, posts, async (page) => {
    await row(page, "Post 1").getByText("Zoe").waitFor();
    const sort = page
      .getByRole("columnheader", { name: "author" })
      .getByRole("button");
    await sort.click();
    await page.waitForURL(/sort=author/);
    await page.getByRole("columnheader", { name: "author" }).waitFor();
    const first = page.getByRole("row").nth(1);
    await first.filter({ hasText: "Ann" }).waitFor();
    await sort.click();
    await first.filter({ hasText: "Zoe" }).waitFor();
  });
});

test.each([
  ["plain words, in all columns", "zoe", ["Post 1"]],
  ["plain words, each of which is somewhere", "zoe post", ["Post 1"]],
  ["quoted words, as they are", '"Post 2"', ["Post 2"]],
  ["a filter", "views >= 2", ["Post 3", "Post 2"]],
])("the bar takes %s", async (_, search, found) => {
  const { id } = await client.collection("authors").create({ name: "Zoe" });
  await createPosts(3, (number) => (number === 1 ? { author: id } : {}));
  await visitAdmin(site, posts, async (page) => {
    await row(page, "Post 3").waitFor();
    const bar = page.getByRole("search").getByRole("textbox");
    await bar.fill(search);
    await bar.press("Enter");
    const count = found.length === 1 ? "1 record" : `${found.length} records`;
    await page.getByText(count, { exact: true }).waitFor();
    expect(await titles(page)).toEqual(found);
  });
});

test("what the server has against a filter stands at the bar, and what is found again leads on", async () => {
  await createPosts(1);
  await visitAdmin(site, `${posts}&filter=nothing+%3D+1`, async (page) => {
    await page
      .getByRole("alert")
      .getByText(/nothing/)
      .waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await row(page, "Post 1").waitFor();
    expect(page.url()).not.toContain("filter");
  });
});

test("nothing found and nothing there say what to do next", async () => {
  await visitAdmin(site, `${posts}&filter=nowhere`, async (page) => {
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await page.getByRole("button", { name: "Clear the search" }).click();
    await page.getByText("There are no records yet").waitFor();
  });
});

test("searches are remembered, and can be forgotten", async () => {
  await createPosts(1);
  await visitAdmin(site, posts, async (page) => {
    await row(page, "Post 1").waitFor();
    const bar = page.getByRole("search").getByRole("textbox");
    await bar.fill("nowhere");
    await bar.press("Enter");
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await page.getByRole("button", { name: "Clear the search" }).click();
    const history = page.getByRole("button", { name: "Earlier searches" });
    await history.click();
    await page.getByRole("button", { name: "nowhere", exact: true }).click();
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await history.click();
    await page.getByRole("button", { name: "Forget nowhere" }).click();
    await page.getByText("in this browser only").waitFor();
  });
});

test("any row of a great many is reached, and few are in the document", async () => {
  await fillPosts(500_000);
  await visitAdmin(site, posts, async (page) => {
    await page.getByText("500,000 records").waitFor();
    const jump = page.getByRole("textbox", { name: "Go to row" });
    for (const [to, title] of [
      ["400001", "Post 100000"],
      ["500000", "Post 1"],
      ["1", "Post 500000"],
    ] as const) {
      await jump.fill(to);
      await jump.press("Enter");
      await page.getByRole("gridcell", { name: title, exact: true }).waitFor();
    }
    expect(await page.getByRole("row").count()).toBeLessThan(100);
    const count = await page.getByRole("grid").getAttribute("aria-rowcount");
    expect(count).toBe("500001");
    // Its content would be 18 million pixels high, which not every browser can show.
    const grid = 'document.querySelector("[role=grid]")';
    const height = Number(await page.evaluate(`${grid}.scrollHeight`));
    expect(height).toBeLessThan(17_895_698);
    await page.evaluate(`${grid}.scrollTop = ${height}`);
    await page.getByRole("gridcell", { name: "Post 1", exact: true }).waitFor();
  });
});

test.each([
  ["a phone", 390, 844],
  ["a tablet", 720, 1000],
])("a great many rows scroll on %s", async (_, width, height) => {
  await fillPosts(1000);
  await visitAdmin(site, posts, async (page) => {
    await page.setViewportSize({ width, height });
    await row(page, "Post 1000").waitFor();
    await page.getByRole("grid").hover();
    await page.mouse.wheel(0, 10_000);
    await row(page, "Post 725").waitFor();
    await page.getByText("1,000 records").waitFor();
    expect(await page.getByRole("row").count()).toBeLessThan(100);
    // The bar of what is selected is in reach, too.
    await page.getByRole("checkbox").last().check({ force: true });
    const bar = page.getByRole("region", { name: "What is selected" });
    const box = await bar.boundingBox();
    expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height);
  });
});

test("the keyboard moves, sorts, selects ranges and opens", async () => {
  const ids = await createPosts(5);
  await visitAdmin(site, posts, async (page) => {
    await row(page, "Post 5").waitFor();
    const grid = page.getByRole("grid");
    await grid.focus();
    for (const key of ["ArrowDown", "ArrowDown", "Space"])
      await grid.press(key);
    await page.getByText("1 selected").waitFor();
    await grid.press("Shift+ArrowDown");
    await grid.press("Shift+ArrowDown");
    await page.getByText("3 selected").waitFor();
    await grid.press("Escape");
    await page.getByText("3 selected").waitFor({ state: "detached" });
    await grid.press("Control+End");
    await grid.press("Home");
    await grid.press("ArrowRight");
    await grid.press("Enter");
    await page.waitForURL(new RegExp(`record=${ids[0]}`));
  });
});

test("selected records are deleted after a question, those beyond the loaded ones too", async () => {
  await fillPosts(120);
  await visitAdmin(site, posts, async (page) => {
    await page.getByText("120 records").waitFor();
    await page.getByRole("checkbox", { name: "Select all" }).check();
    await row(page, "Post 120").getByRole("checkbox").click({ force: true });
    await page.getByText("119 selected").waitFor();
    const bar = page.getByRole("region", { name: "What is selected" });
    await bar.getByRole("button", { name: "Delete" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByText("Delete 119 records?").waitFor();
    await question.getByRole("button", { name: "Delete" }).click();
    await page.getByText("1 record", { exact: true }).waitFor();
    expect(await titles(page)).toEqual(["Post 120"]);
  });
  const { totalItems } = await client.collection("posts").getList(1, 1);
  expect(totalItems).toBe(1);
});

test("a record that cannot be deleted is named, with the reason", async () => {
  const me = client.authStore.record?.id ?? "";
  const superusers = "#/collections?collection=_superusers";
  await visitAdmin(site, superusers, async (page) => {
    const actions = page.getByRole("button", { name: `Actions for ${me}` });
    await actions.click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Delete" }).click();
    const failure = page.getByRole("dialog", { name: /could not be deleted/ });
    await failure.getByText(me).waitFor();
  });
  await client.collection("_superusers").getOne(me);
});

test("who is at the top sees new records come in", async () => {
  await createPosts(1);
  await visitAdmin(site, posts, async (page) => {
    await following(page);
    await client.collection("posts").create({ title: "Post 2" });
    await row(page, "Post 2").waitFor();
    await page.getByText("2 records", { exact: true }).waitFor();
    expect(await titles(page)).toEqual(["Post 2", "Post 1"]);
  });
});

test("what happened before the page listened is seen once it does", async () => {
  const [id = ""] = await createPosts(1);
  await visitAdmin(site, "#/settings", async (page) => {
    const listen = await holdLive(page);
    await page.goto(`${site.url}/_/${posts}`);
    await row(page, "Post 1").waitFor();
    await client.collection("posts").update(id, { title: "Post 1000" });
    await client.collection("posts").create({ title: "Post 2" });
    listen();
    await row(page, "Post 2").waitFor();
    expect(await titles(page)).toEqual(["Post 2", "Post 1000"]);
  });
});

test("who reads further down is only told of new records, and sees changes and deletions in place", async () => {
  await fillPosts(200);
  await visitAdmin(site, posts, async (page) => {
    await page.getByText("200 records").waitFor();
    await following(page);
    const jump = page.getByRole("textbox", { name: "Go to row" });
    await jump.fill("101");
    await jump.press("Enter");
    await row(page, "Post 100").waitFor();
    const before = await titles(page);

    const collection = client.collection("posts");
    await collection.create({ title: "Post 201" });
    await page.getByRole("button", { name: "1 new record" }).waitFor();
    await collection.update("post00000000099", { title: "Post 9900" });
    await row(page, "Post 9900").waitFor();
    await collection.delete("post00000000098");
    await page.getByTitle("This record was deleted").waitFor();
    expect(await titles(page)).toEqual(
      before.map((title) => (title === "Post 99" ? "Post 9900" : title)),
    );

    await page.getByRole("button", { name: "1 new record" }).click();
    await row(page, "Post 201").waitFor();
  });
});

test("tabs of a browser share one realtime connection, which outlives the tab that has made it", async () => {
  await createPosts(1);
  await visitAdmin(site, posts, async (page) => {
    await following(page);
    const second = await page.context().newPage();
    const connections: string[] = [];
    second.on("request", (request) => {
      if (request.resourceType() === "eventsource") {
        connections.push(request.url());
      }
    });
    await second.goto(page.url());
    await row(second, "Post 1").waitFor();
    await client.collection("posts").create({ title: "Post 2" });
    await row(second, "Post 2").waitFor();
    expect(connections).toEqual([]);

    const connected = second.waitForRequest(/api\/realtime/);
    await page.close();
    await connected;
    await client.collection("posts").create({ title: "Post 3" });
    await row(second, "Post 3").waitFor();
    expect(connections).toHaveLength(1);
  });
});

test("a view is read only", async () => {
  await createPosts(1);
  await client.collections.create({
    name: "titles",
    type: "view",
    viewQuery: "select id, title from posts",
  });
  await visitAdmin(site, "#/collections?collection=titles", async (page) => {
    await row(page, "Post 1").waitFor();
    expect(await page.getByRole("button", { name: "New record" }).count()).toBe(
      0,
    );
    await page.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: "Copy as JSON" }).waitFor();
    expect(await page.getByRole("menuitem").allInnerTexts()).not.toContain(
      "Delete",
    );
  });
  await client.collections.delete("titles");
});

/** Waits until the server has taken a subscription: until then it tells of no change. */
async function following(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance
      .getEntriesByType("resource")
      .some(({ name }) => name.endsWith("/api/realtime")),
  );
}
