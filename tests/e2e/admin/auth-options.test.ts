import { describe, expect, test } from "bun:test";
import type PocketBase from "pocketbase";
import { userPassword } from "../site.ts";
import { visitAdmin } from "./open-admin.ts";
import { field, openMembersForTests, panel } from "./open-members-for-tests.ts";

const { client, saved, site, stored, visitSection } = openMembersForTests();

test("a password goes with any field that names one account", async () => {
  await visitSection("Password", async (page) => {
    await field(page, "Log in with").click();
    await page.getByRole("option", { name: "handle" }).click();
    await page.keyboard.press("Escape");
    const { passwordAuth } = await saved(page);
    expect(passwordAuth.identityFields).toEqual(["email", "handle"]);
  });
});

test("a second factor takes two ways to log in", async () => {
  await visitSection("Second factor", async (page) => {
    const enabled = (name: string) =>
      panel(page).locator(`[role=switch][name="${name}.enabled"]`);
    expect(await enabled("mfa").isDisabled()).toBe(true);
    await page.getByText("It takes two ways to log in.").waitFor();

    const otpSection = { name: /^One-time password/ };
    await panel(page).getByRole("button", otpSection).first().click();
    await enabled("otp").check();
    await field(page, "Valid for").fill("90");
    await page.getByText("= 1 minute 30 seconds").waitFor();

    await enabled("mfa").check();
    const rule = panel(page).getByRole("textbox", { name: "Who needs it" });
    await rule.click();
    await page.keyboard.insertText("verified = true");
    const { otp, mfa } = await saved(page);
    expect(otp).toMatchObject({ enabled: true, duration: 90 });
    expect(mfa).toMatchObject({ enabled: true, rule: "verified = true" });
  });
});

describe("a mail", () => {
  test("is written with its placeholders, tried, and reset", async () => {
    const before = stored().verificationTemplate;
    await visitSection("Verification", async (page) => {
      await field(page, "Subject").fill("Hello from {APP_NAME}");
      const body = panel(page).getByRole("textbox", { name: "Text (HTML)" });
      await body.click();
      await page.keyboard.press("ControlOrMeta+End");
      await page.keyboard.type("{TOK");
      await page.getByRole("option", { name: /\{TOKEN\}/ }).click();
      await page.keyboard.insertText(" {NOTHING}");
      await page.getByText("There is no placeholder “{NOTHING}”").waitFor();

      const sendTest = { name: "Send a test mail" };
      await panel(page).getByRole("button", sendTest).click();
      const dialog = page.getByRole("dialog", sendTest);
      await dialog.getByText("The mail is made of what is stored.").waitFor();
      await dialog.getByRole("button", { name: "Close" }).click();
      const { verificationTemplate } = await saved(page);
      expect(verificationTemplate.body).toEndWith("{TOKEN} {NOTHING}");

      await panel(page).getByRole("button", sendTest).click();
      await dialog.getByLabel("To").fill("somebody@example.com");
      await dialog.getByRole("button", { name: "Send", exact: true }).click();
      await page.getByText("is on its way").waitFor();
      const { app } = site;
      const mail = await site.mails.next();
      expect(mail.subject).toBe(
        `Hello from ${app.settings.current.meta.appName}`,
      );

      const reset = { name: "Reset to the default" };
      await panel(page).getByRole("button", reset).click();
      const question = page.getByRole("alertdialog");
      await question.getByRole("button", { name: "Reset" }).click();
      await saved(page);
    });
    expect(stored().verificationTemplate).toEqual(before);
  });
});

describe("logins that were issued", () => {
  async function logIn(): Promise<PocketBase> {
    const email = "member@example.com";
    await client.collection("members").create({
      email,
      password: userPassword,
      passwordConfirm: userPassword,
    });
    const member = site.client();
    await member.collection("members").authWithPassword(email, userPassword);
    return member;
  }

  const invalidate = { name: "Invalidate all issued: Login" };

  test("end when all are invalidated, after saying who is logged out", async () => {
    const member = await logIn();
    await visitSection("Durations", async (page) => {
      await page.getByText("= 5 days").waitFor();
      await panel(page).getByRole("button", invalidate).click();
      const question = page.getByRole("alertdialog");
      await question
        .getByText("All accounts of members are logged out everywhere")
        .waitFor();
      await question.getByRole("button", { name: "Invalidate" }).click();
      await page
        .getByText("All issued so far end with the next save")
        .waitFor();
      await member.collection("members").authRefresh();
      await saved(page);
      await panel(page).getByRole("button", invalidate).waitFor();
    });
    expect(member.collection("members").authRefresh()).rejects.toMatchObject({
      status: 401,
    });
  });

  test("stay when one thinks better of it", async () => {
    const member = await logIn();
    await visitSection("Durations", async (page) => {
      await panel(page).getByRole("button", invalidate).click();
      const question = page.getByRole("alertdialog");
      await question.getByRole("button", { name: "Invalidate" }).click();
      // The focus does not leave the panel with the question.
      const keep = panel(page).getByRole("button", { name: "Keep them" });
      await keep.and(page.locator(":focus")).waitFor();
      await page.keyboard.press("Enter");
      await panel(page)
        .getByRole("button", invalidate)
        .and(page.locator(":focus"))
        .waitFor();
      await field(page, "Login: valid for").fill("3600");
      const { authToken } = await saved(page);
      expect(authToken.duration).toBe(3600);
    });
    await member.collection("members").authRefresh();
  });
});

test("superusers keep their password, and have no providers", async () => {
  await visitAdmin(
    site,
    "#/collections?collection=_superusers",
    async (page) => {
      const settings = page.getByRole("button", {
        name: "Collection settings",
      });
      await settings.first().click();
      await panel(page).getByRole("tab", { name: "Options" }).click();
      await panel(page)
        .getByRole("button", { name: /^Password(?! reset)/ })
        .click();
      const enabled = panel(page).getByRole("switch", { name: "Enabled" });
      expect(await enabled.isDisabled()).toBe(true);
      const providers = panel(page).getByRole("button", { name: /^OAuth2/ });
      expect(await providers.count()).toBe(0);
    },
  );
});
