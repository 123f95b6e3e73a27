import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import type { RealtimeClient } from "../../src/core/realtime/realtime.ts";
import { serverRequest } from "../../src/core/request.ts";
import {
  type OpenIdProvider,
  startOpenIdProvider,
} from "../support/openid-provider.ts";
import { openPage } from "./browser.ts";
import { openForTests } from "./open-for-tests.ts";
import { openSite } from "./site.ts";

const site = openForTests(openSite);
/** All who have ever connected. */
const clients: RealtimeClient[] = [];
let openid: OpenIdProvider;
beforeAll(async () => {
  openid = await startOpenIdProvider({
    credentials: "client_secret_post",
    redirectURLs: [`${site.url}/api/oauth2-redirect`],
  });
  site.app.hooks.onRealtimeConnectRequest.add(async (_, next) => {
    const client = await next();
    clients.push(client);
    return client;
  });
  await site.app.collections.create({
    name: "posts",
    type: "base",
    fields: [{ name: "title", type: "text" }],
    listRule: "",
  });
  await site.app.collections.update("users", {
    oauth2: { enabled: true, providers: [openid.config] },
  });
});
afterAll(() => openid.close());

const sdk = Bun.resolveSync("pocketbase/umd", import.meta.dir);

/** A page with the SDK: `client` there. It is the server's own, so that nothing else has to be reached. */
async function openApp(page: Page): Promise<void> {
  await page.goto(`${site.url}/api/health`);
  await page.addScriptTag({ path: sdk });
  await page.evaluate(
    `globalThis.client = new PocketBase(location.origin); globalThis.heard = [];`,
  );
}

const subscribe = `client.collection("posts").subscribe("*", ({ action, record }) => heard.push(action + " " + record.title))`;

async function add(title: string): Promise<void> {
  const posts = site.app.collections.find("posts");
  if (posts === undefined) throw new Error("there are no posts");
  const request = { ...serverRequest, body: { title } };
  await site.app.records.create(posts, undefined, request);
}

async function hears(page: Page, ...events: readonly string[]): Promise<void> {
  await page.waitForFunction(`heard.length >= ${events.length}`);
  expect(await page.evaluate("heard")).toEqual(events);
}

test("a page hears of changes, until it unsubscribes or is closed", async () => {
  await using watched = await openPage(site.url);
  const { page } = watched;
  await openApp(page);
  await page.evaluate(subscribe);
  await add("a");
  await add("b");
  await hears(page, "create a", "create b");
  await page.evaluate("client.realtime.unsubscribe()");
  await add("c");
  await page.evaluate(subscribe);
  await add("d");
  await hears(page, "create a", "create b", "create d");
  await page.close();
  while (site.app.realtime.clientCount > 0) await Bun.sleep(1);
});

test("a page whose connection was cut connects again by itself", async () => {
  await using watched = await openPage(site.url);
  const { page } = watched;
  await openApp(page);
  await page.evaluate(subscribe);
  await page.evaluate(`globalThis.first = client.realtime.clientId`);
  for (const client of clients) client.disconnect();
  await page.waitForFunction(
    "client.realtime.isConnected && client.realtime.clientId !== first",
  );
  // Connected is not subscribed yet: that takes the page another request.
  const id = await page.evaluate("client.realtime.clientId");
  const isSubscribed = () =>
    clients.some((client) => client.id === id && client.subscriptions.size > 0);
  while (!isSubscribed()) await Bun.sleep(1);
  await add("again");
  await hears(page, "create again");
});

test("authWithOAuth2 logs a page in by a window of the provider's", async () => {
  openid.users.set("ann", {
    email: "ann@example.com",
    email_verified: true,
    name: "Ann",
  });
  await using watched = await openPage(site.url, openid.issuer);
  const { page } = watched;
  await openApp(page);
  const opening = page.waitForEvent("popup");
  const loggedIn = page.evaluate(
    `client.collection("users").authWithOAuth2({ provider: "oidc" }).then(({ record }) => record.name)`,
  );
  const popup = await opening;
  await popup.locator("input[name=login]").fill("ann");
  await popup.locator("input[name=password]").fill("any");
  const closed = popup.waitForEvent("close");
  await popup.locator("[type=submit]").click();
  await popup.getByRole("button", { name: "Continue" }).click();
  expect(await loggedIn).toBe("Ann");
  if (!popup.isClosed()) await closed;
  expect(await page.evaluate("client.authStore.isValid")).toBe(true);
});
