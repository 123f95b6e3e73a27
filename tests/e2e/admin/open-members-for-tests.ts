import { beforeEach } from "bun:test";
import type { Page } from "playwright-core";
import type PocketBase from "pocketbase";
import type { AuthCollectionModel } from "pocketbase";
import type { AuthCollection } from "../../../src/core/collections/collection.ts";
import { openForTests } from "../open-for-tests.ts";
import { openSite, type Site } from "../site.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

/** A site whose auth collection `members` is as new before each test. */
export interface MembersSite {
  readonly site: Site;
  /** A superuser's. */
  readonly client: PocketBase;
  /** Opens one section of the auth options of `members`, and does something there. */
  visitSection(
    title: string,
    look: (page: Page) => Promise<void>,
  ): Promise<void>;
  /** Saves, and goes on editing once the page has heard of it. Returns `members` as a superuser sees it. */
  saved(page: Page): Promise<AuthCollectionModel>;
  /** What the server has of `members`, with what it shows to nobody. */
  stored(): AuthCollection;
}

/** Opens the site before the tests of a file, and closes it after them. */
export function openMembersForTests(): MembersSite {
  const site = openForTests(openSite);
  const client = logInForTests(site);
  beforeEach(() => renewMembers(site, client));
  return {
    site,
    client,
    visitSection: (title, look) =>
      visitAdmin(site, "#/collections?collection=members", async (page) => {
        const settings = { name: "Collection settings" };
        await page.getByRole("button", settings).first().click();
        await panel(page).getByRole("tab", { name: "Options" }).click();
        const section = panel(page).getByRole("button", { name: title });
        await section.first().click();
        await look(page);
      }),
    async saved(page) {
      await saveAndHear(page);
      return client.collections.getOne<AuthCollectionModel>("members");
    },
    stored() {
      const members = site.app.collections.find("members");
      if (members?.type !== "auth") throw new Error("there are no members");
      return members;
    },
  };
}

/** The editor of a collection. */
export const panel = (page: Page) =>
  page.getByRole("dialog", { name: /^Edit / });

/** A field of the panel by its whole label. */
export const field = (page: Page, label: string) =>
  panel(page).getByLabel(label, { exact: true });

async function renewMembers(site: Site, client: PocketBase): Promise<void> {
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
}

async function saveAndHear(page: Page): Promise<void> {
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
}
