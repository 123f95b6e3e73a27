import { afterAll, beforeAll, expect, test } from "bun:test";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { pages } from "../../screenshots/pages.ts";
import { fillWithSamples } from "../../screenshots/sample-data.ts";
import { settle } from "../../screenshots/settle.ts";
import { closeBrowser } from "../browser.ts";
import { visit } from "../site.ts";
import { openStory, type Story } from "./story/open-story.ts";

let story: Story;
beforeAll(async () => {
  story = await openStory();
  await fillWithSamples(story.client);
}, 60_000);
afterAll(async () => {
  await closeBrowser();
  await story[Symbol.asyncDispose]();
});

/**
 * What axe finds, with what helps to find it, too.
 *
 * @param rules the rules to look for; all, if there are none
 */
async function findBarriers(
  page: Page,
  ...rules: readonly string[]
): Promise<string[]> {
  await settle(page);
  // The browser runs this past the page's own policy, which forbids scripts from elsewhere.
  await page.evaluate(axe.source);
  const options = rules.length === 0 ? {} : { runOnly: rules };
  const results: AxeResults = await page.evaluate(
    `axe.run(${JSON.stringify(options)})`,
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, any, all, none }) =>
        `${id}: ${help} ${target.join(" ")} ${[...any, ...all, ...none].map(({ message }) => message).join(" ")}`,
    ),
  );
}

test.each(pages.map((page) => [page.name, page] as const))(
  "axe finds no barrier in %s, light or dark",
  async (_, { hash, asGuest, act }) => {
    const look = async (page: Page) => {
      await page.emulateMedia({
        colorScheme: "light",
        reducedMotion: "reduce",
      });
      await settle(page);
      await act?.(page);
      expect(await findBarriers(page)).toEqual([]);
      // All but colours is the same in the dark.
      await page.emulateMedia({ colorScheme: "dark" });
      const inTheDark = ["color-contrast", "link-in-text-block"];
      expect(await findBarriers(page, ...inTheDark)).toEqual([]);
    };
    if (asGuest === true) await visit(`${story.url}/_/${hash}`, look);
    else await story.visit(hash, look);
  },
);
