// What runs in a page is written in its own language.
/// <reference lib="dom" />
import { expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { visitAdmin } from "../open-admin.ts";
import { choose, field, openEditedSite, picture } from "./edited-site.ts";

const editing = openForTests(openEditedSite);

test("a record that is made while one of its kind is made has a draft of its own", async () => {
  await visitAdmin(
    editing.site,
    "#/collections?collection=posts",
    async (page) => {
      const makeRecord = page.getByRole("button", { name: "New record" });
      await makeRecord.first().click();
      const outer = page.getByRole("dialog", { name: "New record" });
      await field(outer, "title").getByRole("textbox").fill("Outer");
      const drafts = () =>
        page.evaluate(() =>
          Object.entries(localStorage)
            .filter(([key]) => key.includes("record-draft"))
            .map(([, draft]) => JSON.parse(draft).changes.title),
        );
      await page.waitForFunction(() =>
        Object.keys(localStorage).some((key) => key.includes("record-draft")),
      );
      await outer
        .getByRole("button", { name: "Insert a file of a record" })
        .click();
      const picker = page.getByRole("dialog", { name: "Insert a file" });
      await picker.getByRole("combobox", { name: "Collection" }).click();
      await page.getByRole("option", { name: "posts" }).click();
      await picker.getByRole("button", { name: "New record" }).press("Enter");
      const inner = page.getByRole("dialog", { name: "New record" }).last();
      const create = inner.getByRole("button", { name: "Create", exact: true });
      await create.waitFor();
      expect(await page.getByRole("button", { name: "Restore" }).count()).toBe(
        0,
      );
      await field(inner, "title").getByRole("textbox").fill("Inner");
      await choose(field(inner, "files"), "only.png", picture);
      await create.click();
      await outer.locator("img[src*=only]").waitFor();
      expect(await drafts()).toEqual(["Outer"]);
    },
  );
});
