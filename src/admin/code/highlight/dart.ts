import { StreamLanguage } from "@codemirror/language";
import { dart } from "@codemirror/legacy-modes/mode/clike";
import type { Highlight } from "./classed-span.ts";
import { highlightWithParser } from "./highlight-with-parser.ts";

const { parser } = StreamLanguage.define(dart);

export const highlight: Highlight = (code) => highlightWithParser(parser, code);
