/** The text of an HTML document for people whose mail program shows no HTML. Links show their URLs, never broken over lines. */
export async function toPlainText(html: string): Promise<string> {
  const { convert } = await import("html-to-text");
  return convert(html, {
    wordwrap: false,
    selectors: [
      {
        selector: "a",
        // RFC 3986, appendix C
        options: { linkBrackets: ["<", ">"], hideLinkHrefIfSameAsText: true },
      },
      ...headings.map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...unreadable.map((selector) => ({ selector, format: "skip" })),
    ],
  });
}

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
const unreadable = ["img", "script", "style", "svg", "template", "title"];
