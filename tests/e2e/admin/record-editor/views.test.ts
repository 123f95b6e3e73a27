import { beforeAll, beforeEach, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { openForTests } from "../../open-for-tests.ts";
import { accessibilityProblems } from "../accessibility.ts";
import { visitAdmin } from "../open-admin.ts";
import { openEditedSite } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeAll(async () => {
  const { client } = editing;
  const { fields } = await client.collections.getOne("posts");
  await client.collections.update("posts", {
    fields: [
      ...fields,
      { name: "isOpen", type: "bool" },
      { name: "page", type: "url" },
      { name: "mail", type: "email" },
    ],
  });
  await client.collections.create({
    name: "seen",
    type: "view",
    viewQuery:
      "select id, title, due, colors, tags, body, data, place, isOpen, page, mail from posts",
  });
});
beforeEach(() => editing.clear());

/** Opens what the view shows of a post with these values. */
async function view(
  values: object,
  look: (page: Page, panel: Locator, valueOf: ValueOf) => Promise<void>,
): Promise<void> {
  const { id } = await editing.post(values);
  const address = `#/collections?collection=seen&record=${id}`;
  await visitAdmin(editing.site, address, async (page) => {
    const panel = page.getByRole("dialog", { name: "Record", exact: true });
    await panel.getByText("mail", { exact: true }).waitFor();
    await look(page, panel, (name) =>
      panel.getByRole("definition").nth(order.indexOf(name)),
    );
  });
}

type ValueOf = (name: (typeof order)[number]) => Locator;
const order = [
  "id",
  "title",
  "due",
  "colors",
  "tags",
  "body",
  "data",
  "place",
  "isOpen",
  "page",
  "mail",
] as const;

test("a record of a view shows each value as what it is", async () => {
  const tag = await editing.client.collection("tags").create({ name: "Tea" });
  const { url } = editing.site;
  const values = {
    tags: [tag.id],
    colors: ["red", "blue"],
    body: `<p>Some <strong>bold</strong> words and <a href="${url}/api/health">a link</a></p>`,
    data: { a: [1] },
    place: { lon: 24.9, lat: 60.1 },
    isOpen: true,
    page: "https://example.com/a",
    mail: "anna@example.com",
  };
  await view(values, async (page, panel, valueOf) => {
    await valueOf("body").locator("strong").getByText("bold").waitFor();
    expect(await panel.getByRole("textbox").count()).toBe(0);
    expect(await valueOf("due").innerText()).toBe("–");
    expect(await valueOf("colors").innerText()).toMatch(/^red\s+blue$/);
    expect(await valueOf("isOpen").innerText()).toBe("True");
    expect(await valueOf("place").innerText()).toBe("24.9, 60.1");
    const code = valueOf("data").getByRole("group", { name: "data" });
    expect(await code.innerText()).toContain('"a": [');
    await code.locator("span").first().waitFor();

    const leadsTo = (name: "page" | "mail") =>
      valueOf(name).getByRole("link").getAttribute("href");
    expect(await leadsTo("page")).toBe("https://example.com/a");
    expect(await leadsTo("mail")).toBe("mailto:anna@example.com");

    const tab = page.context().waitForEvent("page");
    await valueOf("body").getByRole("link", { name: "a link" }).click();
    await (await tab).waitForURL(`${url}/api/health`);
    expect(page.url()).toContain("record=");

    expect(await accessibilityProblems(page)).toEqual([]);
    await valueOf("tags").getByRole("link", { name: "Tea" }).click();
    const opened = page.getByRole("dialog", { name: "Edit record" });
    expect(await opened.getByLabel("name").inputValue()).toBe("Tea");
  });
});

test("rich text of a view does nothing, whatever is in it", async () => {
  const body =
    '<p onclick="document.title = `hacked`">a<img src="/x.png" onerror="document.title = `hacked`"> <a href="javascript:document.title = `hacked`">b</a></p>';
  const script = "<p>c</p><script>document.title = `hacked`</script>";
  for (const html of [body, script]) {
    await view({ body: html }, async (page, _, valueOf) => {
      await valueOf("body").getByRole("group", { name: "body" }).waitFor();
      const links = valueOf("body").locator("a");
      if ((await links.count()) > 0) await links.first().click();
      expect(await valueOf("body").locator("script, [onclick]").count()).toBe(
        0,
      );
      expect(await page.title()).not.toBe("hacked");
    });
  }
});

test("a record of a view is downloaded as JSON", async () => {
  await view({ title: "Kept" }, async (page, panel) => {
    const download = page.waitForEvent("download");
    await panel.getByRole("button", { name: "Download as JSON" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^seen-\w+\.json$/);
    expect(await Bun.file(await file.path()).json()).toMatchObject({
      title: "Kept",
    });
  });
});
