import axe from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds wrong with a page as it is now: the rule and the elements, in words. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(
    "axe.run({ resultTypes: ['violations'] })",
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`,
    ),
  );
}
