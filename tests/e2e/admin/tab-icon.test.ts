import { expect, test } from "bun:test";
import { openPage } from "../browser.ts";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";

const site = openForTests(openSite);

/** The icons of the login's tab, as drawings, where the server is reached at an origin. */
async function iconsAt(origin: string): Promise<readonly string[]> {
  await using watched = await openPage(origin);
  const { page, complaints } = watched;
  // As a proxy in front of the server would.
  await page.route(`${origin}/**`, async (route) => {
    const url = route.request().url().replace(origin, site.url);
    await route.fulfill({ response: await route.fetch({ url }) });
  });
  await page.goto(`${origin}/_/`);
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  const addresses: string[] = await page
    .locator('link[rel="icon"]')
    .evaluateAll((links) =>
      links.map((link) => link.getAttribute("href") ?? ""),
    );
  expect(complaints).toEqual([]);
  return addresses.map((address) => {
    const [kind, svg = ""] = address.split(",");
    expect(kind).toBe("data:image/svg+xml");
    return decodeURIComponent(svg);
  });
}

test("the tab of a server that is reached by HTTPS has another icon", async () => {
  const [plain, ...others] = await iconsAt(site.url);
  const [marked, ...othersMarked] = await iconsAt("https://app.example.com");
  expect(plain).toEndWith("</svg>\n");
  expect(marked).toStartWith(plain!.replace("</svg>\n", ""));
  expect(marked).toContain("<circle");
  expect(marked).not.toBe(plain!);
  expect([...others, ...othersMarked]).toEqual([]);
});
