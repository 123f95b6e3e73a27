import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import PocketBase from "pocketbase";
import { browserToLaunch } from "../e2e/browser-executable.ts";
import { runHutch, startHutch } from "../running-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { median } from "./measure.ts";
import { type Observed, observe } from "./observed-page.ts";
import { printTable } from "./report.ts";
import { superuser } from "./world.ts";

const million = 1_000_000;

/** How often a page is loaded, each way. */
const loads = 9;

/** How often another collection is opened. */
const openings = 20;

/** How many positions of the million are jumped to. */
const jumps = 100;

/** Milliseconds between jumps: what follows sooner is taken for a scroll bar that is dragged, and waits until it rests. */
const pause = 250;

/** How much slower the processor is made to look while one interacts. */
const slowdown = 4;

const records = "/_/#/collections?collection=notes";

/** How large and quick the admin is, with a million records. It does not use the tests' browser, whose routes switch its cache off. */
export async function measureAdmin(): Promise<void> {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, "pb_data");
  const { email, password } = superuser;
  await runHutch(["superuser", "upsert", email, password, "--dir", dir]);
  const server = await startHutch(dir);
  const browser = await chromium.launch({
    ...(await browserToLaunch()),
    chromiumSandbox: false,
  });
  try {
    const client = new PocketBase(server.url).autoCancellation(false);
    await client.collection("_superusers").authWithPassword(email, password);
    await fill(client);
    await fillTopics(client);
    const visitor = { browser, client };
    printTable(
      ["the admin, with a million records", "measured", "wanted"],
      [
        ...(await measureLoads(visitor)),
        ...(await measureOpening(visitor)),
        ...(await measureJumps(visitor)),
        ...(await measureInteractions(visitor)),
      ],
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Who opens the admin: a browser, and a client that the superuser is logged in to. */
interface Visitor {
  readonly browser: Browser;
  readonly client: PocketBase;
}

type Row = readonly [name: string, measured: string, wanted: string];

async function fill(client: PocketBase): Promise<void> {
  await client.collections.create({
    name: "notes",
    type: "base",
    fields: [
      { name: "title", type: "text" },
      { name: "views", type: "number" },
      { name: "kind", type: "select", values: ["a", "b", "c"], maxSelect: 1 },
      { name: "open", type: "bool" },
      { name: "created", type: "autodate", onCreate: true },
    ],
  });
  await client.send("/api/sql", {
    method: "POST",
    body: {
      query: `insert into notes (id, title, views, kind, open, created)
        with recursive n(i) as (select 1 union all select i + 1 from n where i < ${million})
        select printf('note%011d', i), 'Note ' || i, i * 7 % 1000, substr('abc', i % 3 + 1, 1), i % 2,
          strftime('%Y-%m-%d %H:%M:%fZ', '2026-01-01', '+' || i || ' seconds') from n`,
    },
  });
}

async function fillTopics(client: PocketBase): Promise<void> {
  await client.collections.create({
    name: "topics",
    type: "base",
    fields: [
      { name: "name", type: "text" },
      { name: "weight", type: "number" },
      { name: "created", type: "autodate", onCreate: true },
    ],
  });
  await client.send("/api/sql", {
    method: "POST",
    body: {
      query: `insert into topics (id, name, weight, created)
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
        select printf('topic%010d', i), 'Topic ' || i, i % 10, '2026-01-01 00:00:00.000Z' from n`,
    },
  });
}

/** Opens a session of the superuser, in which the pages keep what they take for themselves (see `observe`). */
export async function openSession({ browser, client }: Visitor) {
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1440, height: 900 },
  });
  const { token, record } = client.authStore;
  await context.addInitScript(
    (stored) => localStorage.setItem("__pb_superusers__/_", stored),
    JSON.stringify({ token, record }),
  );
  await context.addInitScript(observe);
  return context;
}

async function measureLoads(visitor: Visitor): Promise<Row[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  let bytes = 0;
  let shift = 0;
  for (let load = 0; load < loads; load++) {
    const context = await openSession(visitor);
    for (const times of [cold, warm]) {
      const page = await context.newPage();
      const observed = await openRecords(page, visitor);
      times.push(observed.rowsAt ?? Number.NaN);
      if (times === cold) bytes = observed.bytes ?? Number.NaN;
      shift = Math.max(shift, await shiftOf(page));
      await page.close();
    }
    await context.close();
  }
  return [
    ["first screen, compressed", `${(bytes / 1000).toFixed(0)} kB`, "300 kB"],
    ["rows visible, cold", `${median(cold).toFixed(0)} ms`, "500 ms"],
    ["rows visible, warm", `${median(warm).toFixed(0)} ms`, "150 ms"],
    ["layout shift while it loads", shift.toFixed(3), "0.02"],
  ];
}

export async function openRecords(
  page: Page,
  { client }: Visitor,
): Promise<Observed> {
  await page.goto(client.baseURL + records);
  await page.waitForFunction(() => globalThis.observed.rowsAt !== undefined);
  return page.evaluate(() => globalThis.observed);
}

