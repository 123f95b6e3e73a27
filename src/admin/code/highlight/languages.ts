import type { Highlight } from "./classed-span.ts";

/** The languages that code is shown in. */
export type CodeLanguage =
  "js" | "dart" | "shell" | "json" | "sql" | "html" | "filter";

const loaders: Readonly<
  Record<CodeLanguage, () => Promise<{ readonly highlight: Highlight }>>
> = {
  js: () => import("./js.ts"),
  dart: () => import("./dart.ts"),
  shell: () => import("./shell.ts"),
  json: () => import("./json.ts"),
  sql: () => import("./sql.ts"),
  html: () => import("./html.ts"),
  filter: () => import("./filter.ts"),
};

const loaded = new Map<CodeLanguage, Promise<Highlight>>();

/** Loads what highlights a language; the same promise each time. Without a connection nothing is highlighted. */
export function loadHighlight(language: CodeLanguage): Promise<Highlight> {
  let highlight = loaded.get(language);
  if (highlight === undefined) {
    highlight = loaders[language]().then(
      (module) => module.highlight,
      () => {
        loaded.delete(language);
        return () => [];
      },
    );
    loaded.set(language, highlight);
  }
  return highlight;
}
