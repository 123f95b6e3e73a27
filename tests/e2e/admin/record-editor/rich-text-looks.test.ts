import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { accessibilityProblems } from "../accessibility.ts";
import {
  chooseInMenu,
  editRichText,
  look,
  paste,
  type RichText,
  selectAll,
} from "./edit-rich-text.ts";
import { openEditedSite, save } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

const editBody = (body: string, edit: (rich: RichText) => Promise<void>) =>
  editRichText(editing, body, edit);

/** What PocketBase's editor stores of a text that has all of its looks. */
const written = `<p style="text-align: center;">In the <span style="color: rgb(224, 62, 45);">middle</span></p>
<p style="text-align: right;"><span style="background-color: rgb(241, 196, 15); color: rgb(53, 152, 219);">At the <strong>end</strong></span></p>
<p dir="rtl" style="text-align: justify;">From the other side</p>
<ul dir="rtl">
<li style="text-align: center;">one</li>
<li>two</li>
</ul>
<pre class="language-javascript"><code>const a = 1;
if (a &lt; 2) b();</code></pre>
<p><img style="float: right;" src="/x.png" alt="" width="10" height="10"> a<sup>2</sup> b<sub>3</sub> <a href="https://example.com/" target="_blank" rel="noopener">link</a></p>
<table style="border-collapse: collapse; width: 100%;" border="1"><colgroup><col style="width: 50%;"><col style="width: 50%;"></colgroup>
<tbody>
<tr>
<td style="background-color: rgb(236, 240, 241); text-align: center;">1</td>
<td>2</td>
</tr>
</tbody>
</table>`;

test("what PocketBase's editor has stored is shown as it looks, and stays to the byte where nothing is changed", async () => {
  const record = await editing.post({ body: written });
  await editing.edit(record, async (page, editor) => {
    const text = editor.getByRole("textbox", { name: "body", exact: true });
    const rich = { page, text, tool: () => text };
    await text.and(page.locator(".ProseMirror")).waitFor();
    expect(await look(rich, "p:nth-of-type(1)", "text-align")).toBe("center");
    expect(await look(rich, "p:nth-of-type(1) span", "color")).toBe(
      "rgb(224, 62, 45)",
    );
    expect(await look(rich, "p:nth-of-type(2) span", "background-color")).toBe(
      "rgb(241, 196, 15)",
    );
    expect(await look(rich, "ul", "direction")).toBe("rtl");
    expect(await look(rich, "img[width]", "float")).toBe("right");
    await editor.getByRole("textbox", { name: /^title/ }).fill("Second");
    await save(page);
  });
  const stored = await editing.stored(record.id);
  expect(stored["title"]).toBe("Second");
  expect(stored["body"]).toBe(written);
});

test("with one word more, all that PocketBase's editor has stored is still there", async () => {
  const saved = await editBody(written, async ({ page, text }) => {
    await text.getByText("In the").click();
    await page.keyboard.press("End");
    await page.keyboard.type("!");
  });
  const expected = written
    .replace("middle</span>", "middle!</span>")
    .replaceAll(/>\n+</g, "><")
    .replaceAll(/<(li|td)([^>]*)>([^<]*)<\/\1>/g, "<$1$2><p>$3</p></$1>");
  expect(reordered(String(saved))).toEqual(reordered(expected));
});

/** Tags with their attributes in one order. */
function reordered(html: string): readonly string[] {
  return html.split(/(?=<)|(?<=>)/).map((part) =>
    part.replace(/^<(\w+)((?: [\w-]+="[^"]*")+)>$/, (_, tag, attributes) => {
      const each = String(attributes).match(/[\w-]+="[^"]*"/g) ?? [];
      return `<${tag} ${each.toSorted().join(" ")}>`;
    }),
  );
}

test.each([
  ["Left", "left"],
  ["Centre", "center"],
  ["Right", "right"],
  ["Both edges", "justify"],
])("paragraphs are aligned: %s", async (item, value) => {
  const saved = await editBody("<p>a</p><h2>b</h2>", async (rich) => {
    await selectAll(rich);
    await chooseInMenu(rich, "Alignment", item);
    expect(await look(rich, "h2", "text-align")).toBe(value);
  });
  expect(saved).toBe(
    `<p style="text-align: ${value};">a</p><h2 style="text-align: ${value};">b</h2>`,
  );
});

test("what is aligned is aligned otherwise, taken back and undone", async () => {
  const body =
    '<p style="TEXT-ALIGN:center;line-height: 2" class="lead">a</p><p>b</p>';
  const saved = await editBody(body, async (rich) => {
    await rich.text.getByText("a").click();
    await chooseInMenu(rich, "Alignment", "Right");
    await rich.text.getByText("b").click();
    await chooseInMenu(rich, "Alignment", "Right");
    await chooseInMenu(rich, "Alignment", "Right");
    await chooseInMenu(rich, "Alignment", "Left");
    await rich.page.keyboard.press("ControlOrMeta+z");
  });
  expect(saved).toBe(
    '<p style="line-height: 2; text-align: right;" class="lead">a</p><p>b</p>',
  );
});

