import { describe, expect, test } from "bun:test";
import { generateKeyPairSync } from "node:crypto";
import type { Page } from "playwright-core";
import { field, openMembersForTests, panel } from "./open-members-for-tests.ts";

const { saved, stored, visitSection } = openMembersForTests();

const save = (page: Page) =>
  panel(page).getByRole("button", { name: "Save", exact: true }).click();

/** Waits until a field has the focus. */
async function focused(page: Page, label: string): Promise<void> {
  await field(page, label).and(page.locator(":focus")).waitFor();
}

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
