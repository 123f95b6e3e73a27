import type { Node } from "@tiptap/pm/model";
import { hiddenStyle } from "../inline-styles.ts";
import { setKept, keptValue } from "../kept-attributes.ts";
import { styleValue, withStyleValue } from "./style-declarations.ts";

/** What carries attributes that are kept: a node or a mark. */
export type Carrier = Pick<Node, "attrs">;

/** What the inline style of a node or a mark says of a property, or undefined. */
export function keptStyle(
  { attrs }: Carrier,
  property: string,
): string | undefined {
  return styleValue(keptValue(attrs["kept"], hiddenStyle) ?? "", property);
}

/** The attributes of a node or a mark with other values in its inline style; an undefined one is taken out. */
export function withKeptStyle(
  { attrs }: Carrier,
  values: Readonly<Record<string, string | undefined>>,
): Carrier["attrs"] {
  const before = keptValue(attrs["kept"], hiddenStyle) ?? "";
  const isSame = Object.entries(values).every(
    ([property, value]) => styleValue(before, property) === value,
  );
  if (isSame) return attrs;
  const style = Object.entries(values).reduce(
    (written, [property, value]) => withStyleValue(written, property, value),
    before,
  );
  const kept = setKept(attrs["kept"], hiddenStyle, style || undefined);
  return { ...attrs, kept };
}
