import type { Page } from "playwright-core";
import PocketBase from "pocketbase";
import { serverRequest } from "../../../src/core/request.ts";
import { openPage } from "../browser.ts";
import type { Site } from "../site.ts";

/** Where the admin keeps the login: see src/admin/server/login-key.ts. */
export const storageKey = "__pb_superusers__/_";

export const superuser = {
  email: "super@example.com",
  password: "a-good-password",
} as const;

/** What of a site its admin takes. */
export type AdminSite = Pick<Site, "app" | "url">;

/** A client that a superuser is logged in to; the superuser is made if there is none yet. */
export async function logInSuperuser({
  app,
  url,
}: AdminSite): Promise<PocketBase> {
  const superusers = app.collections.find("_superusers");
  if (superusers === undefined) throw new Error("there are no superusers");
  const client = new PocketBase(url).autoCancellation(false);
  const { email, password } = superuser;
  const logIn = () =>
    client.collection("_superusers").authWithPassword(email, password);
  await logIn().catch(async () => {
    await app.records.create(superusers, undefined, {
      ...serverRequest,
      body: { email, password, passwordConfirm: password },
    });
    await logIn();
  });
  return client;
}

/**
 * Opens a page of the admin as a superuser, in a browser session of its own.
 *
 * @param hash the page, as in `#/collections?collection=posts`
 * @param look what the superuser does there
 * @throws {Error} something happened on the page that never may: see `WatchedPage.complaints`
 */
export async function visitAdmin(
  site: AdminSite,
  hash: string,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  await visitAs(await logInSuperuser(site), hash, look);
}

/** The same as whoever is logged in to a client. */
export async function visitAs(
  client: PocketBase,
  hash: string,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const { authStore, baseURL } = client;
  await using watched = await openPage(baseURL);
  const { page } = watched;
  const stored = { token: authStore.token, record: authStore.record };
  await page.addInitScript(
    ([key, value]) => {
      // A tab that has logged out stays so.
      if (!sessionStorage.getItem("was-logged-in")) {
        sessionStorage.setItem("was-logged-in", "yes");
        localStorage.setItem(key, value);
      }
    },
    [storageKey, JSON.stringify(stored)] as const,
  );
  await page.goto(`${baseURL}/_/${hash}`);
  await look(page);
  if (watched.complaints.length > 0) {
    throw new Error(`on the page: ${watched.complaints.join("\n")}`);
  }
}

/** Keeps pages from listening to changes until it is released, as a slow connection does. Returns the release. */
export async function holdLive(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/api/realtime", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}
