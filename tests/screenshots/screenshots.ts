import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { closeBrowser, openPage } from "../e2e/browser.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { pages } from "./pages.ts";
import type { PicturedPage } from "./pages/pictured-page.ts";
import { fillWithSamples, spreadLogs } from "./sample-data.ts";
import { settle } from "./settle.ts";

/** Pictures every page of the built executable's admin, dark and light, into dist/screenshots. */

const target = join(import.meta.dir, "../../dist/screenshots");
const login = ["sample@example.com", "only-a-sample"] as const;
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const [only] = process.argv.slice(2);

await using folder = await temporaryFolder();
if (only === undefined) await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
try {
  await pictureInstallation();
  await pictureAll();
} finally {
  await closeBrowser();
}

/** The page that the first start leads to. */
async function pictureInstallation(): Promise<void> {
  const server = await startHutch(join(folder.path, "new"));
  const link = await server.printed(/(\S+\/_\/#\/pbinstall\/\S+)/);
  const page = { name: "install", hash: new URL(link).hash, asGuest: true };
  await pictureLooks(page, server.url, "");
  await server.stop();
}

/** All others, of a server with sample data. */
async function pictureAll(): Promise<void> {
  const dir = join(folder.path, "pb_data");
  await runHutch(["superuser", "upsert", ...login, "--dir", dir]);
  const first = await startHutch(dir);
  await fillWithSamples(await logIn(first.url));
  await first.stop();
  spreadLogs(dir);
  const server = await startHutch(dir);
  const { token, record } = (await logIn(server.url)).authStore;
  for (const page of pages) {
    await pictureLooks(page, server.url, JSON.stringify({ token, record }));
  }
  await server.stop();
}

async function logIn(url: string): Promise<PocketBase> {
  const client = new PocketBase(url).autoCancellation(false);
  await client.collection("_superusers").authWithPassword(...login);
  return client;
}

async function pictureLooks(
  page: PicturedPage,
  url: string,
  stored: string,
): Promise<void> {
  if (only !== undefined && !page.name.includes(only)) return;
  await picture(page, url, stored, desktop, ["light", "dark"]);
  await picture(page, url, stored, phone, ["phone"]);
}

/** Pictures a page in each of these looks. */
async function picture(
  { name, hash, asGuest, act }: PicturedPage,
  url: string,
  stored: string,
  viewport: { readonly width: number; readonly height: number },
  looks: readonly ("light" | "dark" | "phone")[],
): Promise<void> {
  await using watched = await openPage(url);
  const { page } = watched;
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  if (asGuest !== true) {
    await page.addInitScript(
      (value) => localStorage.setItem("__pb_superusers__/_", value),
      stored,
    );
  }
  await page.goto(`${url}/_/${hash}`);
  await settle(page);
  try {
    await act?.(page);
  } catch (error) {
    console.error(`${name}: ${String(error)}`);
    process.exitCode = 1;
  }
  for (const look of looks) {
    if (look === "dark") await page.emulateMedia({ colorScheme: "dark" });
    await settle(page);
    const file = `${name}-${look}.png`;
    await page.screenshot({ path: join(target, file) });
    console.log(join("dist/screenshots", file), ...watched.complaints);
  }
}
