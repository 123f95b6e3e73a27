import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { pages } from "../../screenshots/pages.ts";
import { fillWithSamples } from "../../screenshots/sample-data.ts";
import { settle } from "../../screenshots/settle.ts";
import { closeBrowser } from "../browser.ts";
import { visit } from "../site.ts";
import { accessibilityProblems } from "./accessibility.ts";
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
      await settle(page);
      expect(await accessibilityProblems(page)).toEqual([]);
      // All but colours is the same in the dark.
      await page.emulateMedia({ colorScheme: "dark" });
      await settle(page);
      const ofColours = ["color-contrast", "link-in-text-block"];
      expect(await accessibilityProblems(page, ...ofColours)).toEqual([]);
    };
    if (asGuest === true) await visit(`${story.url}/_/${hash}`, look);
    else await story.visit(hash, look);
  },
);
