import { beforeEach, expect, test } from "bun:test";
import { openForTests } from "../../open-for-tests.ts";
import { chooseInMenu, editRichText, type RichText } from "./edit-rich-text.ts";
import { openEditedSite } from "./edited-site.ts";

const editing = openForTests(openEditedSite);
beforeEach(() => editing.clear());

const editBody = (body: string, edit: (rich: RichText) => Promise<void>) =>
  editRichText(editing, body, edit);

test("code has a language, which goes when it is no code any more", async () => {
  const saved = await editBody("<p>a</p>", async (rich) => {
    const { page, text, tool } = rich;
    await text.click();
    await expectDisabled(tool("Language of the code"));
    await tool("Code block").click();
    await chooseInMenu(rich, "Language of the code", "JavaScript");
    await text.locator("pre.language-javascript").waitFor();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("```py ");
    await page.keyboard.type("b");
    await text.locator("pre.language-python").waitFor();
  });
  expect(saved).toBe(
    '<pre class="language-javascript"><code>a</code></pre><pre class="language-python"><code>b</code></pre>',
  );
  const plain = await editBody(
    String(saved),
    async ({ text, tool, ...rich }) => {
      await text.locator("pre").first().click();
      await chooseInMenu({ text, tool, ...rich }, "Language of the code", "Go");
      await tool("Code block").click();
    },
  );
  expect(plain).toBe(
    '<p>a</p><pre class="language-python"><code>b</code></pre>',
  );
});

/** Fails unless a tool can do nothing. */
async function expectDisabled(tool: ReturnType<RichText["tool"]>) {
  expect(await tool.getAttribute("data-disabled")).not.toBeNull();
}

test.each(["javascript", "go"])(
  "code in %s has colours, which are not stored",
  async (language) => {
    const body = `<pre class="language-${language}"><code>// note</code></pre>`;
    const saved = await editBody(body, async ({ page, text }) => {
      const comment = text.locator("pre span", { hasText: "// note" });
      await comment.waitFor();
      const slant = comment.evaluate(
        (span) => getComputedStyle(span).fontStyle,
      );
      expect(await slant).toBe("italic");
      await text.locator("pre").click();
      await page.keyboard.press("End");
      await page.keyboard.type("!");
    });
    expect(saved).toBe(body.replace("note", "note!"));
  },
);

test("other classes of code stay, and a language that is not offered is there to see", async () => {
  const body =
    '<pre class="wide language-bash"><code class="language-bash">ls</code></pre>';
  const saved = await editBody(body, async (rich) => {
    const { page, text, tool } = rich;
    await text.locator("pre").click();
    await tool("Language of the code").click();
    await page
      .getByRole("menuitemcheckbox", { name: "bash", checked: true })
      .waitFor();
    await page.keyboard.press("Escape");
    await chooseInMenu(rich, "Language of the code", "PHP");
  });
  expect(saved).toBe(body.replaceAll("bash", "php"));
});
