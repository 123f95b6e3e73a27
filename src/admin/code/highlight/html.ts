import { htmlLanguage } from "@codemirror/lang-html";
import type { Highlight } from "./classed-span.ts";
import { highlightWithParser } from "./highlight-with-parser.ts";

export const highlight: Highlight = (code) =>
  highlightWithParser(htmlLanguage.parser, code);
