import type { CSSProperties } from "react";
import type { Column } from "../columns/column-model.ts";

/** Root font size that widths of columns are meant at. */
const baseSize = 16;

/** Root font sizes. */
const boxWidth = 2.5;
const menuWidth = 2.75;

/** The columns of the grid: a box to select, the fields, a menu that takes what is left. */
export function columnTemplate(
  columns: readonly Column[],
  dragged: { readonly id: string; readonly width: number } | undefined,
): CSSProperties {
  const widths = columns.map(({ field, width }) => {
    const shown = dragged?.id === field.id ? dragged.width : width;
    return shown / baseSize;
  });
  const template = widths.map((width) => `${width}rem`).join(" ");
  const fixed = boxWidth + menuWidth;
  const total = widths.reduce((sum, width) => sum + width, fixed);
  return {
    "--columns": `${boxWidth}rem ${template} minmax(${menuWidth}rem, 1fr)`,
    "--table-width": `${total}rem`,
  } as CSSProperties;
}
