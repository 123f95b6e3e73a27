import { richText } from "../../../../../text/rich-text.ts";
import type { ColoredPart } from "./color-text.ts";

const { colors: names } = richText;

interface Swatch {
  /** `#rrggbb` */
  readonly hex: string;
  readonly name: string;
}

/**
 * The colours at hand. Those of letters can be read on white (4.5 to 1) and on a dark page (3.5 to 1), those behind letters have
 * room for black ones; the darkest and the lightest are for what one knows the page of.
 */
export const palettes: Readonly<Record<ColoredPart, readonly Swatch[]>> = {
  color: [
    { hex: "#000000", name: names.black },
    { hex: "#757575", name: names.gray },
    { hex: "#ffffff", name: names.white },
    { hex: "#96663f", name: names.brown },
    { hex: "#d63a2f", name: names.red },
    { hex: "#bd5800", name: names.orange },
    { hex: "#8f7000", name: names.yellow },
    { hex: "#2e8540", name: names.green },
    { hex: "#0c8080", name: names.turquoise },
    { hex: "#2f74d0", name: names.blue },
    { hex: "#8f55d6", name: names.purple },
    { hex: "#c9408f", name: names.pink },
  ],
  "background-color": [
    { hex: "#000000", name: names.black },
    { hex: "#dddddd", name: names.gray },
    { hex: "#ffffff", name: names.white },
    { hex: "#ead9c8", name: names.brown },
    { hex: "#ffc9c5", name: names.red },
    { hex: "#ffd8b0", name: names.orange },
    { hex: "#fff3a3", name: names.yellow },
    { hex: "#cdeecb", name: names.green },
    { hex: "#c4efec", name: names.turquoise },
    { hex: "#cfe2ff", name: names.blue },
    { hex: "#e3d2fb", name: names.purple },
    { hex: "#fbcfe8", name: names.pink },
  ],
};
