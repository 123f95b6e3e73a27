import { highlightTree } from "@lezer/highlight";
import type { Language } from "@codemirror/language";
import type { ClassedSpan } from "./classed-span.ts";
import { highlighter } from "./token-tags.ts";

/** The colours of code that a parser reads. */
export function highlightWithParser(
  parser: Language["parser"],
  code: string,
): ClassedSpan[] {
  const spans: ClassedSpan[] = [];
  highlightTree(parser.parse(code), highlighter, (from, to, className) => {
    spans.push({ from, to, className });
  });
  return spans;
}