test("a picture lies at a side, with the words around it, or in the middle", async () => {
  const body = '<p><img src="/x.png" alt="x" width="20" height="20">a</p>';
  const image = (style: string) =>
    `<p><img style="${style}" src="/x.png" alt="x" width="20" height="20">a</p>`;
  const aligned = (...items: readonly string[]) =>
    editBody(body, async (rich) => {
      await rich.text.locator("img[width]").click();
      for (const item of items) await chooseInMenu(rich, "Alignment", item);
    });
  expect(reordered(String(await aligned("Left")))).toEqual(
    reordered(image("float: left;")),
  );
  expect(reordered(String(await aligned("Left", "Centre")))).toEqual(
    reordered(image("display: block; margin-left: auto; margin-right: auto;")),
  );
});

test("paragraphs and lists read from the right, and new texts then do, too", async () => {
  const body = "<p>a</p><ul><li>b</li></ul>";
  const saved = await editBody(body, async (rich) => {
    await selectAll(rich);
    await chooseInMenu(rich, "Text direction", "Right to left");
    expect(await look(rich, "ul", "direction")).toBe("rtl");
    await rich.text.getByText("a").click();
    await chooseInMenu(rich, "Text direction", "Left to right");
    await chooseInMenu(rich, "Text direction", "Right to left");
  });
  expect(saved).toBe('<p dir="rtl">a</p><ul dir="rtl"><li><p>b</p></li></ul>');
  const record = await editing.post();
  await editing.edit(record, async (page, editor) => {
    await page.evaluate(() =>
      localStorage.setItem("hutch.text-direction", '"rtl"'),
    );
    await page.reload();
    const text = editor.getByRole("textbox", { name: "body", exact: true });
    await text.click();
    await page.keyboard.type("c");
    await save(page);
  });
  expect((await editing.stored(record.id))["body"]).toBe('<p dir="rtl">c</p>');
});

test("words are set below and above the line", async () => {
  const saved = await editBody("<p></p>", async ({ page, text, tool }) => {
    const typeWith = async (name: string, typed: string) => {
      await tool(name).click();
      await text.and(page.locator(":focus")).waitFor();
      await page.keyboard.type(typed);
      await tool(name).click();
      await text.and(page.locator(":focus")).waitFor();
    };
    await text.click();
    await page.keyboard.type("H");
    await typeWith("Subscript", "2");
    await typeWith("Superscript", "x");
  });
  expect(saved).toBe("<p>H<sub>2</sub><sup>x</sup></p>");
});

test("looks that are pasted are dropped, the language of code is not", async () => {
  const saved = await editBody("", async ({ text }) => {
    await text.click();
    await paste(
      text,
      '<p style="text-align:center;color:red" dir="ltr"><span style="color:red;background-color:blue">a</span></p><p dir="rtl">b</p><pre class="language-go" style="color:red"><code>c</code></pre>',
    );
  });
  expect(saved).toBe(
    '<p>a</p><p dir="rtl">b</p><pre class="language-go"><code>c</code></pre>',
  );
});

test("films and sounds open formatted, and files of records become some", async () => {
  const film =
    '<p>a<video controls="controls" width="300" height="150"><source src="/f.mp4" type="video/mp4">Or <a href="/f.mp4">load</a> it.</video>b</p><p><audio src="/s.mp3" controls="controls"></audio></p>';
  const client = editing.client.collection("tags");
  const sound = new File(["RIFF"], "horn.wav", { type: "audio/wav" });
  const { id } = await client.create({ name: "with", logo: sound });
  const saved = await editBody(film, async ({ page, text, tool }) => {
    await text.locator("video").waitFor();
    await text.click({ position: { x: 4, y: 4 } });
    await page.keyboard.press("ControlOrMeta+End");
    await tool("Insert a file of a record").click();
    const picker = page.getByRole("dialog", { name: "Insert a file" });
    await picker.getByRole("combobox", { name: "Collection" }).click();
    await page.getByRole("option", { name: "tags" }).click();
    await picker.getByRole("button", { name: /^Insert horn/ }).click();
    await text.locator("audio[src*=horn]").waitFor();
  });
  expect(saved).toStartWith(film.slice(0, -"</p>".length));
  expect(saved).toMatch(
    new RegExp(
      `<audio controls="controls" src="[^"]*/${id}/horn[^"]*"></audio></p>$`,
    ),
  );
});

test("assistive technology is told of all tools and colours, in either scheme", async () => {
  await editBody("<p>a</p>", async ({ page, text, tool }) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const name of ["Text colour", "Background colour"]) {
        await tool(name).click();
        const swatches = page.getByRole("toolbar", { name, exact: true });
        await swatches.getByRole("button", { name: "Purple" }).waitFor();
        await animationsDone(page);
        expect(await accessibilityProblems(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await swatches.waitFor({ state: "hidden" });
      }
    }
    await text.click();
    await page.keyboard.type("!");
  });
});

/** Waits until nothing fades or moves. */
async function animationsDone(page: RichText["page"]): Promise<void> {
  await page.evaluate(async () => {
    await Promise.allSettled(
      document.getAnimations().map(({ finished }) => finished),
    );
  });
}

test("on a phone all tools are in reach", async () => {
  await editBody(written, async ({ page, text, tool }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await text.getByText("In the").click();
    for (const name of ["Alignment", "Text colour", "Text direction"]) {
      await tool(name).click();
      const popup = page.getByRole(name === "Text colour" ? "dialog" : "menu", {
        name,
      });
      await popup.waitFor();
      const box = await popup.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
      await page.keyboard.press("Escape");
      await popup.waitFor({ state: "hidden" });
    }
    await page.keyboard.type("!");
  });
});
