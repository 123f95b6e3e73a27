import { StreamLanguage } from "@codemirror/language";
import {
  c,
  cpp,
  csharp,
  java,
  kotlin,
  scala,
} from "@codemirror/legacy-modes/mode/clike";
import { css } from "@codemirror/legacy-modes/mode/css";
import { go } from "@codemirror/legacy-modes/mode/go";
import { haskell } from "@codemirror/legacy-modes/mode/haskell";
import { julia } from "@codemirror/legacy-modes/mode/julia";
import { lua } from "@codemirror/legacy-modes/mode/lua";
import { python } from "@codemirror/legacy-modes/mode/python";
import { ruby } from "@codemirror/legacy-modes/mode/ruby";
import { rust } from "@codemirror/legacy-modes/mode/rust";
import { swift } from "@codemirror/legacy-modes/mode/swift";
import type { Highlight } from "../../../../../code/highlight/classed-span.ts";
import { highlightWithParser } from "../../../../../code/highlight/highlight-with-parser.ts";

const modes = {
  c,
  cpp,
  csharp,
  css,
  go,
  haskell,
  java,
  julia,
  kotlin,
  lua,
  python,
  ruby,
  rust,
  scala,
  swift,
} as const;

/** What highlights code blocks in languages that nothing else in the admin is written in, by the languages' ids. */
export const highlights: ReadonlyMap<string, Highlight> = new Map(
  Object.entries(modes).map(([id, mode]) => {
    const { parser } = StreamLanguage.define<unknown>(mode);
    return [id, (code) => highlightWithParser(parser, code)];
  }),
);
