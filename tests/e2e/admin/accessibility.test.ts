import { beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startHutch } from "../../running-server.ts";
import { pages } from "../../screenshots/pages.ts";
import type { PicturedPage } from "../../screenshots/pages/pictured-page.ts";
import { fillWithSamples } from "../../screenshots/sample-data.ts";
import { settle } from "../../screenshots/settle.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { openForTests } from "../open-for-tests.ts";
import { visit } from "../site.ts";
import { accessibilityProblems } from "./accessibility.ts";
import { openStory } from "./story/open-story.ts";

const story = openForTests(openStory, 60_000);
beforeAll(() => fillWithSamples(story.client), 60_000);

/** What axe finds on a page. */
interface Found {
  readonly light: readonly string[];
  readonly dark: readonly string[];
}

const none: Found = { light: [], dark: [] };

/** Pages that are looked at at once: while one waits for the server, the other is drawn. */
const atOnce = 2;

const looks = new Map<PicturedPage, Promise<Found>>();

/** Looks at a page, and begins with those after it. */
function foundOn(page: PicturedPage): Promise<Found> {
  const index = pages.indexOf(page);
  const [found] = pages.slice(index, index + atOnce).map((one) => {
    const look = looks.get(one) ?? lookAt(one);
    looks.set(one, look);
    // Its own test tells of what goes wrong.
    look.catch(() => {});
    return look;
  });
  if (found === undefined) throw new Error(`${page.name} is no such page`);
  return found;
}

async function lookAt({ hash, asGuest, act }: PicturedPage): Promise<Found> {
  let found = none;
  const look = async (page: Page) => {
    found = await problemsOf(page, act);
  };
  if (asGuest === true) await visit(`${story.url}/_/${hash}`, look);
  else await story.visit(hash, look);
  return found;
}

async function problemsOf(
  page: Page,
  act?: PicturedPage["act"],
): Promise<Found> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await settle(page);
  if (act !== undefined) {
    await act(page);
    await settle(page);
  }
  const light = await accessibilityProblems(page);
  // All but colours is the same in the dark.
  await page.emulateMedia({ colorScheme: "dark" });
  await settle(page);
  const ofColours = ["color-contrast", "link-in-text-block"];
  return { light, dark: await accessibilityProblems(page, ...ofColours) };
}

test.each(pages.map((page) => [page.name, page] as const))(
  "axe finds no barrier in %s, light or dark",
  async (_, page) => {
    expect(await foundOn(page)).toEqual(none);
  },
);

test("axe finds no barrier in the page that the first start leads to, light or dark", async () => {
  await using folder = await temporaryFolder();
  const server = await startHutch(join(folder.path, "pb_data"));
  const link = await server.printed(/(\S+\/_\/#\/pbinstall\/\S+)/);
  await visit(link, async (page) => {
    await page.getByRole("button", { name: "Make the superuser" }).waitFor();
    expect(await problemsOf(page)).toEqual(none);
  });
  await server.stop();
});
