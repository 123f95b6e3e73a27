import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import type PocketBase from "pocketbase";
import { type S3Server, startS3Server } from "../../support/s3-server.ts";
import { closeBrowser } from "../browser.ts";
import { openSite, type Site } from "../site.ts";
import { logInSuperuser, superuser, visitAs } from "./open-admin.ts";

let site: Site;
let client: PocketBase;
let s3: S3Server;
beforeAll(async () => {
  site = await openSite();
  client = await logInSuperuser(site);
  s3 = await startS3Server();
});
afterAll(async () => {
  await closeBrowser();
  await s3.stop();
  await site[Symbol.asyncDispose]();
});

/** A field by its whole label. */
const field = (page: Page, label: string) =>
  page.getByLabel(label, { exact: true });

const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });

/** Opens sections of the page's accordion. */
async function open(page: Page, ...sections: string[]): Promise<void> {
  for (const name of sections) {
    await page.getByRole("button", { name }).click();
  }
}

async function choose(
  page: Page,
  label: string,
  option: string | RegExp,
): Promise<void> {
  await field(page, label).click();
  await page.getByRole("option", { name: option }).click();
}

async function save(page: Page): Promise<void> {
  await button(page, "Save").click();
  await page.getByText("The settings are saved.").waitFor();
}

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

async function fillS3(page: Page): Promise<void> {
  const { endpoint, bucket, region, accessKey, secret } = s3.settings;
  await field(page, "Endpoint").fill(endpoint);
  await field(page, "Bucket").fill(bucket);
  await field(page, "Region").fill(region);
  await field(page, "Access key").fill(accessKey);
  await field(page, "Secret key").fill(secret);
  await field(page, "Name the bucket in the path").check();
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

    await open(page, "Batch requests", "Rate limits");
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
    await open(page, "Rate limits");
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
    await open(page, "Rate limits");
    await button(page, "New limit").click();
    await open(page, "Rate limits");
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
    await open(page, "Batch requests");
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

test("whoever would lock themselves out is warned, and has to type that", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await open(page, "Where superusers come from");
    await field(page, "Allowed addresses").fill("203.0.113.0/24");
    await page.keyboard.press("Enter");
    await page.getByText("You would lock yourself out").waitFor();
    await button(page, "Save").click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByText("127.0.0.1").waitFor();
    expect(await button(page, "Save all the same").isDisabled()).toBe(true);
    await dialog.getByRole("button", { name: "Cancel" }).click();

    await button(page, "Add mine, 127.0.0.1").click();
    await save(page);
  });
  const { superuserIPs } = await client.settings.getAll();
  expect(superuserIPs).toEqual(["203.0.113.0/24", "127.0.0.1"]);
  await client.settings.update({ superuserIPs: [] });
});

test("who changes what the server takes for their address is asked, and told what undoes it", async () => {
  await client.settings.update({ superuserIPs: ["127.0.0.1"] });
  await visitAs(client, "#/settings", async (page) => {
    await open(page, "Trusted proxy");
    await button(page, "Add X-Real-IP").click();
    await button(page, "Save").click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByText("which proxy headers are trusted").waitFor();
    await dialog.getByText("hutch superuser ips").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await button(page, "Reset").click();
  });
  expect((await client.settings.getAll())["trustedProxy"].headers).toEqual([]);
  await client.settings.update({ superuserIPs: [] });
});

test("a proxy that is not trusted is pointed out, and trusted with a press", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await page.setExtraHTTPHeaders({ "X-Forwarded-For": "198.51.100.7" });
    await page.reload();
    await open(page, "Trusted proxy");
    await button(page, "Trust X-Forwarded-For").click();
    await choose(page, "If a header has several addresses", "Take the first");
    await save(page);
  });
  const { trustedProxy } = await client.settings.getAll();
  expect(trustedProxy).toEqual({
    headers: ["X-Forwarded-For"],
    useLeftmostIP: true,
  });
  await client.settings.update({ trustedProxy: { headers: [] } });
});

