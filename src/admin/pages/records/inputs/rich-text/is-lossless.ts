import { generateHTML, generateJSON } from "@tiptap/core";
import { canonicalHtml } from "./canonical-html.ts";
import { hideStyles, showStyles } from "./inline-styles.ts";
import { extensions } from "./schema.ts";

/** What does things, or styles the page: not for an editor, and not to be read by the browser at all. */
const dangerous =
  /<(?:script|style|link|meta|base|iframe|object|embed|form|template|svg|math)\b/i;

/** Whether a text is the same once the editor has had it, and so may be edited with it. */
export function isLossless(html: string): boolean {
  if (html.trim() === "") return true;
  if (dangerous.test(html)) return false;
  const document = generateJSON(hideStyles(html), extensions);
  const after = showStyles(generateHTML(document, extensions));
  return canonicalHtml(html) === canonicalHtml(after);
}
