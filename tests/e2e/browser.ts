// What runs in a page is written in its own language.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import {
  chromium,
  type Browser,
  type Page,
  type Request,
} from "playwright-core";
import { browserToLaunch } from "./browser-executable.ts";

/** A browser page that keeps what should never happen in it. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  /** Violations of the content security policy, errors of scripts, requests to other hosts, referrers of the admin so far. */
  readonly complaints: readonly string[];
}

const underWay = new WeakMap<Page, Set<Request>>();

/** How many requests of a page have no answer yet; the realtime stream, which never ends, does not count. */
export function requestsUnderWay(page: Page): number {
  return underWay.get(page)?.size ?? 0;
}

/** Milliseconds that a page may take for what is expected of it: long, since nobody waits for them unless it fails. */
const patience = 15_000;

/** Milliseconds until a page is loaded; in development, it may have to be built first. */
const loadPatience = 40_000;

let browser: Promise<Browser> | undefined;

/** Opens an empty page in a session of its own; nothing but these origins can be reached from it. */
export async function openPage(
  ...origins: readonly string[]
): Promise<WatchedPage> {
  browser ??= launch();
  const context = await (await browser).newContext({ locale: "en-US" });
  context.setDefaultTimeout(patience);
  context.setDefaultNavigationTimeout(loadPatience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A refused request is an answer that the page deals with; the browser reports it all the same.
    const isAnswer = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isAnswer) {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const waiting = new Set<Request>();
  underWay.set(page, waiting);
  page.on("requestfinished", (request) => waiting.delete(request));
  page.on("requestfailed", (request) => waiting.delete(request));
  page.on("request", (request) => {
    if (!request.url().endsWith("/api/realtime")) waiting.add(request);
    // The admin's addresses hold tokens, which only its script may send on.
    const { referer = "" } = request.headers();
    if (referer.includes("/_/")) complaints.push(`referrer ${referer}`);
  });
  await context.route(
    (url) => !origins.includes(url.origin),
    async (route) => {
      complaints.push(`request to ${route.request().url()}`);
      await route.abort();
    },
  );
  return {
    page,
    complaints,
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** Ends the browser, if it was started. */
export async function closeBrowser(): Promise<void> {
  const closing = browser;
  browser = undefined;
  await (await closing)?.close();
}

/** Without its sandbox, which root and containers cannot have: it opens nothing but this project's pages. */
async function launch(): Promise<Browser> {
  return chromium.launch({
    ...(await browserToLaunch()),
    chromiumSandbox: false,
  });
}
