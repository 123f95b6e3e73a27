import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds wrong with a page as it is now: the rule and the elements, in words.
 *
 * @param rules the rules to look at; all of them, if there are none
 */
export async function accessibilityProblems(
  page: Page,
  ...rules: readonly string[]
): Promise<string[]> {
  const isThere = await page.evaluate<boolean>(`"axe" in window`);
  // The browser runs this past the page's own policy, which forbids scripts from elsewhere.
  if (!isThere) await page.evaluate(axe.source);
  const options = {
    resultTypes: ["violations"],
    ...(rules.length > 0 && { runOnly: rules }),
  };
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(${JSON.stringify(options)})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`,
    ),
  );
}
