import { SQLite } from "@codemirror/lang-sql";
import type { Highlight } from "./classed-span.ts";
import { highlightWithParser } from "./highlight-with-parser.ts";

export const highlight: Highlight = (code) =>
  highlightWithParser(SQLite.language.parser, code);
