import { beforeEach, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { editCollection, panel } from "./collection-panel.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";
import { sortHandle } from "./sort-handle.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

/** Leaves no collections but the users, `posts` as new, and `notes` that refer to it. */
beforeEach(async () => {
  const users = await client.collections.getOne("users");
  await client.collections.import([users], true);
  const posts = await client.collections.create({
    name: "posts",
    type: "base",
    fields: [{ name: "title", type: "text" }],
  });
  await client.collections.create({
    name: "notes",
    type: "base",
    fields: [
      {
        name: "post",
        type: "relation",
        collectionId: posts.id,
        required: true,
        maxSelect: 1,
      },
    ],
  });
});

const here = "#/collections?collection=posts";
const alert = (page: Page) => page.getByRole("alertdialog");

async function choose(page: Page, item: string): Promise<void> {
  await panel(page).getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

describe("a collection that others refer to", () => {
  test("cannot be deleted, and the question says why", async () => {
    await visitAdmin(site, here, async (page) => {
      await editCollection(page);
      await choose(page, "Delete the collection");
      await alert(page)
        .getByText("must be removed first: notes.post.")
        .waitFor();
      const remove = alert(page).getByRole("button", { name: "Delete" });
      expect(await remove.isDisabled()).toBe(true);
      expect(await alert(page).getByRole("textbox").count()).toBe(0);
      const cancel = alert(page).getByRole("button", { name: "Cancel" });
      await cancel.and(page.locator(":focus")).waitFor();
      await page.keyboard.press("Escape");
      await alert(page).waitFor({ state: "hidden" });
    });
    await client.collections.getOne("posts");
  });

  test("cannot be emptied while records must refer to one of its own", async () => {
    const { id } = await client.collection("posts").create({ title: "one" });
    await client.collection("notes").create({ post: id });
    await visitAdmin(site, here, async (page) => {
      await editCollection(page);
      await choose(page, "Delete all records");
      await alert(page).getByText("Records of notes that must refer").waitFor();
      const empty = alert(page).getByRole("button", {
        name: "Delete all records",
      });
      expect(await empty.isDisabled()).toBe(true);
    });
  });
});

describe("a number that cannot be read", () => {
  test("keeps the options of its field open, and the tab that it is on", async () => {
    await visitAdmin(site, here, async (page) => {
      await editCollection(page);
      const options = panel(page).getByRole("button", {
        name: "Options of title",
      });
      await options.click();
      const most = panel(page).locator('[name$=".max"]');
      await most.fill("12x");
      await options.click();
      await most.and(page.locator(":focus")).waitFor();
      await panel(page).getByRole("tab", { name: "Rules" }).click();
      await most.and(page.locator(":focus")).waitFor();
      expect(await most.inputValue()).toBe("12x");

      await most.fill("12");
      await options.click();
      await most.waitFor({ state: "hidden" });
      await panel(page).getByRole("tab", { name: "Rules" }).click();
      await panel(page).getByRole("tab", { name: "Rules", selected: true });
      await panel(page).getByText("List and search").first().waitFor();
    });
  });

  test("keeps the part of the auth options open that it is in", async () => {
    await visitAdmin(site, "#/collections?collection=users", async (page) => {
      await editCollection(page);
      await panel(page).getByRole("tab", { name: "Options" }).click();
      const part = panel(page)
        .getByRole("button", { name: /^One-time password (On|Off)/ })
        .first();
      await part.click();
      await panel(page).getByRole("switch").first().waitFor();
      const length = panel(page).locator('[name="otp.length"]');
      await length.fill("8 or so");
      await part.click();
      await length.and(page.locator(":focus")).waitFor();
      expect(await length.inputValue()).toBe("8 or so");
    });
  });
});

test("what is typed while a collection is saved is not left unasked", async () => {
  await visitAdmin(site, here, async (page) => {
    await editCollection(page);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/api/collections/posts*", async (route) => {
      if (route.request().method() === "PATCH") await held;
      await route.continue();
    });
    await page.route("**/api/collections/pbc_*", async (route) => {
      if (route.request().method() === "PATCH") await held;
      await route.continue();
    });
    const patch = page.waitForRequest(
      (request) => request.method() === "PATCH",
    );
    const add = async (name: string) => {
      await panel(page).getByRole("button", { name: "New field" }).click();
      await page.getByRole("button", { name: /^Yes or no/ }).click();
      await page.keyboard.type(name);
    };
    await add("draft");
    await page.keyboard.press("Control+s");
    await patch;
    await add("late");
    answer();
    await page.getByText("posts is saved.").waitFor();
    await page.keyboard.press("Escape");
    await alert(page).getByRole("button", { name: "Cancel" }).click();
    await panel(page).locator('input[value="late"]').waitFor();
  });
  const { fields } = await client.collections.getOne("posts");
  expect(fields.map(({ name }) => name)).not.toContain("late");
});

