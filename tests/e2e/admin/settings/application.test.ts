import { expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { openSite } from "../../site.ts";
import { logInForTests } from "../log-in-for-tests.ts";
import { visitAs } from "../open-admin.ts";
import { button, choose, field, openSections } from "./settings-form.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

/** The colour in the middle of a picture, as `#rrggbb`. */
function middleOf(page: Page, picture: Buffer): Promise<string> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const { data } =
      context?.getImageData(image.width / 2, image.height / 2, 1, 1) ?? {};
    const parts = Array.from(data ?? []).slice(0, 3);
    return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }, picture.toString("base64"));
}

test("a superuser names the app, colours the admin and sets its limits", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await field(page, "App name").fill("The Burrow");
    await field(page, "Accent colour").fill("#ffee00");
    await page.getByText("darker on light backgrounds").waitFor();
    const accent = await page.evaluate<string>(
      `document.documentElement.style.getPropertyValue("--accent")`,
    );
    expect(accent).toContain("#ffee00");
    await field(
      page,
      "Protect collections and records from changes by accident",
    ).check();

    await openSections(page, "Batch requests", "Rate limits");
    await field(page, "Allow batch requests").check();
    await field(page, "Changes per batch").fill("20");
    await field(page, "Longest time").fill("4");

    await field(page, "Limit how often one may ask").check();
    await button(page, "New limit").click();
    await field(page, "What limit 5 is for").fill("users:cr");
    await page.getByRole("option", { name: "users:create" }).click();
    await field(page, "Requests of limit 5").fill("7");
    await choose(page, "Whom limit 5 is for", "Guests");
    await button(page, "Remove limit 2").click();
    await field(page, "Addresses without limits").fill("10.0.0.0/8");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await page.getByText("The settings are saved.").waitFor();
    expect(await button(page, "Save").count()).toBe(0);
  });

  const settings = await client.settings.getAll();
  expect(settings["meta"]).toMatchObject({
    appName: "The Burrow",
    accentColor: "#ffee00",
    hideControls: true,
  });
  expect(settings["batch"]).toMatchObject({
    enabled: true,
    maxRequests: 20,
    timeout: 4,
  });
  expect(settings["rateLimits"]).toEqual({
    enabled: true,
    excludedIPs: ["10.0.0.0/8"],
    rules: [
      {
        label: "users:create",
        audience: "@guest",
        duration: 10,
        maxRequests: 7,
      },
      { label: "*:auth", audience: "", duration: 3, maxRequests: 2 },
      { label: "/api/batch", audience: "", duration: 1, maxRequests: 3 },
      { label: "/api/", audience: "", duration: 10, maxRequests: 300 },
    ],
  });
  await client.settings.update({ meta: { hideControls: false } });
});

test("of a colour that is drawn lighter in the dark alone, that is all that is said", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await field(page, "Accent colour").fill("#1055c9");
    const hint = page.getByText(/stays readable/);
    await hint.waitFor();
    expect(await hint.innerText()).toBe(
      "Of this admin. You see it at once; others do when it is saved. So that it stays readable, it is drawn lighter on dark backgrounds.",
    );
  });
});

test("a new limit can be typed at once, and one that is removed leaves the focus in the list", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await openSections(page, "Rate limits");
    const limits = page.getByRole("list", { name: "Limits" });
    const before = await limits.getByRole("listitem").count();
    await button(page, "New limit").click();
    await page.keyboard.type("users:list");
    await page.keyboard.press("Escape");
    const label = field(page, `What limit ${before + 1} is for`);
    expect(await label.inputValue()).toBe("users:list");

    await button(page, "Remove limit 1").focus();
    for (let left = before; left >= 0; left--) {
      await page.keyboard.press("Enter");
      const next = left > 0 ? "Remove limit 1" : "New limit";
      await button(page, next).and(page.locator(":focus")).waitFor();
    }
    await button(page, "Reset").click();
  });
});

test("without a colour of the app's own the field shows the admin's", async () => {
  await client.settings.update({ meta: { accentColor: "" } });
  await visitAs(client, "#/settings", async (page) => {
    await page.emulateMedia({ colorScheme: "light" });
    const swatch = page.getByLabel("Pick Accent colour");
    await swatch.waitFor();
    expect(await middleOf(page, await swatch.screenshot())).toBe("#a84a1a");
  });
});

test("what the server refuses stands at its field, in a section that opens for it", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await openSections(page, "Rate limits");
    await button(page, "New limit").click();
    await openSections(page, "Rate limits");
    await button(page, "Save").click();
    const label = page.getByLabel(/^What limit \d is for$/).last();
    await label.and(page.locator(":focus")).waitFor();
    expect(await label.getAttribute("aria-invalid")).toBe("true");
    await page.getByText("Fill this in.").waitFor();
    await button(page, "Reset").click();
    expect(await page.getByText("Fill this in.").count()).toBe(0);
  });
});

test("a number that is only half typed is not saved", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await openSections(page, "Batch requests");
    await field(page, "Changes per batch").fill("3x");
    await page.keyboard.press("Control+s");
    await page.getByText("Write a number").waitFor();
    await field(page, "Changes per batch").fill("30");
    await page.keyboard.press("Control+s");
    await page.getByText("The settings are saved.").waitFor();
  });
  expect((await client.settings.getAll())["batch"]).toMatchObject({
    maxRequests: 30,
  });
});
