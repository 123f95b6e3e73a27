import { expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { openSite } from "../../site.ts";
import { logInForTests } from "../log-in-for-tests.ts";
import { superuser, visitAs } from "../open-admin.ts";
import { button, choose, field, openSections, save } from "./settings-form.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

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
    await openSections(page, "More options");
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
