import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { nextLink, userPassword } from "../../site.ts";
import { superuser, visitAdmin } from "../open-admin.ts";
import { openedEditor, openEditedSite, save } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(async () => {
  const { email, password } = superuser;
  // The test before may have ended the login.
  await editing.client
    .collection("_superusers")
    .authWithPassword(email, password);
  await editing.clear();
});

test("what an account needs is at hand", async () => {
  const user = await editing.site.newUser("anna@example.com");
  const users = editing.client.collection("users");
  const link = await editing.client.collection("_externalAuths").create({
    collectionRef: editing.site.users.id,
    recordRef: user.id,
    provider: "google",
    providerId: "12345",
  });
  const login = await editing.site
    .client()
    .collection("users")
    .authWithPassword("anna@example.com", userPassword);
  const record = await users.getOne(user.id);
  await editing.edit(record, async (page, editor) => {
    const act = async (name: string) => {
      await editor.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name }).click();
    };
    await act("Send a verification mail");
    await page.getByText("A verification mail is on its way").waitFor();
    expect(await nextLink(editing.site)).toContain(
      "/auth/confirm-verification/",
    );
    await act("Send a password reset mail");
    await page.getByText("A password reset mail is on its way").waitFor();
    expect(await nextLink(editing.site)).toContain(
      "/auth/confirm-password-reset/",
    );

    await act("Impersonate");
    const dialog = page.getByRole("dialog", { name: "Impersonate" });
    await dialog.getByLabel("Valid for", { exact: true }).fill("60");
    await dialog.getByRole("button", { name: "Make the token" }).click();
    const token = await dialog
      .getByRole("textbox", { name: "Token" })
      .inputValue();
    const acting = editing.site.client();
    acting.authStore.save(token);
    expect((await acting.collection("users").getOne(user.id))["email"]).toBe(
      "anna@example.com",
    );
    await dialog.getByText(`pb.authStore.save('${token}', null);`).waitFor();
    await dialog.getByRole("tab", { name: "Dart" }).click();
    await dialog.getByLabel("Use in Dart").waitFor();
    await dialog.getByRole("contentinfo").getByText("Close").click();
    // Examples of the API are in the same language from then on.
    expect(
      await page.evaluate('localStorage.getItem("hutch.apiPreview.language")'),
    ).toBe('"dart"');
    await dialog.waitFor({ state: "detached" });

    await act("Sign out everywhere");
    await page
      .getByRole("alertdialog", { name: "Sign this account out everywhere?" })
      .getByRole("button", { name: "Sign out" })
      .click();
    await page.getByText("The account is signed out everywhere").waitFor();
    const before = editing.site.client();
    before.authStore.save(login.token);
    expect(before.collection("users").authRefresh()).rejects.toThrow();

    await editor.getByRole("tab", { name: "Logins" }).click();
    await editor.getByText("Linked just now").waitFor();
    await editor.getByRole("button", { name: "Unlink google" }).click();
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Unlink" })
      .click();
    await page.getByText("google is unlinked").waitFor();
    await editor.getByRole("tab", { name: "Record" }).click();

    await editor.getByLabel("The email address is verified").check();
    await editor.getByRole("button", { name: "Change the password" }).click();
    await editor
      .getByRole("button", { name: /^Generate/ })
      .first()
      .click();
    const password = await editor
      .getByRole("textbox", { name: "New password" })
      .inputValue();
    await save(page);
    expect(
      (
        await editing.site
          .client()
          .collection("users")
          .authWithPassword("anna@example.com", password)
      ).record["verified"],
    ).toBe(true);
  });
  expect(
    editing.client.collection("_externalAuths").getOne(link.id),
  ).rejects.toThrow();
});

test("a superuser who changes their own password stays logged in", async () => {
  const { id, collectionName } = editing.client.authStore.record!;
  const address = `#/collections?collection=${collectionName}&record=${id}`;
  await visitAdmin(editing.site, address, async (page) => {
    const editor = await openedEditor(page);
    await editor.getByRole("button", { name: "Change the password" }).click();
    for (const name of ["New password", "Password once more"]) {
      await editor
        .getByRole("textbox", { name, exact: true })
        .fill(superuser.password);
    }
    await save(page);
    await page.reload();
    await page.getByRole("button", { name: "New record" }).waitFor();
  });
});

test("superusers who sign themselves out everywhere are told so, and log in again", async () => {
  const { id, collectionName } = editing.client.authStore.record!;
  const address = `#/collections?collection=${collectionName}&record=${id}`;
  await visitAdmin(editing.site, address, async (page) => {
    const editor = await openedEditor(page);
    await editor.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Sign out everywhere" }).click();
    const question = page.getByRole("alertdialog");
    await question
      .getByText("the account that you are logged in with")
      .waitFor();
    await question.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Log in" }).waitFor();
  });
});

test("a password that is made up is on the clipboard, which is said", async () => {
  const address = "#/collections?collection=users&create=record";
  await visitAdmin(editing.site, address, async (page) => {
    await page
      .context()
      .grantPermissions(["clipboard-read", "clipboard-write"]);
    const editor = page.getByRole("dialog", { name: "New record" });
    await editor
      .getByRole("button", { name: /^Generate/ })
      .first()
      .click();
    await page.getByText("Copied", { exact: true }).first().waitFor();
    const password = await editor
      .getByRole("textbox", { name: "Password", exact: true })
      .inputValue();
    expect(password).toHaveLength(24);
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
      password,
    );
  });
});
