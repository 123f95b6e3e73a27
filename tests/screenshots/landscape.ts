import { asPng, type Color } from "../support/pictures.ts";

const width = 480;
const height = 300;

/** A picture of hills under a sun, in colours and shapes of their own for each number. */
export function landscape(number: number): Uint8Array<ArrayBuffer> {
  const hue = (number * 47) % 360;
  const sky = [hsl(hue + 30, 0.75, 0.9), hsl(hue, 0.6, 0.72)] as const;
  const sun = { x: 90 + ((number * 71) % 300), y: 70 + ((number * 13) % 50) };
  const hills = [0, 1, 2].map((row) => ({
    color: hsl(hue + 140 + row * 12, 0.3 + row * 0.08, 0.58 - row * 0.13),
    top: (x: number) =>
      height * (0.52 + row * 0.15) +
      Math.sin(x / (70 - row * 14) + number * 1.7 + row * 2) * (26 - row * 4),
  }));
  return asPng({
    width,
    height,
    at: (x, y) => {
      const hill = hills.findLast(({ top }) => y > top(x));
      if (hill !== undefined) return hill.color;
      if (Math.hypot(x - sun.x, y - sun.y) < 34) return [255, 249, 226];
      return mix(sky[1], sky[0], y / height);
    },
  });
}

function mix(from: Color, to: Color, share: number): Color {
  const [red, green, blue] = [0, 1, 2].map((part) =>
    Math.round(
      Number(from[part]) + (Number(to[part]) - Number(from[part])) * share,
    ),
  );
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** @param hue in degrees; the others from 0 to 1 */
function hsl(hue: number, saturation: number, lightness: number): Color {
  const part = (offset: number) => {
    const turn = (offset + hue / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    const share = Math.max(-1, Math.min(turn - 3, 9 - turn, 1));
    return Math.round(255 * (lightness - reach * share));
  };
  return [part(0), part(8), part(4)];
}
