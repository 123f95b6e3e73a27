import { beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { accessibilityProblems } from "./accessibility.ts";
import { logInForTests } from "./log-in-for-tests.ts";
import { visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);
const client = logInForTests(site);
beforeAll(async () => {
  for (let count = 0; count < 150; count++) {
    await fetch(`${site.url}/api/health?count=${count}`);
  }
  await client.settings.getAll();
  await fetch(`${site.url}/api/collections/nowhere/records`);
});

const table = (page: Page) => page.getByRole("grid", { name: "Log entries" });
const entry = (page: Page, message: string | RegExp) =>
  table(page).getByRole("link", { name: message });

async function search(page: Page, words: string): Promise<void> {
  await page.locator(".cm-content").click();
  // At once: closing quotes and completions are for people.
  await page.keyboard.insertText(words);
  await page.keyboard.press("Enter");
}

/** A hand whose fingers go from some points to others: x and y of each, one after the other. */
async function handOn(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setTouchEmulationEnabled", {
    enabled: true,
    maxTouchPoints: 2,
  });
  return async (from: readonly number[], to: readonly number[]) => {
    const steps = 5;
    for (let step = 0; step <= steps; step++) {
      const at = from.map(
        (start, index) => start + (((to[index] ?? 0) - start) * step) / steps,
      );
      const touchPoints = [];
      for (let index = 0; index < at.length; index += 2) {
        touchPoints.push({
          x: at[index] ?? 0,
          y: at[index + 1] ?? 0,
          id: index,
        });
      }
      await session.send("Input.dispatchTouchEvent", {
        type: step === 0 ? "touchStart" : "touchMove",
        touchPoints,
      });
    }
    await session.send("Input.dispatchTouchEvent", {
      type: "touchEnd",
      touchPoints: [],
    });
  };
}