test("a mail server is set up, without showing its password, and tried", async () => {
  const { port } = site.mails;
  await client.settings.update({
    smtp: { enabled: false, password: "stored" },
  });
  await visitAs(client, "#/settings/mail", async (page) => {
    await field(page, "Name").fill("The Burrow's post");
    await field(page, "Address").fill("post@example.com");
    await field(page, "Send by an SMTP server").check();
    await field(page, "Host").fill("");
    await button(page, "Save").click();
    await page.getByText("Fill this in.").waitFor();
    await field(page, "Host").fill("127.0.0.1");
    await field(page, "Port").fill(String(port));
    // Where nothing was set up yet, there is none to replace.
    expect(await field(page, "Password").inputValue()).toBe("");
    await open(page, "More options");
    await field(page, "Name of this server").fill("burrow.example.com");
    await save(page);
    expect(await page.locator("input[type=password]").count()).toBe(0);

    await button(page, "Send a test mail").click();
    await page.getByText(`Links in it begin with ${site.url}.`).waitFor();
    await choose(page, "Mail", "Password reset");
    // Rather an app's own accounts than superusers.
    expect(await field(page, "As a mail of").textContent()).toBe("users");
    await field(page, "To").fill("ann@example.com");
    await button(page, "Send").click();
    await page.getByText("The test mail to ann@example.com is sent.").waitFor();
    await button(page, "Send a test mail").click();
    expect(await field(page, "To").inputValue()).toBe("ann@example.com");
    await button(page, "Cancel").click();
  });
  const mail = await site.mails.next();
  expect(mail.from).toEqual({
    name: "The Burrow's post",
    address: "post@example.com",
  });
  expect(mail.session.clientName).toBe("burrow.example.com");
  expect(site.app.settings.current.smtp.password).toBe("stored");

  await visitAs(client, "#/settings/mail", async (page) => {
    await button(page, "Replace: Password").click();
    await field(page, "Password").fill("another");
    await save(page);
    await button(page, "Replace: Password").waitFor();
  });
  expect(site.app.settings.current.smtp).toMatchObject({
    password: "another",
    host: "127.0.0.1",
  });
});

test("a test mail that cannot be sent says why", async () => {
  await client.settings.update({ smtp: { enabled: true, port: 1 } });
  await visitAs(client, "#/settings/mail", async (page) => {
    await button(page, "Send a test mail").click();
    expect(await field(page, "To").inputValue()).toBe(superuser.email);
    await button(page, "Send").click();
    await page.getByText("ECONNREFUSED").waitFor();
  });
});

test("files go to a bucket once the connection to it is set up, which can be tried", async () => {
  await visitAs(client, "#/settings/storage", async (page) => {
    await page.getByText("In an S3 bucket").click();
    await page.getByText("hutch files move --to s3").waitFor();
    await button(page, "Save").click();
    await page.getByText("Fill this in.").first().waitFor();
    await fillS3(page);
    expect(await button(page, "Test the connection").isDisabled()).toBe(true);
    await save(page);
    await page.getByText("Connected").waitFor();
    // It is needed now.
    await page.getByText("hutch files move --to s3").waitFor();

    s3.misbehave(() => ({ status: 403, code: "AccessDenied", message: "No." }));
    await button(page, "Test the connection").click();
    await page.getByText("The connection does not work").waitFor();
    s3.misbehave();
    await button(page, "Test the connection").click();
    await page.getByText("Connected").waitFor();
  });
  expect(site.app.settings.current.s3).toEqual(s3.settings);

  await visitAs(client, "#/settings/storage", async (page) => {
    await page.getByText("On this server").click();
    await page.getByText("hutch files move --to local").waitFor();
    await save(page);
  });
  expect(site.app.settings.current.s3.enabled).toBe(false);
});

test("backups are made by a schedule, and kept in a bucket", async () => {
  await visitAs(client, "#/settings/backups", async (page) => {
    await open(page, "Automatic backups", "Where backups are kept");
    await choose(page, "How often", "Every Sunday at midnight");
    await choose(page, "How often", "As I say");
    await field(page, "Schedule").fill("30 4 * *");
    await page.getByText("This is no schedule yet.").waitFor();
    await field(page, "Schedule").fill("30 4 * * 6");
    expect(await page.getByText("This is no schedule yet.").count()).toBe(0);
    await field(page, "How many to keep").fill("9");
    await field(page, "Keep backups in an S3 bucket").check();
    await page.setViewportSize({ width: 1280, height: 700 });
    await button(page, "Save").click();
    await page.getByText("Fill this in.").first().waitFor();
    // What is to be filled in has the focus, and nothing lies above it.
    expect(
      await page.evaluate(`(() => {
        const { activeElement } = document;
        const { left, top, width, height } = activeElement.getBoundingClientRect();
        const seen = document.elementFromPoint(left + width / 2, top + height / 2);
        return seen === activeElement && activeElement.name;
      })()`),
    ).toBe("backups.s3.endpoint");
    await fillS3(page);
    await save(page);
    await button(page, "Replace: Secret key").waitFor();
    await page.getByText("Connected").waitFor();
  });
  const { backups } = site.app.settings.current;
  expect(backups).toEqual({
    cron: "30 4 * * 6",
    cronMaxKeep: 9,
    s3: s3.settings,
  });
  await client.settings.update({ backups: { s3: { enabled: false } } });
});

