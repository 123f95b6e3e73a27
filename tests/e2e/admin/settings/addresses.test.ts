import { expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { openSite } from "../../site.ts";
import { logInForTests } from "../log-in-for-tests.ts";
import { visitAs } from "../open-admin.ts";
import { button, choose, field, openSections, save } from "./settings-form.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

test("whoever would lock themselves out is warned, and has to type that", async () => {
  await visitAs(client, "#/settings", async (page) => {
    await openSections(page, "Where superusers come from");
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
    await openSections(page, "Trusted proxy");
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
    await openSections(page, "Trusted proxy");
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
