import { hiddenStyle } from "../inline-styles.ts";

/** What the hidden inline style of an element says, in lower case, by the names of properties. */
export function stylesOf(element: Element): ReadonlyMap<string, string> {
  const declarations = (element.getAttribute(hiddenStyle) ?? "").split(";");
  return new Map(
    declarations.map((declaration) => {
      const [name = "", ...value] = declaration.toLowerCase().split(":");
      return [name.trim(), value.join(":").trim()];
    }),
  );
}
