// What runs in a page is written in its own language.
/// <reference lib="dom" />
import { expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { openSite } from "../../site.ts";
import { logInForTests } from "../log-in-for-tests.ts";
import { visitAs } from "../open-admin.ts";
import { field, save } from "./settings-form.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

test("what is known of a bucket is not said of the one that is saved next", async () => {
  await client.settings.update({
    s3: {
      enabled: true,
      endpoint: "http://127.0.0.1:9",
      bucket: "one",
      region: "here",
      accessKey: "key",
      secret: "secret",
      forcePathStyle: true,
    },
  });
  await visitAs(client, "#/settings", async (page) => {
    const [asked, answered] = [
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ];
    let tests = 0;
    await page.route("**/api/settings/test/s3", async (route) => {
      tests += 1;
      if (tests === 1) {
        await route.fulfill({ status: 400, json: { message: "No." } });
        return;
      }
      asked.resolve();
      await answered.promise;
      await route.fulfill({ status: 204 });
    });
    await page.evaluate(
      (to) => window.location.assign(to),
      "#/settings/storage",
    );
    const failed = page.getByText("The connection does not work");
    await failed.waitFor();
    await field(page, "Bucket").fill("two");
    await failed.waitFor({ state: "detached" });
    // Also for a moment: it would be read out.
    const seen = await page.evaluateHandle(() => {
      const texts: string[] = [];
      new MutationObserver(() => {
        texts.push(document.body.textContent);
      }).observe(document.body, { childList: true, subtree: true });
      return texts;
    });
    await save(page);
    await asked.promise;
    const said = (await seen.jsonValue()).join();
    expect(said).toContain("The settings are saved.");
    expect(said).not.toContain("The connection does not work");
    answered.resolve();
    await page.getByText("Connected").waitFor();
  });
});
