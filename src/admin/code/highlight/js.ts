import { parser } from "@lezer/javascript";
import type { Highlight } from "./classed-span.ts";
import { highlightWithParser } from "./highlight-with-parser.ts";

export const highlight: Highlight = (code) => highlightWithParser(parser, code);
