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

/** The value of an attribute that was kept, or undefined. */
export function keptValue(kept: unknown, name: string): string | undefined {
  return attributesIn(kept)[name];
}

/** What was kept with another value of an attribute, or without it; null where nothing is left. */
export function setKept(
  kept: unknown,
  name: string,
  value: string | undefined,
): Readonly<Record<string, string>> | null {
  const all = attributesIn(kept);
  const { [name]: _, ...rest } = all;
  // In its place, if it was there.
  const changed = value === undefined ? rest : { ...all, [name]: value };
  return Object.keys(changed).length > 0 ? changed : null;
}

/** The same for an element that is shown: its style, too, which `showStyles` takes away again. */
export function withStyle(kept: unknown): Record<string, string> {
  const attributes = attributesIn(kept);
  const style = attributes[hiddenStyle];
  return style === undefined ? { ...attributes } : { ...attributes, style };
}

function attributesIn(kept: unknown): Readonly<Record<string, string>> {
  return typeof kept === "object" && kept !== null
    ? (kept as Record<string, string>)
    : {};
}