describe("the logs", () => {
  test("show what was asked, with superusers' requests behind a switch", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await entry(page, /nowhere/).waitFor();
      expect(await entry(page, /settings/).count()).toBe(0);
      await page.getByRole("switch", { name: /superusers/ }).click();
      await page.waitForURL(/superuserRequests=1/);
      await entry(page, /settings/)
        .first()
        .waitFor();
    });
  });

  test("are searched by words, by filters and by level, and the address keeps it", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await search(page, 'health "count=7"');
      await entry(page, /count=79$/).waitFor();
      await page.getByText("11 entries", { exact: true }).waitFor();

      await page.reload();
      await page.getByText("11 entries", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Clear", exact: true }).click();

      await search(page, "data.status = 404");
      await page.getByText("1 entry", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Clear", exact: true }).click();

      await page.getByRole("combobox", { name: "Level" }).click();
      await page.getByRole("option", { name: "Errors only" }).click();
      await page.waitForURL(/level=8/);
      // What was there before is shown until the answer has come.
      await entry(page, /count=/)
        .first()
        .waitFor({ state: "detached" });
      await entry(page, /nowhere/).waitFor();
    });
  });

  test("keep what was searched for, to search for it again or to forget it", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await search(page, "data.status = 404");
      await page.getByText("1 entry", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Clear", exact: true }).click();
      await entry(page, /count=/)
        .first()
        .waitFor();

      await page.reload();
      const history = page.getByRole("button", { name: "Earlier searches" });
      await history.click();
      await page
        .getByRole("button", { name: "data.status = 404", exact: true })
        .click();
      await page.getByText("1 entry", { exact: true }).waitFor();
      expect(page.url()).toContain("filter=data.status");

      await history.click();
      await page
        .getByRole("button", { name: "Forget data.status = 404" })
        .click();
      await page.getByText("What you search for is kept here").waitFor();
    });
  });

  test("say the number of a level that has no name of its own, and of any in full", async () => {
    const { logs } = site.app;
    logs.add({ level: 6, message: "numbered odd", data: {} });
    logs.add({ level: 4, message: "numbered even", data: {} });
    await logs.flush();
    await visitAdmin(site, "#/logs?filter=numbered", async (page) => {
      await entry(page, "numbered even").waitFor();
      const levels = table(page).getByRole("gridcell", { name: /^Warning/ });
      expect(await levels.allTextContents()).toEqual([
        "Warning",
        "Warning (6)",
      ]);
      await entry(page, "numbered even").click();
      const panel = page.getByRole("dialog", { name: "Log entry" });
      await panel.getByText("Warning (4)", { exact: true }).waitFor();
    });
  });

  test("say what is wrong with a filter", async () => {
    await visitAdmin(site, "#/logs?filter=nope%20%3D%201", async (page) => {
      await page.getByText("The search did not work").waitFor();
    });
  });

  test("say what is wrong with a filter that breaks off, in what was typed", async () => {
    await visitAdmin(
      site,
      "#/logs?filter=data.status%20%3E%3D",
      async (page) => {
        await page.getByText("The search did not work").waitFor();
        const said = await page.getByRole("alert").allInnerTexts();
        expect(said.join("")).not.toContain('")"');
        const chart = page.getByRole("region", { name: "Entries by hour" });
        await chart.getByText("Not counted", { exact: true }).waitFor();
      },
    );
  });

  test("load more on the way down, and reach the first entry", async () => {
    await visitAdmin(site, "#/logs?filter=count", async (page) => {
      await entry(page, /count=149$/).waitFor();
      await page.waitForFunction(() => {
        const grid = document.querySelector("[role=grid]");
        grid?.scrollTo(0, grid.scrollHeight);
        const links = Array.from(grid?.querySelectorAll("a") ?? []);
        return links.some(({ textContent }) => textContent.endsWith("count=0"));
      });
    });
  });

  test("bring new entries by themselves, and hold them back while one reads", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await entry(page, /nowhere/).waitFor();
      await fetch(`${site.url}/api/collections/first-new/records`);
      await entry(page, /first-new/).waitFor();

      await page.evaluate(
        `document.querySelector("[role=grid]").scrollTo(0, 600)`,
      );
      await fetch(`${site.url}/api/collections/second-new/records`);
      await page.getByRole("button", { name: "1 new entry" }).click();
      await entry(page, /second-new/).waitFor();
    });
  });

  test("show an entry in full, by a link that can be shared", async () => {
    const { items } = await client.logs.getList(1, 1, {
      filter: 'message ~ "nowhere"',
    });
    const id = items[0]?.id ?? "";
    await visitAdmin(site, "#/logs", async (page) => {
      await entry(page, /nowhere/).click();
      await page.waitForURL(new RegExp(`logId=${id}`));
      const panel = page.getByRole("dialog", { name: "Log entry" });
      await panel.getByText("Missing collection context.").waitFor();
      await page.reload();
      await panel
        .getByText("/api/collections/nowhere/records", { exact: true })
        .waitFor();
      await panel
        .getByRole("button", { name: "Find others like this" })
        .first()
        .click();
      await page.waitForURL(/filter=data/);
    });
  });

  test("are narrowed by a drag over the chart, and shown whole again", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await entry(page, /nowhere/).waitFor();
      const chart = page.locator(".u-over");
      const box = await chart.boundingBox();
      if (box === null) throw new Error("there is no chart");
      // The first half of the day, in which there was no server.
      await page.mouse.move(box.x + 10, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, {
        steps: 5,
      });
      await page.mouse.up();
      await page.waitForURL(/from=.*to=/);
      await page.getByText("No entry fits").waitFor();
      await page.getByText("0 entries", { exact: true }).waitFor();

      await page.getByRole("button", { name: "Later" }).click();
      await page.getByRole("button", { name: "Show all" }).click();
      await entry(page, /nowhere/).waitFor();
    });
  });

  test("are moved and stretched by fingers, which scroll the page all the same", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await page.setViewportSize({ width: 390, height: 600 });
      await entry(page, /nowhere/).waitFor();
      const hand = await handOn(page);
      const chart = page.locator(".u-over");
      const box = await chart.boundingBox();
      if (box === null) throw new Error("there is no chart");
      const { x, y, width } = box;
      const range = async () => {
        await page.waitForURL(/from=.*to=/);
        const [, from = "", to = ""] =
          /from=([^&]*)&to=([^&]*)/.exec(page.url()) ?? [];
        return [from, to].map((time) =>
          Date.parse(decodeURIComponent(time).replaceAll(/[+"]/g, " ").trim()),
        ) as [number, number];
      };

      // Two fingers that go apart to twice their distance show half as much.
      const day = 24 * 3_600_000;
      await hand(
        [x + width * 0.4, y + 20, x + width * 0.6, y + 20],
        [x + width * 0.3, y + 20, x + width * 0.7, y + 20],
      );
      const [from, to] = await range();
      expect((to - from) / day).toBeCloseTo(0.5, 1);

      // One finger moves that to where it goes.
      const before = page.url();
      await hand([x + width * 0.4, y + 20], [x + width * 0.6, y + 20]);
      await page.waitForURL((url) => url.href !== before);
      const [earlier, end] = await range();
      expect(end - earlier).toBeCloseTo(to - from, -4);
      expect((from - earlier) / (to - from)).toBeCloseTo(0.2, 1);

      // A press is none of it.
      const moved = page.url();
      await hand([x + width * 0.5, y + 20], [x + width * 0.5, y + 20]);
      expect(page.url()).toBe(moved);

      await page.setViewportSize({ width: 390, height: 400 });
      const { y: top = 0 } = (await chart.boundingBox()) ?? {};
      await hand([x + width / 2, top + 60], [x + width / 2, top + 5]);
      await page.waitForFunction(
        () => (document.querySelector("main")?.scrollTop ?? 0) > 20,
      );
      expect(page.url()).toBe(moved);
    });
  });

  test("are followed on when all of the chart is dragged, which leads nowhere", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await entry(page, /nowhere/).waitFor();
      const axis = await page.locator(".u-axis").first().boundingBox();
      if (axis === null) throw new Error("there is no axis");
      await page.mouse.move(axis.x + 300, axis.y + 10);
      await page.mouse.down();
      await page.mouse.move(axis.x + 200, axis.y + 10, { steps: 4 });
      await page.mouse.up();
      await fetch(`${site.url}/api/collections/after-drag/records`);
      await entry(page, /after-drag/).waitFor();
      expect(page.url()).not.toContain("from=");
    });
  });

  test("stand in the order in which they were written, however close they were", async () => {
    const { logs } = site.app;
    for (const message of ["close 1", "close 2", "close 3", "close 4"]) {
      logs.add({ level: 0, message, data: {} });
    }
    await logs.flush();
    await visitAdmin(site, "#/logs?filter=close", async (page) => {
      await entry(page, "close 4").waitFor();
      logs.add({ level: 0, message: "close 5", data: {} });
      await logs.flush();
      await entry(page, "close 5").waitFor();
      expect(await table(page).getByRole("link").allTextContents()).toEqual([
        "close 5",
        "close 4",
        "close 3",
        "close 2",
        "close 1",
      ]);
    });
  });

  test("are selected with a range and saved as a file", async () => {
    await visitAdmin(site, "#/logs?filter=count", async (page) => {
      await entry(page, /count=149$/).waitFor();
      const boxes = page.getByRole("checkbox", { name: /^Select the entry/ });
      await boxes.nth(1).click();
      await boxes.nth(3).click({ modifiers: ["Shift"] });
      await page.getByText("3 selected").waitFor();
      await page.getByRole("button", { name: "Export" }).click();
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: "As JSON" }).click(),
      ]);
      const entries = (await Bun.file(await file.path()).json()) as {
        message: string;
      }[];
      const shown = await table(page).getByRole("link").allTextContents();
      expect(entries.map(({ message }) => message)).toEqual(shown.slice(1, 4));
    });
  });

  test("have their settings in place", async () => {
    await visitAdmin(site, "#/logs", async (page) => {
      await page.getByRole("button", { name: "Log settings" }).click();
      await page.getByRole("textbox", { name: "Keep entries for" }).fill("9");
      await page.getByLabel("Keep addresses of clients").uncheck();
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByText("The log settings are saved.").waitFor();
    });
    expect(await client.settings.getAll()).toMatchObject({
      logs: { maxDays: 9, logIP: false },
    });
  });

  test.each(["light", "dark"] as const)(
    "have nothing against them in the eyes of axe: %s",
    async (theme) => {
      await visitAdmin(site, "#/logs", async (page) => {
        await page.emulateMedia({ colorScheme: theme });
        await entry(page, /nowhere/).waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await entry(page, /nowhere/).click();
        await page.getByText("Missing collection context.").last().waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
      });
    },
  );
});