test("an editor goes with its collection when the browser's button leads to another one", async () => {
  await visitAdmin(site, here, async (page) => {
    await page.getByRole("link", { name: "notes" }).click();
    await page.waitForURL(/collection=notes/);
    await editCollection(page);
    await panel(page).getByRole("button", { name: "New field" }).click();
    await page.getByRole("button", { name: /^Yes or no/ }).click();
    await page.keyboard.type("lost");
    await page.goBack();
    await alert(page).getByRole("button", { name: "Cancel" }).click();
    await panel(page).locator('input[value="lost"]').waitFor();
    await page.goBack();
    await alert(page).getByRole("button", { name: "Leave" }).click();
    await page.waitForURL(/collection=posts/);
    await panel(page).waitFor({ state: "hidden" });
  });
});

test("a field that is removed by keyboard leaves the focus at what brings it back, or another one", async () => {
  await visitAdmin(site, here, async (page) => {
    await editCollection(page);
    const remove = async (name: string) => {
      await panel(page)
        .getByRole("button", { name: `More for ${name}` })
        .focus();
      await page.keyboard.press("ArrowUp");
      const item = page.getByRole("menuitem", { name: "Remove" });
      await item.and(page.locator(":focus")).waitFor();
      await page.keyboard.press("Enter");
    };
    const focused = (name: string) =>
      panel(page)
        .getByRole("button", { name })
        .and(page.locator(":focus"))
        .waitFor();
    await remove("title");
    await focused("Restore title");

    await panel(page).getByRole("button", { name: "New field" }).click();
    await page.getByRole("button", { name: /^Yes or no/ }).click();
    await page.keyboard.type("draft");
    await remove("draft");
    await focused("New field");
  });
});

test("an index that is removed by keyboard leaves the focus in the list, or at what makes a new one", async () => {
  await client.collections.update("posts", {
    indexes: [
      "CREATE INDEX `idx_one` ON `posts` (`title`)",
      "CREATE INDEX `idx_two` ON `posts` (`title`, `id`)",
    ],
  });
  await visitAdmin(site, here, async (page) => {
    await editCollection(page);
    const named = (name: string) =>
      panel(page).getByRole("button", { name, exact: true });
    await named("Remove: title").focus();
    await page.keyboard.press("Enter");
    await named("Remove: title, id").and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await named("New index").and(page.locator(":focus")).waitFor();
  });
});

test("indexes are put in another order by keyboard", async () => {
  const [title, both] = [
    "CREATE INDEX `idx_one` ON `posts` (`title`)",
    "CREATE INDEX `idx_two` ON `posts` (`title`, `id`)",
  ];
  await client.collections.update("posts", { indexes: [title, both] });
  await visitAdmin(site, here, async (page) => {
    await editCollection(page);
    const rows = panel(page)
      .getByRole("list", { name: "Indexes" })
      .getByRole("listitem");
    await sortHandle(page, "title, id").focus();
    for (const [key, said] of [
      ["Space", "title, id is at position 2 of 2"],
      ["ArrowUp", "title, id is at position 1 of 2"],
      ["Space", "title, id put down at position 1 of 2"],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByText(said).waitFor();
    }
    await rows.first().getByRole("button", { name: "id" }).first().waitFor();
    await page.keyboard.press("Control+s");
    await page.getByText("posts is saved.").waitFor();
  });
  const { indexes } = await client.collections.getOne("posts");
  expect(indexes).toEqual([both, title]);
});

test("a view that a renamed field is changed in is called by what it has, a query", async () => {
  await client.collections.create({
    name: "titles",
    type: "view",
    viewQuery: "SELECT id, title FROM posts",
  });
  await visitAdmin(site, here, async (page) => {
    await editCollection(page);
    await panel(page).locator('input[value="title"]').fill("headline");
    await page.keyboard.press("Control+s");
    const question = page.getByRole("dialog", { name: /^Save these changes/ });
    await question.getByText("Query of titles", { exact: true }).waitFor();
  });
});
