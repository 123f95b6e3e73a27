import type { Highlight } from "../../../../../code/highlight/classed-span.ts";
import {
  type CodeLanguage,
  loadHighlight,
} from "../../../../../code/highlight/languages.ts";

/** Languages that other code in the admin is coloured in, too. */
const shared: Readonly<Record<string, CodeLanguage>> = {
  markup: "html",
  html: "html",
  xml: "html",
  javascript: "js",
  js: "js",
  typescript: "js",
  dart: "dart",
  sql: "sql",
  json: "json",
  bash: "shell",
  shell: "shell",
};

/** Loads what highlights a language of a code block; undefined where nothing does. */
export async function loadSampleHighlight(
  language: string,
): Promise<Highlight | undefined> {
  const name = shared[language];
  if (name !== undefined) return loadHighlight(name);
  const { highlights } = await import("./sample-highlights.ts");
  return highlights.get(language);
}
