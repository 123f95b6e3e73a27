import { beforeEach, expect, test } from "bun:test";
import type { Locator } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";
import { openEditedSite } from "./record-editor/edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

const places = [
  ["the table", "#/collections?collection=posts"],
  ["the editor", "#/collections?collection=posts&record="],
] as const;

test.each(places)(
  "a related record in %s opens in place, and in a tab of its own",
  async (place, hash) => {
    const tag = await editing.client.collection("tags").create({ name: "Tea" });
    const { id } = await editing.post({ tags: [tag.id] });
    const address = hash.endsWith("record=") ? `${hash}${id}` : hash;
    await visitAdmin(editing.site, address, async (page) => {
      const within: Locator =
        place === "the table"
          ? page.getByRole("grid")
          : page.getByRole("dialog", { name: "Edit record" });
      const link = within.getByRole("link", { name: "Tea" });
      await link.waitFor();

      const presses = [
        () => link.click({ button: "middle" }),
        () => link.click({ modifiers: ["ControlOrMeta"] }),
      ];
      for (const press of presses) {
        const opening = page.context().waitForEvent("page");
        await press();
        const tab = await opening;
        await tab.waitForURL(
          (url) =>
            url.hash === `#/collections?collection=tags&record=${tag.id}`,
        );
        await tab.close();
      }
      // Here nothing has happened.
      expect(page.url()).toEndWith(address);
      expect(await page.getByRole("row", { selected: true }).count()).toBe(0);

      await link.click();
      const opened = page.getByRole("dialog", { name: "Edit record" }).last();
      await opened.getByLabel("name").waitFor();
      expect(await opened.getByLabel("name").inputValue()).toBe("Tea");
      expect(page.url()).toEndWith(address);
    });
  },
);

test("the values of a related record are seen without opening it", async () => {
  const tag = await editing.client.collection("tags").create({ name: "Tea" });
  await editing.edit(
    await editing.post({ tags: [tag.id] }),
    async (page, editor) => {
      await editor.getByRole("button", { name: "Values of Tea" }).click();
      const peek = page.getByRole("dialog", { name: "Values of Tea" });
      const code = peek.getByRole("group", { name: "Values of Tea" });
      expect(JSON.parse(await code.innerText())).toEqual({ ...tag });
      await page.keyboard.press("Escape");
      await peek.waitFor({ state: "detached" });
      await editor
        .getByRole("button", { name: "Values of Tea" })
        .and(page.locator(":focus"))
        .waitFor();
    },
  );
});
