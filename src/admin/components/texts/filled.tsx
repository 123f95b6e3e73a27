import { createElement, Fragment, type ReactNode } from "react";

/** A text whose places, `{name}`, are filled with elements. */
export function Filled({
  template,
  values,
}: {
  readonly template: string;
  readonly values: Readonly<Record<string, ReactNode>>;
}) {
  // Splitting by a group puts the names at the odd positions.
  const parts = template
    .split(/\{(\w+)\}/)
    .map((part, at) => (at % 2 === 0 ? part : values[part]));
  return createElement(Fragment, null, ...parts);
}
