import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite, visit } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { superuser, visitAdmin, visitAs } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);

/** Opens a page without a login. */
function visitAsGuest(hash: string, look: (page: Page) => Promise<void>) {
  return visit(`${site.url}/_/${hash}`, look);
}

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

async function press(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
}

async function enterPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel("Email address").fill(superuser.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await press(page, "Log in");
}

/** What the pattern's group matches in a mail: others tell of logins. */
async function mailed(pattern: RegExp): Promise<string> {
  for (;;) {
    const { html } = await site.mails.next();
    const [, found] = pattern.exec(html) ?? [];
    if (found !== undefined) return found;
  }
}

/** Has a one-time password sent and enters it, at the second attempt. */
async function enterCode(page: Page): Promise<void> {
  await press(page, "Send a one-time password");
  const code = await mailed(/<strong>(\d{8})</);
  const field = page.getByLabel("One-time password");
  await field.fill(code === "00000000" ? "00000001" : "00000000");
  await press(page, "Log in");
  await page
    .getByText("This one-time password is wrong, or too old.")
    .waitFor();
  await field.fill(code);
  await press(page, "Log in");
}

/** The collections are open. */
async function expectEntrance(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Main navigation" }).waitFor();
  expect(page.url()).toContain("#/collections");
}

describe("a superuser logs in", () => {
  test("with the password, by keyboard alone, and stays so", async () => {
    await visitAsGuest("", async (page) => {
      await heading(page, "Log in");
      const { keyboard } = page;
      await keyboard.type(superuser.email);
      await keyboard.press("Tab");
      await keyboard.type("wrong-password");
      await keyboard.press("Enter");
      await page
        .getByText("The email address or the password is wrong.")
        .waitFor();
      await page.getByLabel("Password", { exact: true }).focus();
      await keyboard.press("Control+A");
      await keyboard.type(superuser.password);
      await keyboard.press("Enter");
      await expectEntrance(page);
      await page.reload();
      await expectEntrance(page);
    });
  });

  test("and comes to where they wanted to go", async () => {
    await visitAsGuest("#/logs?filter=level%3E0", async (page) => {
      await heading(page, "Log in");
      await enterPassword(page, superuser.password);
      await page.waitForURL("**/#/logs?filter=level%3E0*");
    });
  });

  test("but to no other address that a link may name", async () => {
    await visitAsGuest("#/login?back=//example.com/", async (page) => {
      await enterPassword(page, superuser.password);
      await expectEntrance(page);
    });
  });

  test("with what a link to a demonstration fills in, which it does not send", async () => {
    const { email, password } = superuser;
    const query = new URLSearchParams({
      demoEmail: email,
      demoPassword: password,
      back: "/logs",
    });
    await visitAsGuest(`#/login?${query}`, async (page) => {
      let sent = 0;
      page.on("request", (request) => {
        if (request.url().includes("auth-with-password")) sent += 1;
      });
      const [address, secret] = [
        page.getByLabel("Email address"),
        page.getByLabel("Password", { exact: true }),
      ];
      await page.waitForURL("**/#/login?back=%2Flogs");
      expect(await address.inputValue()).toBe(email);
      expect(await secret.inputValue()).toBe(password);
      // Nobody finds it in the history either.
      expect(
        await page.evaluate("JSON.stringify(history.state)"),
      ).not.toContain(password);
      await page.evaluate(
        'location.hash = "#/login?demoEmail=a%40example.com"',
      );
      await page.waitForURL("**/#/login");
      await page.waitForFunction(
        'document.querySelector("[name=identity]").value === "a@example.com"',
      );
      expect(await secret.inputValue()).toBe("");
      await page.goBack();
      await enterPassword(page, password);
      await page.waitForURL("**/#/logs");
      expect(sent).toBe(1);
    });
  });

  describe("with password and one-time password", () => {
    const set = (isOn: boolean) =>
      site.app.collections.update("_superusers", {
        otp: { enabled: isOn },
        mfa: { enabled: isOn },
      });
    beforeAll(() => set(true));
    afterAll(() => set(false));

    test("in this order", async () => {
      await visitAsGuest("", async (page) => {
        await enterPassword(page, superuser.password);
        await heading(page, "One more step");
        await enterCode(page);
        await expectEntrance(page);
      });
    });

    test("the other way round", async () => {
      await visitAsGuest("", async (page) => {
        // An address that was typed already is there.
        await page.getByLabel("Email address").fill(superuser.email);
        await press(page, "Log in with a one-time password");
        await enterCode(page);
        await heading(page, "One more step");
        await page.keyboard.type(superuser.password);
        await page.keyboard.press("Enter");
        await expectEntrance(page);
      });
    });
  });

  test("not any more after too many attempts", async () => {
    await site.app.settings.update({
      rateLimits: {
        enabled: true,
        rules: [{ label: "_superusers:auth", duration: 60, maxRequests: 1 }],
      },
    });
    try {
      await visitAsGuest("", async (page) => {
        await enterPassword(page, "wrong-password");
        await page.getByText("password is wrong").waitFor();
        await press(page, "Log in");
        await page.getByText("Too many attempts.").waitFor();
      });
    } finally {
      await site.app.settings.update({ rateLimits: { enabled: false } });
    }
  });
});

