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
