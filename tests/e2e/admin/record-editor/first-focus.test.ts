// What runs in a page is written in its own language.
/// <reference lib="dom" />
import { expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { openEditedSite } from "./edited-site.ts";

const editing = openForTests(openEditedSite);

/** Hides these fields of posts from users, and no others. */
async function hide(...names: readonly string[]): Promise<void> {
  const { collections } = editing.client;
  const { fields } = await collections.getOne("posts");
  await collections.update("posts", {
    fields: fields.map((one) => ({ ...one, hidden: names.includes(one.name) })),
  });
}

test("a record opens without uncovering what is hidden", async () => {
  const post = await editing.post({ views: 3 });
  await hide("title");
  await editing.edit(post, async (page) => {
    await page.locator("[data-field=views] input:focus").waitFor();
    await page.goto(`${editing.site.url}/_/#/collections?collection=posts`);
    await page.getByRole("button", { name: "New record" }).first().click();
    const created = page.getByRole("dialog", { name: "New record" });
    await created.getByRole("button", { name: "Create" }).waitFor();
    // There is nothing to cover yet.
    await page.waitForFunction(
      () => document.activeElement?.closest("[data-field=title]") !== null,
    );
  });
});

test("no field takes the focus where all are hidden, a place neither", async () => {
  const { fields } = await editing.client.collections.getOne("posts");
  const post = await editing.post({
    views: 3,
    due: "2026-01-22 03:09:35.613Z",
    kind: "news",
    colors: ["red"],
    body: "<p>a</p>",
    data: { a: 1 },
    place: { lon: 1, lat: 2 },
  });
  await hide(...fields.map(({ name }) => name).filter((name) => name !== "id"));
  await editing.edit(post, async (page, editor) => {
    await editor.and(page.locator(":focus")).waitFor();
    const uncovered = await page.evaluate(() =>
      Array.from(document.querySelectorAll<HTMLElement>("[data-field]"))
        .filter(
          (one) => getComputedStyle(one).getPropertyValue("--veil") === "",
        )
        .map(({ dataset }) => dataset["field"]),
    );
    // The others are empty.
    expect(new Set(uncovered)).toEqual(
      new Set(["id", "tags", "files", "secret"]),
    );
  });
});
