import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "bun:test";
import { generateKeyPairSync } from "node:crypto";
import type { Page } from "playwright-core";
import type { AuthCollectionModel } from "pocketbase";
import type PocketBase from "pocketbase";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import { closeBrowser } from "../browser.ts";
import { openSite, type Site, userPassword } from "../site.ts";
import { logInSuperuser, visitAdmin } from "./open-admin.ts";

let site: Site;
let client: PocketBase;
beforeAll(async () => {
  site = await openSite();
  client = await logInSuperuser(site);
});
afterAll(async () => {
  await closeBrowser();
  await site[Symbol.asyncDispose]();
});

const panel = (page: Page) => page.getByRole("dialog", { name: /^Edit / });
const save = (page: Page) =>
  panel(page).getByRole("button", { name: "Save", exact: true }).click();

const field = (page: Page, label: string) =>
  panel(page).getByLabel(label, { exact: true });

/** Waits until a field has the focus. */
async function focused(page: Page, label: string): Promise<void> {
  await field(page, label).and(page.locator(":focus")).waitFor();
}

/** Opens one section of the auth options of `members`, and does something there. */
async function visitSection(
  title: string,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  await visitAdmin(site, "#/collections?collection=members", async (page) => {
    const settings = page.getByRole("button", { name: "Collection settings" });
    await settings.first().click();
    await panel(page).getByRole("tab", { name: "Options" }).click();
    const section = panel(page).getByRole("button", { name: title });
    await section.first().click();
    await look(page);
  });
}

/** Saves, and goes on editing once the page has heard of it. */
async function saved(page: Page): Promise<AuthCollectionModel> {
  const answer = (method: string) =>
    page.waitForResponse(
      (response) =>
        response.request().method() === method &&
        response.url().includes("/api/collections"),
    );
  const stores = answer("PATCH");
  await page.keyboard.press("ControlOrMeta+s");
  await stores;
  await answer("GET");
  return client.collections.getOne<AuthCollectionModel>("members");
}

/** What the server has, with what it shows to nobody. */
function stored(): AuthCollection {
  const members = site.app.collections.find("members");
  if (members?.type !== "auth") throw new Error("there are no members");
  return members;
}

/** `members` as new. */
beforeEach(async () => {
  const exists = site.app.collections.find("members") !== undefined;
  if (exists) await client.collections.delete("members");
  await client.collections.create({
    name: "members",
    type: "auth",
    fields: [
      { name: "handle", type: "text" },
      { name: "picture", type: "file" },
    ],
    indexes: ["CREATE UNIQUE INDEX idx_handle ON members (handle)"],
  });
});