test("who forgot the password gets a link to choose a new one", async () => {
  const forgetful = "forgetful@example.com";
  await client.collection("_superusers").create({
    email: forgetful,
    password: "the-first-password",
    passwordConfirm: "the-first-password",
  });
  await visitAsGuest("#/login", async (page) => {
    const email = page.getByLabel("Email address");
    await email.fill(forgetful);
    await page.getByRole("link", { name: "Forgotten your password?" }).click();
    await heading(page, "Forgotten password");
    expect(await email.inputValue()).toBe(forgetful);
    expect(page.url()).not.toContain("forgetful");
    await page.getByRole("link", { name: "Back to the login" }).click();
    await heading(page, "Log in");
    expect(await email.inputValue()).toBe(forgetful);
    await page.getByRole("link", { name: "Forgotten your password?" }).click();
    await heading(page, "Forgotten password");
    await press(page, "Send the link");
    await heading(page, "Check your inbox");
    await page.goto(await mailed(/href="(http[^"]*confirm-password[^"]*)"/));
    await page.getByLabel("New password", { exact: true }).fill("the-second");
    await page
      .getByLabel("New password once more", { exact: true })
      .fill("the-second");
    await press(page, "Set the new password");
    await heading(page, "Your password is changed");
    await page.getByRole("link", { name: "Log in" }).click();
    await heading(page, "Log in");
    expect(await email.inputValue()).toBe(forgetful);
    expect(page.url()).not.toContain("forgetful");
  });
  const { record } = await site
    .client()
    .collection("_superusers")
    .authWithPassword(forgetful, "the-second");
  expect(record.email).toBe(forgetful);
});

test("who chooses a new password where they are logged in comes to the login without a detour", async () => {
  const account = { email: "here@example.com", password: "the-first-password" };
  await client
    .collection("_superusers")
    .create({ ...account, passwordConfirm: account.password });
  const own = site.client();
  await own
    .collection("_superusers")
    .authWithPassword(account.email, account.password);
  await visitAs(own, "#/settings", async (page) => {
    await heading(page, "Application");
    await own.collection("_superusers").requestPasswordReset(account.email);
    await page.goto(await mailed(/href="(http[^"]*confirm-password[^"]*)"/));
    const password = page.getByLabel("New password", { exact: true });
    await password.fill("the-second");
    await page
      .getByLabel("New password once more", { exact: true })
      .fill("the-second");
    await press(page, "Set the new password");
    await heading(page, "Your password is changed");
    await page.getByRole("link", { name: "Log in" }).click();
    await heading(page, "Log in");
    const email = page.getByLabel("Email address");
    expect(await email.inputValue()).toBe(account.email);
  });
});

test("a new server's visitor is told how the first superuser is made", async () => {
  await visitAsGuest("", async (page) => {
    await page.getByText("No superuser yet?").click();
    await page.getByText("hutch superuser upsert EMAIL PASSWORD").waitFor();
  });
});

test("who logs out is out, also for going back", async () => {
  await visitAdmin(site, "#/logs", async (page) => {
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await page.waitForURL("**/#/settings");
    await press(page, "Account");
    await page.getByRole("menuitem", { name: "Log out" }).click();
    await heading(page, "Log in");
    await page.goBack();
    await heading(page, "Log in");
    await page.reload();
    await heading(page, "Log in");
  });
});

test("a login that has ended leads to the login, and back to where one was", async () => {
  await visitAdmin(site, "#/settings/mail", async (page) => {
    await heading(page, "Mail");
    // The superuser's other logins end with a new password.
    const { id } = client.authStore.record ?? { id: "" };
    await client.collection("_superusers").update(id, {
      password: superuser.password,
      passwordConfirm: superuser.password,
    });
    await page.getByRole("link", { name: "Logs" }).click();
    await heading(page, "Log in");
    await enterPassword(page, superuser.password);
    await page.waitForURL("**/#/logs*");
  });
});
