import drawing from "../icon.svg" with { type: "text" };

/**
 * The product's mark, as an address that holds all of it: no request is made for it.
 *
 * @param above what is drawn above the mark, as elements of SVG on its 32 by 32 units
 */
export function markAddress(above = ""): string {
  const svg = drawing.replace("</svg>", `${above}</svg>`);
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
