import { parser } from "@lezer/json";
import type { Highlight } from "./classed-span.ts";
import { highlightWithParser } from "./highlight-with-parser.ts";

export const highlight: Highlight = (code) => highlightWithParser(parser, code);
