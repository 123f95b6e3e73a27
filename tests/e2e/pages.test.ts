import { expect, test } from "bun:test";
import { visitAdmin } from "./admin/open-admin.ts";
import { openPage } from "./browser.ts";
import { openForTests } from "./open-for-tests.ts";
import { openSite, visit } from "./site.ts";

const site = openForTests(openSite);

test.each([
  ["", "Log in"],
  ["#/", "Log in"],
  ["#/collections?collection=users&filter=", "Log in"],
  ["#/nowhere", "Log in"],
  ["#/request-password-reset", "Forgotten password"],
  ["#/pbinstall", "This link is not complete"],
  ["#/auth/oauth2-redirect-success", "You are logged in"],
  ["#/auth/oauth2-redirect-failure", "The login did not work"],
])("/_/%s says %j to a guest", async (hash, title) => {
  await visit(`${site.url}/_/${hash}`, async (page) => {
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await page.title()).toEndWith(" · Hutch");
  });
});

test.each([
  ["", "collections"],
  ["#/login", "collections"],
  ["#/nowhere/at/all", "collections"],
  ["#/logs", "logs"],
  ["#/settings", "settings"],
])("/_/%s leads a superuser to the %s", async (hash, place) => {
  await visitAdmin(site, hash, async (page) => {
    await page.waitForURL(new RegExp(`#/${place}`));
    await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
  });
});

test("the window is called after the page and the app", async () => {
  await site.app.settings.update({ meta: { appName: "Warren" } });
  await visitAdmin(site, "#/collections?collection=users", async (page) => {
    await page.getByRole("link", { name: "Warren" }).waitFor();
    await page.getByRole("heading", { name: "users" }).waitFor();
    expect(await page.title()).toBe("users · Warren");
  });
});

test.each(["success", "failure"])(
  "after a login's %s, the window that an app has opened closes by itself",
  async (result) => {
    await visit(`${site.url}/_/`, async (page) => {
      const popup = page.waitForEvent("popup");
      await page.evaluate(
        `void window.open("${site.url}/_/#/auth/oauth2-redirect-${result}")`,
      );
      const opened = await popup;
      if (!opened.isClosed()) await opened.waitForEvent("close");
      expect(opened.isClosed()).toBe(true);
    });
  },
);

test("nothing is cut off on a phone, in either colour scheme", async () => {
  const narrow = { width: 320, height: 600 };
  await visit(`${site.url}/_/`, async (page) => {
    await page.setViewportSize(narrow);
    const backgrounds = new Set<unknown>();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.getByRole("heading", { level: 1 }).waitFor();
      const root = "document.documentElement";
      expect(await page.evaluate(`${root}.scrollWidth`)).toBe(narrow.width);
      backgrounds.add(
        await page.evaluate(`getComputedStyle(${root}).backgroundColor`),
      );
    }
    expect(backgrounds.size).toBe(2);
  });
});

test("what is not the server's own is neither run nor asked for", async () => {
  const attempts = [
    `document.head.append(Object.assign(document.createElement("script"), { textContent: "document.title = 'run'" }))`,
    `document.body.setAttribute("onclick", "document.title = 'run'"), document.body.click()`,
    `document.body.insertAdjacentHTML("beforeend", "<p style='color: red'></p>")`,
    `void fetch("https://example.com/").catch(() => {})`,
    `document.body.append(Object.assign(new Image(), { src: "https://example.com/x.png" }))`,
  ];
  for (const attempt of attempts) {
    await using watched = await openPage(site.url);
    const { page, complaints } = watched;
    await page.goto(`${site.url}/_/`);
    const complaint = page.waitForEvent("console");
    await page.evaluate(attempt);
    await complaint;
    expect(complaints.join("\n")).toContain("Content Security Policy");
    expect(complaints.join("\n")).not.toContain("request to");
    expect(await page.title()).not.toBe("run");
  }
});
