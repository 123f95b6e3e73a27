import { hiddenStyle } from "./inline-styles.ts";

/** What the editor writes on what it copies, for itself. */
export const sliceAttribute = "data-pm-slice";

/** The attributes of an element, but for those that are scripts. */
export function keptAttributes(
  element: Element,
): Readonly<Record<string, string>> {
  const all = Array.from(element.attributes, ({ name, value }) => [
    name,
    value,
  ]);
  return Object.fromEntries(
    all.filter(
      ([name = ""]) =>
        !name.startsWith("on") && name !== "style" && name !== sliceAttribute,
    ),
  );
}

/** The same for an element that is shown: its style, too, which `showStyles` takes away again. */
export function withStyle(kept: unknown): Record<string, string> {
  if (typeof kept !== "object" || kept === null) return {};
  const attributes = kept as Record<string, string>;
  const style = attributes[hiddenStyle];
  return style === undefined ? { ...attributes } : { ...attributes, style };
}
