/** A colour as the browser reads it. */
export interface CssColor {
  /** `#rrggbb` */
  readonly hex: string;
  /** 0 (not to be seen) to 1. */
  readonly alpha: number;
}

let reader: CanvasRenderingContext2D | null | undefined;

/** Reads a colour that CSS may write in any way; undefined if it is none of those that the web has had for long. */
export function readColor(written: string): CssColor | undefined {
  reader ??= document.createElement("canvas").getContext("2d");
  if (!reader || !CSS.supports("color", written)) return undefined;
  reader.fillStyle = "#000000";
  reader.fillStyle = written;
  const read = reader.fillStyle;
  if (/^#[\da-f]{6}$/.test(read)) return { hex: read, alpha: 1 };
  const parts = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(read);
  if (parts === null) return undefined;
  const [, red, green, blue, alpha] = parts;
  const digits = [red, green, blue].map((part) =>
    Number(part).toString(16).padStart(2, "0"),
  );
  return { hex: `#${digits.join("")}`, alpha: Number(alpha) };
}

/**
 * How far two colours differ, from 1 (not at all) to 21.
 *
 * @param hex `#rrggbb`
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(hex: string, other: string): number {
  const [one, two] = [luminance(hex), luminance(other)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