test("a bucket in use is tried as its page opens, once, and what is not saved is never tried", async () => {
  await client.settings.update({
    s3: s3.settings,
    backups: { s3: s3.settings },
  });
  await visitAs(client, "#/settings/storage", async (page) => {
    const tried: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/api/settings/test/s3")) {
        tried.push(String(request.postData()));
      }
    });
    await page.reload();
    const works = page.getByText("Connected");
    await works.waitFor();
    await field(page, "Bucket").fill("another");
    await works.waitFor({ state: "detached" });
    await button(page, "Reset").click();
    await works.waitFor();
    expect(tried).toHaveLength(1);

    s3.misbehave(() => ({ status: 403, code: "AccessDenied", message: "No." }));
    await page.goto(`${site.url}/_/#/settings/backups`);
    await open(page, "In S3, not connected");
    await page.getByText("The connection does not work").waitFor();
    await open(page, "In S3, not connected");
    await open(page, "In S3, not connected");
    await page.getByText("The connection does not work").waitFor();
    s3.misbehave();
    expect(tried).toHaveLength(2);
  });
  await client.settings.update({
    s3: { enabled: false },
    backups: { s3: { enabled: false } },
  });
});

test("a bucket that files of records are in is no good place for backups, and that is said", async () => {
  await client.settings.update({ s3: s3.settings });
  await visitAs(client, "#/settings/backups", async (page) => {
    await open(page, "Where backups are kept");
    await field(page, "Keep backups in an S3 bucket").check();
    await field(page, "Endpoint").fill(`${s3.settings.endpoint}/`);
    await field(page, "Bucket").fill(s3.settings.bucket);
    const warning = page.getByText("The files of records are in this bucket");
    await warning.waitFor();
    await field(page, "Bucket").fill("backups");
    await warning.waitFor({ state: "hidden" });
    await button(page, "Reset").click();
  });
  await client.settings.update({ s3: { enabled: false } });
});

test("scheduled jobs are listed with their next run, and started by hand", async () => {
  await visitAs(client, "#/settings/crons", async (page) => {
    const row = page.getByRole("row").filter({ hasText: "__pbLogsCleanup__" });
    expect(await row.innerText()).toMatch(
      /System[^]*0 \*\/6 \* \* \*[^]*in \d/,
    );
    await row.getByRole("button").click();
    await page.getByText("__pbLogsCleanup__ has started.").waitFor();
  });
});

test("on a phone a job's next run is seen, and it is started without looking for the button", async () => {
  await visitAs(client, "#/settings/crons", async (page) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const run = button(page, "Run __pbLogsCleanup__ now");
    await run.waitFor();
    const { x = 0, width = 0 } = (await run.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(320);
    const next = page
      .getByRole("row", { name: "__pbLogsCleanup__" })
      .getByText(/^in \d/);
    const said = await next.boundingBox();
    expect((said?.x ?? 0) + (said?.width ?? 320)).toBeLessThanOrEqual(x);
  });
});

test("nobody leaves a page with changes by accident, and all pages are reached", async () => {
  await visitAs(client, "#/settings", async (page) => {
    const go = (name: string) =>
      page.getByRole("navigation").getByRole("link", { name, exact: true });
    await field(page, "App name").fill("Not kept");
    await go("Mail").click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Cancel" })
      .click();
    expect(await field(page, "App name").inputValue()).toBe("Not kept");
    await button(page, "Reset").click();
    for (const [link, heading] of [
      ["Mail", "Mail"],
      ["File storage", "File storage"],
      ["Backups", "Backups"],
      ["Scheduled jobs", "Scheduled jobs"],
      ["Export", "Export collections"],
      ["Import", "Import collections"],
      ["Application", "Application"],
    ] as const) {
      await go(link).click();
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }
    await go("Superusers").click();
    await page.waitForURL(/#\/collections\?collection=_superusers/);
  });
  expect((await client.settings.getAll())["meta"].appName).not.toBe("Not kept");
});

test("on a phone one chooses the page from a list, and nothing is cut off", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, "Rate limits", "Trusted proxy");
    for (const name of ["Mail", "Backups", "Import"]) {
      const width = await page.evaluate<number>(
        "content.scrollWidth - content.clientWidth",
      );
      expect(width).toBe(0);
      await field(page, "Page of the settings").click();
      await page.getByRole("option", { name, exact: true }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor();
    }
  });
});
