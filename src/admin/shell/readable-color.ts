/** Red, green and blue, each from 0 to 255. */
type Rgb = readonly [number, number, number];

/** WCAG 2.2, criterion 1.4.3: what text of normal size takes. */
const leastContrast = 4.6;

/**
 * A colour, moved towards black or white just so far that it can be read on another, and that the other can be read on it.
 *
 * @param color `#rrggbb`
 * @param background `#rrggbb`
 * @returns `#rrggbb`
 */
export function readableOn(color: string, background: string): string {
  const behind = parse(background);
  const end: Rgb = luminance(behind) > 0.5 ? [0, 0, 0] : [255, 255, 255];
  let found = parse(color);
  for (let part = 0; part <= 1; part += 0.02) {
    found = mix(parse(color), end, part);
    if (ratio(found, behind) >= leastContrast) break;
  }
  return format(found);
}

/**
 * What comes of two colours.
 *
 * @param part of the other one, from 0 to 1
 * @returns `#rrggbb`, as both are
 */
export function blend(color: string, other: string, part: number): string {
  return format(mix(parse(color), parse(other), part));
}

/**
 * How far two colours differ, from 1 (not at all) to 21.
 *
 * @param color `#rrggbb`, as the other one
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(color: string, other: string): number {
  return ratio(parse(color), parse(other));
}

function format(color: Rgb): string {
  const digits = color.map((value) =>
    Math.round(value).toString(16).padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function mix(one: Rgb, other: Rgb, part: number): Rgb {
  const at = (index: 0 | 1 | 2) =>
    one[index] + (other[index] - one[index]) * part;
  return [at(0), at(1), at(2)];
}

function ratio(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(value: number): number {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}