describe("a login provider", () => {
  async function add(page: Page, provider: string): Promise<void> {
    const button = { name: "Add a provider" };
    await panel(page).getByRole("button", button).click();
    const picker = page.getByRole("dialog", button);
    await picker.getByRole("searchbox").fill(provider);
    await picker.getByRole("button", { name: provider }).first().click();
  }

  test("is found, added and set up; its secret is replaced and never shown", async () => {
    await visitSection("OAuth2", async (page) => {
      await add(page, "GitHub");
      await focused(page, "Client ID");
      await page.keyboard.insertText("the-client");
      await field(page, "Client secret").fill("the-secret");
      await field(page, "Name on the button").fill("Our hub");
      await field(page, "Picture").click();
      await page.getByRole("option", { name: "picture" }).click();
      const { oauth2 } = await saved(page);
      expect(oauth2).toMatchObject({
        enabled: true,
        mappedFields: { avatarURL: "picture" },
      });
    });
    expect(stored().oauth2.providers).toMatchObject([
      {
        name: "github",
        clientId: "the-client",
        clientSecret: "the-secret",
        displayName: "Our hub",
      },
    ]);

    await visitSection("OAuth2", async (page) => {
      await panel(page).getByText("/api/oauth2-redirect").first().waitFor();
      const settings = { name: /^Our hub/ };
      await panel(page).getByRole("button", settings).click();
      expect(await field(page, "Client secret").inputValue()).toBe("");
      await page.getByText("A secret is stored.").waitFor();
      await field(page, "Client ID").fill("other-client");
      await saved(page);
      expect(stored().oauth2.providers?.[0]).toMatchObject({
        clientId: "other-client",
        clientSecret: "the-secret",
      });
      await field(page, "Client secret").fill("other-secret");
      await saved(page);
      expect(stored().oauth2.providers?.[0]?.clientSecret).toBe("other-secret");

      await panel(page).getByRole("button", { name: "Remove Our hub" }).click();
      const { oauth2 } = await saved(page);
      expect(oauth2).toMatchObject({ enabled: false, providers: [] });
    });
  });

  test("that is not complete is refused where it is, in a section that opens for it", async () => {
    await visitSection("OAuth2", async (page) => {
      await add(page, "Google");
      await panel(page)
        .getByRole("button", { name: /^OAuth2/ })
        .click();
      await save(page);
      await focused(page, "Client ID");
      const wrong = field(page, "Client ID");
      expect(await wrong.getAttribute("aria-invalid")).toBe("true");
    });
  });

  test("by OpenID Connect can tell who logs in by its ID token", async () => {
    await visitSection("OAuth2", async (page) => {
      await add(page, "oidc2");
      await field(page, "Client ID").fill("id");
      await field(page, "Client secret").fill("secret");
      const base = "https://login.example.com";
      await field(page, "Address to log in (auth URL)").fill(`${base}/auth`);
      await field(page, "Address for tokens (token URL)").fill(`${base}/token`);
      await field(page, "Who has logged in is told by").click();
      await page.getByRole("option", { name: "The ID token" }).click();
      await field(page, "Address of the keys (JWKS URL)").fill(`${base}/keys`);
      await field(page, "Issuers").fill(`${base},`);
      await saved(page);
      expect(stored().oauth2.providers).toMatchObject([
        {
          name: "oidc2",
          pkce: true,
          authURL: `${base}/auth`,
          tokenURL: `${base}/token`,
          userInfoURL: "",
          extra: { jwksURL: `${base}/keys`, issuers: [base] },
        },
      ]);
    });
  });

  test("of Microsoft, Lark and one's own GitLab is at addresses that few answers make", async () => {
    await visitSection("OAuth2", async (page) => {
      const fillIn = async () => {
        await field(page, "Client ID").last().fill("id");
        await field(page, "Client secret").last().fill("secret");
      };
      await add(page, "GitLab");
      await fillIn();
      const server = field(page, "Address of your server");
      await server.fill("https://git.example.com/");
      await add(page, "Microsoft");
      await fillIn();
      await field(page, "Who may log in").click();
      await page.getByRole("option", { name: "one tenant" }).click();
      await field(page, "Tenant").fill("example.com");
      await field(page, "Email address from").click();
      await page.getByRole("option", { name: /either verified one/ }).click();
      await add(page, "Lark");
      await fillIn();
      await field(page, "Region").click();
      await page.getByRole("option", { name: "Lark (elsewhere)" }).click();
      const { oauth2 } = await saved(page);
      expect(oauth2.providers).toMatchObject([
        {
          authURL: "https://git.example.com/oauth/authorize",
          tokenURL: "https://git.example.com/oauth/token",
          userInfoURL: "https://git.example.com/api/v4/user",
        },
        {
          authURL:
            "https://login.microsoftonline.com/example.com/oauth2/v2.0/authorize",
          extra: { idTokenEmailClaim: "any_verified" },
        },
        {
          userInfoURL:
            "https://open.larksuite.com/open-apis/authen/v1/user_info",
        },
      ]);
    });
  });

  test("of Apple gets a secret that is made of a key", async () => {
    const { privateKey } = generateKeyPairSync("ec", {
      namedCurve: "prime256v1",
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    await visitSection("OAuth2", async (page) => {
      await add(page, "Apple");
      await field(page, "Client ID").fill("com.example.app");
      const generate = { name: "Generate the secret" };
      await panel(page).getByRole("button", generate).click();
      const dialog = page.getByRole("dialog", {
        name: /Apple's client secret/,
      });
      const submit = { name: "Generate", exact: true };
      await dialog.getByLabel("Team ID").fill("short");
      await dialog.getByRole("button", submit).click();
      await dialog.getByText("Fill this in.").first().waitFor();
      await dialog.getByLabel("Team ID").fill("ABCDE12345");
      await dialog.getByLabel("Key ID").fill("KEYID12345");
      await dialog.getByLabel("Private key").fill(privateKey);
      await dialog.getByRole("button", submit).click();
      await dialog.waitFor({ state: "detached" });
      await saved(page);
    });
    const [apple] = stored().oauth2.providers ?? [];
    const [, claims = ""] = apple?.clientSecret.split(".") ?? [];
    expect(JSON.parse(atob(claims))).toMatchObject({
      iss: "ABCDE12345",
      sub: "com.example.app",
    });
  });
});

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
