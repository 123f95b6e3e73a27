import { describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { openForTests } from "../open-for-tests.ts";
import { openSite } from "../site.ts";
import { superuser, visitAdmin } from "./open-admin.ts";

const site = openForTests(openSite);

const superusers = "#/collections?collection=_superusers";
const here = "#/collections?collection=users";
const button = (page: Page, name: string) =>
  page.getByRole("button", { name, exact: true });
const focused = (of: Locator) => of.and(of.page().locator(":focus")).waitFor();
const gone = (of: Locator) => of.waitFor({ state: "hidden" });

/** Presses where an element is, whatever lies above it. */
async function pressAt(element: Locator): Promise<void> {
  const box = await element.boundingBox();
  if (box === null) throw new Error("it is not shown");
  const { mouse } = element.page();
  await mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** Presses what opens a menu, and moves to another element without letting go. */
async function pressAndDrag(from: Locator, to: Locator): Promise<void> {
  const { mouse } = from.page();
  await from.hover();
  await mouse.down();
  await from.page().getByRole("menu").waitFor();
  const box = await to.boundingBox();
  if (box === null) throw new Error("it is not shown");
  await mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
}

describe("a menu", () => {
  const menu = (page: Page) => page.getByRole("menu");
  const item = (page: Page, name: string) =>
    page.getByRole("menuitem", { name });

  test.each([
    ["Enter", "As the system"],
    [" ", "As the system"],
    ["ArrowDown", "As the system"],
    ["ArrowUp", "Dark"],
  ])(
    "opened by the key %p begins at %p, and Escape leads back",
    async (key, first) => {
      await visitAdmin(site, here, async (page) => {
        const trigger = button(page, "Colours");
        await trigger.focus();
        await page.keyboard.press(key);
        await focused(item(page, first));
        expect(
          await item(page, first).getAttribute("data-highlighted"),
        ).not.toBeNull();
        expect(await trigger.getAttribute("aria-expanded")).toBe("true");
        await page.keyboard.press("Escape");
        await gone(menu(page));
        await focused(trigger);
      });
    },
  );

  test("is left by Tab in either direction, from its button", async () => {
    await visitAdmin(site, here, async (page) => {
      for (const [key, next] of [
        ["Tab", "Account"],
        ["Shift+Tab", "Search and commands"],
      ] as const) {
        await button(page, "Colours").focus();
        await page.keyboard.press("Enter");
        await focused(item(page, "As the system"));
        await page.keyboard.press(key);
        await gone(menu(page));
        await focused(page.getByRole("button", { name: next }));
      }
    });
  });

  test("opens and closes by its button, begins at no item then, and gives the focus back", async () => {
    await visitAdmin(site, here, async (page) => {
      const trigger = button(page, "Colours");
      for (let times = 0; times < 2; times++) {
        await trigger.click();
        await focused(menu(page));
        expect(await page.locator("[data-highlighted]").count()).toBe(0);
        await pressAt(trigger);
        await gone(menu(page));
        await focused(trigger);
      }
    });
  });

  test("is chosen from by letting go over an item, and closed by letting go elsewhere", async () => {
    await visitAdmin(site, here, async (page) => {
      const trigger = button(page, "Colours");
      await pressAndDrag(trigger, trigger);
      await page.mouse.up();
      await focused(menu(page));
      await pressAt(trigger);
      await gone(menu(page));
      await pressAndDrag(trigger, item(page, "Dark"));
      expect(
        await item(page, "Dark").getAttribute("data-highlighted"),
      ).not.toBeNull();
      await page.mouse.up();
      await gone(menu(page));
      await page.locator("html[data-theme=dark]").waitFor();
      await pressAndDrag(trigger, page.getByText("There are no records yet"));
      await menu(page).waitFor();
      await page.mouse.up();
      await gone(menu(page));
    });
  });

  test("of a row is chosen from by letting go over an item, and closed by letting go elsewhere", async () => {
    await visitAdmin(site, superusers, async (page) => {
      const trigger = page
        .getByRole("button", { name: /^Actions for/ })
        .first();
      const elsewhere = page.getByRole("heading", { name: "_superusers" });
      for (let times = 0; times < 2; times++) {
        await trigger.hover();
        await page.mouse.down();
        await focused(menu(page));
        await page.mouse.up();
        await focused(menu(page));
        await pressAt(trigger);
        await gone(menu(page));
      }
      await pressAndDrag(trigger, elsewhere);
      await menu(page).waitFor();
      await page.mouse.up();
      await gone(menu(page));
      await pressAndDrag(trigger, item(page, "Open"));
      expect(
        await item(page, "Open").getAttribute("data-highlighted"),
      ).not.toBeNull();
      await page.mouse.up();
      await gone(menu(page));
      await page.getByRole("dialog", { name: "Edit record" }).waitFor();
    });
  });

  test("of a row closes when its button is pressed again, however busy the page is", async () => {
    await visitAdmin(site, superusers, async (page) => {
      const trigger = page
        .getByRole("button", { name: /^Actions for/ })
        .first();
      await trigger.hover();
      await page.mouse.down();
      await focused(menu(page));
      await page.evaluate(() => {
        const { setTimeout } = window;
        const late = (run: () => void, time = 0) => setTimeout(run, time + 700);
        Object.assign(window, { setTimeout: late });
      });
      await page.mouse.up();
      await pressAt(trigger);
      await gone(menu(page));
    });
  });

  test("of a row begins at its first item if keys open it", async () => {
    await visitAdmin(site, superusers, async (page) => {
      await page.getByRole("grid").getByText(superuser.email).waitFor();
      await page.getByRole("grid").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Shift+F10");
      await focused(item(page, "Open"));
      expect(
        await item(page, "Open").getAttribute("data-highlighted"),
      ).not.toBeNull();
    });
  });

  test("leaves the focus to a field that closes it", async () => {
    await visitAdmin(site, here, async (page) => {
      await button(page, "Colours").click();
      await focused(menu(page));
      const search = page.getByRole("searchbox").first();
      await pressAt(search);
      await gone(menu(page));
      await focused(search);
    });
  });

  test("takes the focus back where nothing that can have it was pressed", async () => {
    await visitAdmin(site, here, async (page) => {
      const trigger = button(page, "Colours");
      await trigger.click();
      await focused(menu(page));
      await pressAt(page.getByText("There are no records yet"));
      await gone(menu(page));
      await focused(trigger);
    });
  });
});

describe("a popover", () => {
  const popover = (page: Page) => page.getByRole("dialog", { name: "Columns" });

  test("is left by Tab from its end, to what comes after its button", async () => {
    await visitAdmin(site, here, async (page) => {
      await button(page, "Columns").focus();
      await page.keyboard.press("Enter");
      await popover(page).getByRole("button").last().focus();
      await page.keyboard.press("Tab");
      await gone(popover(page));
      await focused(button(page, "More"));
    });
  });

  test("closes by Escape and by a press elsewhere, and gives the focus back unless a field was pressed", async () => {
    await visitAdmin(site, here, async (page) => {
      const trigger = button(page, "Columns");
      const search = page.getByRole("searchbox").first();
      const ways: readonly [close: () => Promise<void>, then: Locator][] = [
        [() => page.keyboard.press("Escape"), trigger],
        [() => pressAt(trigger), trigger],
        [() => pressAt(page.getByRole("heading", { name: "users" })), trigger],
        [() => pressAt(search), search],
      ];
      for (const [close, then] of ways) {
        await trigger.click();
        await popover(page).locator(":focus").waitFor();
        await close();
        await gone(popover(page));
        await focused(then);
      }
    });
  });
});

describe("a tooltip", () => {
  const tooltip = (page: Page, text: string) =>
    page.locator("[data-base-ui-portal] [aria-hidden=true]", { hasText: text });

  test("shows where one points, and goes with the pointer, also out of the window", async () => {
    await visitAdmin(site, here, async (page) => {
      await button(page, "Colours").hover();
      await tooltip(page, "Colours").waitFor();
      await button(page, "Account").hover();
      await tooltip(page, "Account").waitFor();
      await gone(tooltip(page, "Colours"));
      await page.evaluate(() =>
        document.body.dispatchEvent(
          new PointerEvent("pointerout", { bubbles: true }),
        ),
      );
      await gone(tooltip(page, "Account"));
    });
  });

  test("shows at what the keyboard leads to, until Escape", async () => {
    await visitAdmin(site, here, async (page) => {
      await page.getByRole("button", { name: "Search and commands" }).focus();
      await page.keyboard.press("Tab");
      await tooltip(page, "Colours").waitFor();
      await page.keyboard.press("Escape");
      await gone(tooltip(page, "Colours"));
    });
  });
});

describe("a panel", () => {
  test("leaves its content the window where that is low", async () => {
    await visitAdmin(site, here, async (page) => {
      await button(page, "New record").first().click();
      await page.setViewportSize({ width: 320, height: 256 });
      const panel = page.getByRole("dialog");
      const create = panel.getByRole("button", { name: "Create", exact: true });
      await create.waitFor();
      const last = panel.getByRole("textbox").last();
      await last.evaluate((field) => field.scrollIntoView());
      // Neither the head nor the foot lies over it.
      const top = await panel.getByRole("heading").boundingBox();
      expect((top?.y ?? 0) + (top?.height ?? 0)).toBeLessThanOrEqual(0);
      await create.scrollIntoViewIfNeeded();
      const box = await create.boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(256);
    });
  });
});
