import type { Highlight } from "./classed-span.ts";
import { highlightFilter } from "./highlight-filter.ts";
import { tokenClass } from "./token-kind.ts";

export const highlight: Highlight = (code) =>
  highlightFilter(code).map(({ from, to, kind }) => ({
    from,
    to,
    className: tokenClass(kind),
  }));
