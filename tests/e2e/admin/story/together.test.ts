import { beforeAll, beforeEach, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { openStory } from "./open-story.ts";

/** Two superusers, each at a browser of their own. */

const story = openForTests(openStory);
beforeAll(async () => {
  await story.client.collections.create({
    name: "posts",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "minutes", type: "number" },
      { name: "created", type: "autodate", onCreate: true },
    ],
  });
});
beforeEach(() => story.client.collections.truncate("posts"));

function together(
  hash: string,
  look: (one: Page, other: Page) => Promise<void>,
): Promise<void> {
  return story.visit(hash, (one) =>
    story.visit(hash, async (other) => {
      await Promise.all([one, other].map(following));
      await look(one, other);
    }),
  );
}

/** Waits until the server has taken a page's subscription: until then it tells of no change. */
async function following(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance
      .getEntriesByType("resource")
      .some(({ name }) => name.endsWith("/api/realtime")),
  );
}

const row = (page: Page, title: string) =>
  page.getByRole("row", { name: new RegExp(title) });

const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });

test("what one makes, changes and deletes, the other sees at once", async () => {
  await story.client.collection("posts").create({ title: "There already" });
  await together("#/collections?collection=posts", async (one, other) => {
    await row(other, "There already").waitFor();
    await button(one, "New record").first().click();
    await one.getByLabel("title").fill("Made by one");
    await button(one, "Create").click();
    await row(other, "Made by one").waitFor();

    await row(one, "There already").click();
    await one.getByLabel("title").fill("Changed by one");
    await button(one, "Save").click();
    await row(other, "Changed by one").waitFor();

    await row(other, "Changed by one")
      .getByRole("button", { name: /^Actions for/ })
      .click();
    await other.getByRole("menuitem", { name: "Delete" }).click();
    await button(other, "Delete").last().click();
    await one.getByTitle("This record was deleted").waitFor();
  });
});

test("what two change in one record comes together, and where both have changed the same they choose", async () => {
  const { id } = await story.client
    .collection("posts")
    .create({ title: "First", minutes: 1 });
  const stored = () => story.client.collection("posts").getOne(id);
  const hash = `#/collections?collection=posts&record=${id}`;
  await together(hash, async (one, other) => {
    const title = (page: Page) => page.getByLabel("title");
    const minutes = (page: Page) => page.getByLabel("minutes", { exact: true });
    await title(one).fill("From one");
    await minutes(other).fill("5");
    await other.keyboard.press("ControlOrMeta+s");
    await one.getByText("Changed elsewhere", { exact: true }).waitFor();
    expect(await minutes(one).inputValue()).toBe("5");
    expect(await title(one).inputValue()).toBe("From one");

    await title(other).fill("From the other");
    await one.keyboard.press("ControlOrMeta+s");
    await other.getByText("Elsewhere it is now").waitFor();
    expect(await stored()).toMatchObject({ title: "From one", minutes: 5 });
    expect(await title(other).inputValue()).toBe("From the other");
    await button(other, "Keep mine").click();
    await button(other, "Save").click();
    await other.getByText("Record saved").last().waitFor();
  });
  expect(await stored()).toMatchObject({
    title: "From the other",
    minutes: 5,
  });
});
