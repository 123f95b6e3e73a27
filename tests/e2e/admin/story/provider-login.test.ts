import { afterAll, beforeAll, expect, test } from "bun:test";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type OpenIdProvider,
  startOpenIdProvider,
} from "../../../support/openid-provider.ts";
import { temporaryFolder } from "../../../temporary-folder.ts";
import { openPage } from "../../browser.ts";
import { openForTests } from "../../open-for-tests.ts";
import { openStory } from "./open-story.ts";

/** An app of one page, which the server itself serves, with the SDK. */
const app = `<!doctype html>
<html lang="en">
  <title>An app</title>
  <button>Log in</button>
  <output></output>
  <script type="module">
    import PocketBase from "./pocketbase.es.mjs";
    const client = new PocketBase(location.origin);
    document.querySelector("button").addEventListener("click", async () => {
      const { record } = await client
        .collection("users")
        .authWithOAuth2({ provider: "oidc" });
      document.querySelector("output").textContent = record.name + " is in";
    });
  </script>
</html>`;

const folder = openForTests(temporaryFolder);
beforeAll(async () => {
  await Bun.write(join(folder.path, "index.html"), app);
  const sdk = "pocketbase.es.mjs";
  await copyFile(
    join(import.meta.dir, "../../../../node_modules/pocketbase/dist", sdk),
    join(folder.path, sdk),
  );
});

const story = openForTests(() => openStory("--publicDir", folder.path));
let provider: OpenIdProvider;
beforeAll(async () => {
  provider = await startOpenIdProvider({
    redirectURLs: [`${story.url}/api/oauth2-redirect`],
  });
  provider.users.set("hazel", {
    email: "hazel@example.com",
    email_verified: true,
    name: "Hazel",
  });
});
afterAll(() => provider.close());

test("a provider is set up in the admin, and whoever logs in with it shows up there", async () => {
  await story.visit("#/collections?collection=users", async (page) => {
    await page
      .getByRole("button", { name: "Collection settings" })
      .first()
      .click();
    const panel = page.getByRole("dialog", { name: "Edit users" });
    await panel.getByRole("tab", { name: "Options" }).click();
    await panel.getByRole("button", { name: "OAuth2" }).first().click();
    const add = { name: "Add a provider" };
    await panel.getByRole("button", add).click();
    const picker = page.getByRole("dialog", add);
    await picker.getByRole("searchbox").fill("oidc");
    await picker.getByRole("button", { name: "oidc" }).first().click();
    const { config } = provider;
    for (const [label, value] of [
      ["Client ID", config.clientId],
      ["Client secret", config.clientSecret],
      ["Address to log in (auth URL)", config.authURL],
      ["Address for tokens (token URL)", config.tokenURL],
      ["Address for who it is (user info URL)", config.userInfoURL],
    ] as const) {
      await panel.getByLabel(label, { exact: true }).fill(value);
    }
    await panel.getByRole("button", { name: "Save", exact: true }).click();
    const changes = page.getByRole("dialog", { name: /Save these changes/ });
    await page
      .getByText("users is saved.")
      .or(changes.getByRole("button", { name: "Save", exact: true }))
      .click();
    await page.getByText("users is saved.").waitFor();

    await logIn();
    const row = page.getByRole("row", { name: /hazel@example\.com/ });
    await row.click();
    const editor = page.getByRole("dialog", { name: "Edit record" });
    await editor.getByRole("tab", { name: "Logins" }).click();
    await editor.getByRole("button", { name: /^Unlink/ }).waitFor();
  });
});

/** What a user of the app does. */
async function logIn(): Promise<void> {
  await using watched = await openPage(story.url, provider.issuer);
  const { page, complaints } = watched;
  await page.goto(story.url);
  const [popup] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "Log in" }).click(),
  ]);
  await popup.getByPlaceholder("Enter any login").fill("hazel");
  await popup.getByPlaceholder("and password").fill("any");
  await popup.getByRole("button", { name: "Sign-in" }).click();
  await popup.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Hazel is in").waitFor();
  // The provider's own page would like a font from the network.
  expect(complaints.filter((it) => !it.includes("fonts.googleapis"))).toEqual(
    [],
  );
}
