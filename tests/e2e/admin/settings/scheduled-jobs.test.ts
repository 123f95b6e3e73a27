import { expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { openSite } from "../../site.ts";
import { logInForTests } from "../log-in-for-tests.ts";
import { visitAs } from "../open-admin.ts";
import { button } from "./settings-form.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

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
