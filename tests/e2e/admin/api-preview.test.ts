import { beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { accessibilityProblems } from "./accessibility.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
let id: string;
beforeAll(async () => {
  await client.collections.create({
    name: "posts",
    type: "base",
    listRule: "",
    viewRule: 'title != "draft"',
    fields: [{ name: "title", type: "text", required: true }],
  });
  ({ id } = await client.collection("posts").create({ title: "one" }));
});

/** Opens the preview of a collection at one of its chapters. */
async function preview(
  collection: string,
  chapter: string,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const address = `#/collections?collection=${collection}`;
  await visitAdmin(site, address, async (page) => {
    await page.getByRole("button", { name: "API preview" }).click();
    const chapters = page.getByRole("navigation", {
      name: "What the API can do",
    });
    await chapters.getByRole("button", { name: chapter }).click();
    await look(page);
  });
}

const example = (page: Page) =>
  page.getByRole("group", { name: /^Example in/ }).first();

describe("the preview of a collection's API", () => {
  test("is written for the server and the collection, in the language chosen last", async () => {
    await preview("posts", "List and search", async (page) => {
      await example(page).getByText(site.url).waitFor();
      await page.getByText("Everyone, without logging in.").waitFor();
      await page.getByRole("tab", { name: "curl" }).first().click();
      const command = page.getByRole("group", { name: "Example in curl" });
      expect(await command.textContent()).toStartWith("curl -G");

      await page.reload();
      await page.getByRole("button", { name: "API preview" }).click();
      await page
        .getByRole("tab", { name: "curl", selected: true })
        .first()
        .waitFor();
    });
  });

  test("shows a record that there is, but changes none that was not asked for", async () => {
    await preview("posts", "View", async (page) => {
      await page.getByText('title != "draft"').waitFor();
      await example(page).getByText(`'${id}'`).waitFor();
    });
    await preview("posts", "Delete", async (page) => {
      await example(page).getByText("'RECORD_ID'").waitFor();
      await page.getByLabel("Id of the record in the examples").fill(id);
      await example(page).getByText(`'${id}'`).waitFor();
    });
  });

  test("leads to what there is to read about requests and SDKs", async () => {
    await preview("posts", "View", async (page) => {
      const links = page
        .getByRole("navigation", { name: "More to read" })
        .getByRole("link");
      const addresses = await links.evaluateAll((all) =>
        all.map((link) => link.getAttribute("href")),
      );
      expect(addresses).toEqual([
        `${site.url}/api/docs`,
        "https://github.com/pocketbase/js-sdk",
        "https://github.com/pocketbase/dart-sdk",
      ]);
    });
  });

  test("says what each field takes, and how the server answers", async () => {
    await preview("posts", "Create", async (page) => {
      const row = page.getByRole("row", { name: /title/ });
      await row.getByText("required").waitFor();
      await page.getByRole("tab", { name: "400" }).click();
      await page.getByText('"Failed to create record."').waitFor();
    });
  });

  test("has the ways to log in, and says which are off", async () => {
    await preview("users", "With a password", async (page) => {
      await example(page).getByText("authWithPassword").waitFor();
    });
    await preview("users", "One-time password", async (page) => {
      await page
        .getByText("One-time passwords are switched off for this collection.")
        .waitFor();
    });
  });

  test.each(["light", "dark"] as const)(
    "has nothing against it in the eyes of axe: %s",
    async (theme) => {
      await preview("posts", "List and search", async (page) => {
        await page.emulateMedia({ colorScheme: theme });
        await example(page).getByText(site.url).waitFor();
        await page.getByRole("button", { name: "How filters are" }).click();
        await page.getByText("contains", { exact: true }).waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    },
  );
});
