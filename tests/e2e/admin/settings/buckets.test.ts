import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { type S3Server, startS3Server } from "../../../support/s3-server.ts";
import { openForTests } from "../../open-for-tests.ts";
import { openSite } from "../../site.ts";
import { logInForTests } from "../log-in-for-tests.ts";
import { visitAs } from "../open-admin.ts";
import { button, choose, field, openSections, save } from "./settings-form.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(() => s3.stop());

async function fillS3(page: Page): Promise<void> {
  const { endpoint, bucket, region, accessKey, secret } = s3.settings;
  await field(page, "Endpoint").fill(endpoint);
  await field(page, "Bucket").fill(bucket);
  await field(page, "Region").fill(region);
  await field(page, "Access key").fill(accessKey);
  await field(page, "Secret key").fill(secret);
  await field(page, "Name the bucket in the path").check();
}

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
    await openSections(page, "Automatic backups", "Where backups are kept");
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
    await openSections(page, "In S3, not connected");
    await page.getByText("The connection does not work").waitFor();
    await openSections(page, "In S3, not connected");
    await openSections(page, "In S3, not connected");
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
    await openSections(page, "Where backups are kept");
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
