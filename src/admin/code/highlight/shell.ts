import { StreamLanguage } from "@codemirror/language";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import type { Highlight } from "./classed-span.ts";
import { highlightWithParser } from "./highlight-with-parser.ts";

const { parser } = StreamLanguage.define(shell);

export const highlight: Highlight = (code) => highlightWithParser(parser, code);