/** What has shifted, also by what comes a bit later. */
async function shiftOf(page: Page): Promise<number> {
  await page.waitForLoadState("networkidle");
  return page.evaluate(() => globalThis.observed.shift);
}

/** Goes to and fro between two collections, each asked for anew. */
async function measureOpening(visitor: Visitor): Promise<Row[]> {
  const context = await openSession(visitor);
  const page = await context.newPage();
  await openRecords(page, visitor);
  await page.waitForLoadState("networkidle");
  const times: number[] = [];
  for (let opening = 0; opening < openings; opening++) {
    const name = opening % 2 === 0 ? "topics" : "notes";
    times.push(
      await page.evaluate((to) => globalThis.openCollection(to), name),
    );
    await page.waitForLoadState("networkidle");
  }
  await context.close();
  return [
    [
      "rows of another collection visible",
      `${median(times).toFixed(0)} ms`,
      "150 ms",
    ],
    ["p95 of that", `${shareOf(times, 0.95)} ms`, ""],
  ];
}

async function measureJumps(visitor: Visitor): Promise<Row[]> {
  const context = await openSession(visitor);
  const page = await context.newPage();
  await openRecords(page, visitor);
  await page.getByText("1,000,000 records").waitFor();
  const times: number[] = [];
  for (let jump = 0; jump < jumps; jump++) {
    // All over the table, and the same in each run.
    const part = (jump * 0.618_034) % 1;
    await page.waitForTimeout(pause);
    times.push(await page.evaluate((to) => globalThis.jumpTo(to), part));
  }
  const { rows } = await page.evaluate(() => globalThis.observed);
  await context.close();
  return [
    ["any of a million painted, p95", `${shareOf(times, 0.95)} ms`, "150 ms"],
    ["the median of that", `${shareOf(times, 0.5)} ms`, ""],
    ["rows in the document", String(rows), "100"],
  ];
}

async function measureInteractions(visitor: Visitor): Promise<Row[]> {
  const context = await openSession(visitor);
  const page = await context.newPage();
  await openRecords(page, visitor);
  await page.waitForLoadState("networkidle");
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  for (let round = 0; round < 3; round++) await work(page);
  const { interactions } = await page.evaluate(() => globalThis.observed);
  const sorted = Object.values(interactions).toSorted(
    (one, other) => one.time - other.time,
  );
  const times = sorted.map(({ time }) => time);
  const worst = sorted.at(-1);
  // As browsers report it: of every fifty, one may be an outlier.
  const inp = sorted.at(-1 - Math.floor(sorted.length / 50));
  await context.close();
  return [
    [
      `interaction to next paint at ${slowdown} times slowdown`,
      `${inp?.time ?? Number.NaN} ms`,
      "200 ms",
    ],
    [`the worst of ${times.length}: ${worst?.what}`, `${worst?.time} ms`, ""],
    ["p90 of those", `${shareOf(times, 0.9)} ms`, ""],
    ["the median of those", `${shareOf(times, 0.5)} ms`, ""],
  ];
}

/** What one does with records. */
export async function work(page: Page): Promise<void> {
  const press = (name: string) =>
    page.getByRole("button", { name, exact: true }).first().click();
  const grid = page.getByRole("grid");
  await grid.focus();
  for (let row = 0; row < 10; row++) await grid.press("ArrowDown");
  await grid.press("Space");
  await press("Clear");
  await page.getByRole("gridcell", { name: /^Note/ }).first().click();
  const editor = page.getByRole("dialog", { name: "Edit record" });
  const title = editor.getByLabel("title");
  await title.press("End");
  await title.pressSequentially(" and on");
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByText("Record saved").last().waitFor();
  await page.keyboard.press("Escape");
  await editor.waitFor({ state: "detached" });
  await press("Columns");
  await page.getByRole("checkbox", { name: "kind" }).click();
  await page.getByRole("checkbox", { name: "kind" }).click();
  await page.keyboard.press("Escape");
  await press("Collection settings");
  const settings = page.getByRole("dialog", { name: "Edit notes" });
  await settings.getByRole("tab", { name: "Rules" }).click();
  await settings.getByRole("tab", { name: "Fields" }).click();
  await page.keyboard.press("Escape");
  await settings.waitFor({ state: "detached" });
  const sort = page
    .getByRole("columnheader", { name: "title" })
    .getByRole("button");
  await sort.click();
  await page.getByRole("link", { name: "users" }).first().click();
  await page.getByText("There are no records yet").waitFor();
  await page.getByRole("link", { name: "notes" }).first().click();
  await page.getByRole("gridcell", { name: /^Note/ }).first().waitFor();
}

/** The value below which this share of them is, in whole numbers. */
function shareOf(values: readonly number[], share: number): string {
  const sorted = values.toSorted((one, other) => one - other);
  const index = Math.min(Math.floor(sorted.length * share), sorted.length - 1);
  return (sorted[index] ?? Number.NaN).toFixed(0);
}
