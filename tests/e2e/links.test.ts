import { describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import {
  issueToken,
  type TokenKind,
} from "../../src/core/auth/tokens/tokens.ts";
import type { StoredRecord } from "../../src/core/records/record.ts";
import { openForTests } from "./open-for-tests.ts";
import { nextLink, openSite, userPassword, visit } from "./site.ts";

const site = openForTests(openSite);

const paths = {
  verification: "confirm-verification",
  passwordReset: "confirm-password-reset",
  emailChange: "confirm-email-change",
};

/** A link as it is in mails, that ended a minute ago. */
function expiredLink(
  record: StoredRecord,
  kind: keyof typeof paths & TokenKind,
  claims: Record<string, unknown> = {},
): string {
  const { email } = record.values;
  const token = issueToken(site.users, record, kind, { email, ...claims }, -60);
  return `${site.url}/_/#/auth/${paths[kind]}/${token}`;
}

/** Waits until the page says this in its heading. */
async function heading(page: Page, text: string): Promise<void> {
  await page
    .getByRole("heading", { level: 1, name: text, exact: true })
    .waitFor();
}

/** The page has done its work: the token is in the address no more, and a reload does nothing again. */
async function expectFinished(page: Page, link: string, title: string) {
  await heading(page, title);
  const token = link.split("/").at(-1)!;
  expect(page.url()).not.toContain(token);
  expect(page.url()).toBe(link.slice(0, link.lastIndexOf("/")));
  await page.reload();
  await heading(page, title);
}

async function press(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
}

/** What is said of a field. */
function said(page: Page, label: string) {
  return page
    .getByLabel(label, { exact: true })
    .locator("xpath=ancestor::div[label]/p");
}

async function isLoggedInWith(email: string, password: string) {
  const users = site.client().collection("users");
  return users.authWithPassword(email, password).then(
    () => true,
    () => false,
  );
}

describe("the link of a verification mail", () => {
  const done = "Your email address is verified";

  test("verifies by itself", async () => {
    const { id } = await site.newUser("ann@example.com");
    await site
      .client()
      .collection("users")
      .requestVerification("ann@example.com");
    const link = await nextLink(site);
    await visit(link, async (page) => {
      await expectFinished(page, link, done);
      expect(await page.getByRole("main").innerText()).toContain(
        "ann@example.com is yours",
      );
      expect(await page.title()).toContain("Verify");
    });
    const record = await site.app.records.find(site.users, id);
    expect(record?.values["verified"]).toBe(true);
  });

  test("says when it is too old, and has a new one sent", async () => {
    const record = await site.newUser("bob@example.com");
    await visit(expiredLink(record, "verification"), async (page) => {
      await heading(page, "This link does not work any more");
      await press(page, "Send a new link");
      await heading(page, "Check your inbox");
    });
    const link = await nextLink(site);
    await visit(link, (page) => heading(page, done));
  });

  test("can be tried again when the server was out of reach", async () => {
    await site.newUser("cid@example.com");
    await site
      .client()
      .collection("users")
      .requestVerification("cid@example.com");
    const link = await nextLink(site);
    await visit(site.url + "/_/", async (page) => {
      await page.route("**/api/**", (route) => route.abort());
      await page.goto(link);
      await heading(
        page,
        "The server cannot be reached. Check your connection and try again.",
      );
      await page.unroute("**/api/**");
      await press(page, "Try again");
      await heading(page, done);
    });
  });
});

describe("the link of a mail for a new password", () => {
  const [first, second] = ["New password", "New password once more"];

  test("takes one, by keyboard alone, and works once", async () => {
    const email = "dan@example.com";
    const { id } = await site.newUser(email);
    await site.client().collection("users").requestPasswordReset(email);
    const link = await nextLink(site);
    await visit(link, async (page) => {
      await heading(page, "Choose a new password");
      expect(await page.getByRole("main").innerText()).toContain(email);
      const { keyboard } = page;
      // The first field has the focus; after each field comes what shows its text.
      await keyboard.type("short");
      await keyboard.press("Tab");
      await keyboard.press("Tab");
      await keyboard.type("other");
      await keyboard.press("Enter");
      await said(page, first).waitFor();
      expect(await said(page, first).innerText()).toMatch(/\b8\b.* characters/);

      // What is wrong has the focus.
      await keyboard.press("Control+A");
      await keyboard.type("the-second-password");
      await keyboard.press("Enter");
      await said(page, second).waitFor();
      expect(await said(page, second).innerText()).toBe(
        "The two are not the same.",
      );
      expect(await said(page, first).count()).toBe(0);

      await keyboard.press("Control+A");
      await keyboard.type("the-second-password");
      await keyboard.press("Enter");
      await expectFinished(page, link, "Your password is changed");
    });
    expect(await isLoggedInWith(email, userPassword)).toBe(false);
    expect(await isLoggedInWith(email, "the-second-password")).toBe(true);
    // The mail came to this address.
    const record = await site.app.records.find(site.users, id);
    expect(record?.values["verified"]).toBe(true);

    await visit(link, async (page) => {
      await page.getByLabel(first, { exact: true }).fill("the-third-password");
      await page.getByLabel(second, { exact: true }).fill("the-third-password");
      await press(page, "Set the new password");
      await heading(page, "This link does not work any more");
    });
    expect(await isLoggedInWith(email, "the-second-password")).toBe(true);
  });

  test("says at once when it is too old, and has a new one sent", async () => {
    const record = await site.newUser("eve@example.com");
    await visit(expiredLink(record, "passwordReset"), async (page) => {
      await heading(page, "This link does not work any more");
      await press(page, "Send a new link");
      await heading(page, "Check your inbox");
    });
    const link = await nextLink(site);
    await visit(link, (page) => heading(page, "Choose a new password"));
  });

  test("lets one look at what one types, and tells password managers what it is", async () => {
    const email = "fay@example.com";
    await site.newUser(email);
    await site.client().collection("users").requestPasswordReset(email);
    await visit(await nextLink(site), async (page) => {
      const field = page.getByLabel(first, { exact: true });
      expect(await field.getAttribute("type")).toBe("password");
      await press(page, "Show New password");
      expect(await field.getAttribute("type")).toBe("text");
      await press(page, "Hide New password");
      expect(await field.getAttribute("type")).toBe("password");
      const complete = (label: string) =>
        page.getByLabel(label, { exact: true }).getAttribute("autocomplete");
      expect(await complete(first)).toBe("new-password");
      expect(await complete(second)).toBe("new-password");
      const username = page.locator('input[autocomplete="username"]');
      expect(await username.getAttribute("value")).toBe(email);
    });
  });
});

describe("the link of a mail for a new address", () => {
  test("takes the password, and only the right one", async () => {
    await site.newUser("gil@example.com");
    const client = site.client();
    const users = client.collection("users");
    await users.authWithPassword("gil@example.com", userPassword);
    await users.requestEmailChange("gil@new.example.com");
    const link = await nextLink(site);
    await visit(link, async (page) => {
      await heading(page, "Change your email address");
      expect(await page.getByRole("main").innerText()).toContain(
        "gil@new.example.com",
      );
      const field = page.getByLabel("Password", { exact: true });
      expect(await field.getAttribute("autocomplete")).toBe("current-password");
      await field.fill("not-the-password");
      await press(page, "Confirm the new address");
      await said(page, "Password").waitFor();
      expect(await said(page, "Password").innerText()).toBe(
        "This is not your password.",
      );
      await field.fill(userPassword);
      await press(page, "Confirm the new address");
      await expectFinished(page, link, "Your email address is changed");
    });
    expect(await isLoggedInWith("gil@example.com", userPassword)).toBe(false);
    expect(await isLoggedInWith("gil@new.example.com", userPassword)).toBe(
      true,
    );
  });

  test("says at once when it is too old, and what to do", async () => {
    const record = await site.newUser("hal@example.com");
    const newEmail = "hal@new.example.com";
    const link = expiredLink(record, "emailChange", { newEmail });
    await visit(link, async (page) => {
      await heading(page, "This link does not work any more");
      expect(await page.getByRole("main").innerText()).toContain(
        "ask for the change again",
      );
    });
  });
});

describe("a link that somebody has made up", () => {
  const forged = (claims: object) => {
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "HS256" })}.${part({ exp: 4_000_000_000, collectionId: site.users.id, ...claims })}.x`;
  };

  test("cannot put anything but an address on the page", async () => {
    const email = "<img/src=x/onerror=alert(1)>@example.com";
    const reset = `${site.url}/_/#/auth/confirm-password-reset/`;
    await visit(reset + forged({ email }), async (page) => {
      await heading(page, "Choose a new password");
      expect(await page.getByRole("main").innerText()).toContain(email);
    });
    const message = "Call 555 0100 now, you @ home";
    await visit(reset + forged({ email: message }), async (page) => {
      await heading(page, "Choose a new password");
      expect(await page.getByRole("main").innerText()).not.toContain("555");
    });
  });

  test("or cut off, is said to be", async () => {
    await visit(`${site.url}/_/`, async (page) => {
      for (const path of [
        ...Object.values(paths).map((name) => `auth/${name}`),
        "pbinstall",
      ]) {
        for (const token of ["", "/", "/abc", "/a.b.c", "/%00"]) {
          await page.goto(`${site.url}/_/#/${path}${token}`);
          await heading(page, "This link is not complete");
          await page.goto(`${site.url}/_/#/`);
          await heading(page, "Log in");
        }
      }
    });
  });
});
