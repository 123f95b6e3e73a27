import type { Page } from "playwright-core";
import { requestsUnderWay } from "../e2e/browser.ts";

/** Looks in a row that have to find nothing new, and milliseconds from one to the next. */
const calmLooks = 4;
const pace = 50;

/** Milliseconds after which a page that is never still is taken as it is. */
const patience = 8_000;

/** Waits until a page has loaded all that it shows, and nothing in it moves any more. */
export async function settle(page: Page): Promise<void> {
  const end = performance.now() + patience;
  let before = "";
  for (let calm = 0; calm < calmLooks && performance.now() < end;) {
    await Bun.sleep(pace);
    const now = await page.evaluate(lookAtPage);
    const isCalm =
      now !== undefined && now === before && requestsUnderWay(page) === 0;
    calm = isCalm ? calm + 1 : 0;
    before = now ?? "";
  }
}

/** How much there is on the page; undefined while some of it is missing or moves. What a dialog covers may well wait for it. */
function lookAtPage(): string | undefined {
  const covered = "[inert], [data-base-ui-inert], [aria-hidden=true]";
  const isUnfinished = [
    ...document.querySelectorAll(
      `[aria-busy="true"], [class*="skeleton_"], [class*="spinner_"]`,
    ),
    // What stands for something that loads is hidden from screen readers itself.
  ].some((element) => !element.parentElement?.closest(covered));
  const isMoving = document
    .getAnimations()
    .some(({ playState }) => playState === "running");
  if (isUnfinished || isMoving) return undefined;
  return [
    performance.getEntriesByType("resource").length,
    document.body.innerText.length,
    document.body.querySelectorAll("*").length,
  ].join();
}
