import type { Page } from "playwright-core";

/** Waits until a page has loaded all that it shows, and nothing in it moves any more. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const unfinished = `[aria-busy="true"], [class*="skeleton_"], [class*="spinner_"]`;
    const look = () =>
      [
        performance.getEntriesByType("resource").length,
        document.body.innerText.length,
        document.body.querySelectorAll("*").length,
      ].join();
    const isMoving = () =>
      document.querySelector(unfinished) !== null ||
      document.getAnimations().some(({ playState }) => playState === "running");
    let before = "";
    let calm = 0;
    for (const end = performance.now() + 8_000; performance.now() < end;) {
      const now = look();
      calm = now === before && !isMoving() ? calm + 1 : 0;
      if (calm === 4) return;
      before = now;
      await new Promise((wait) => setTimeout(wait, 100));
    }
  });
}
