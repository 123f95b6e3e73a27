import { blend, readableOn } from "./readable-color.ts";

const storageKey = "hutch.accent";

/** What the accent is mixed with and stands on in each scheme, after styles/tokens.css. */
const schemes = {
  light: {
    surface: "#f4f2ef",
    soft: 0.91,
    hover: "#000000",
    onAccent: "#ffffff",
  },
  dark: {
    surface: "#24201c",
    soft: 0.84,
    hover: "#ffffff",
    onAccent: "#1b120c",
  },
} as const;

/** The colours of one scheme by their names in styles/tokens.css. */
interface Tones {
  readonly accent: string;
  readonly focus: string;
  readonly "accent-hover": string;
  readonly "accent-soft": string;
  readonly "on-accent": string;
}

/**
 * Draws the admin in an accent colour, made darker or lighter where it could not be read otherwise. It is remembered, so that
 * the login has it, too.
 *
 * @param color `#rrggbb`; anything else stands for the admin's own
 */
export function applyAccent(color: string): void {
  remember(color);
  tintWindow(color);
  const { style } = document.documentElement;
  const [light, dark] = [tonesOf(color, "light"), tonesOf(color, "dark")];
  for (const name of Object.keys(light) as (keyof Tones)[]) {
    if (isColor(color)) {
      style.setProperty(
        `--${name}`,
        `light-dark(${light[name]}, ${dark[name]})`,
      );
    } else {
      style.removeProperty(`--${name}`);
    }
  }
}

/** Draws the admin in the accent colour that it had last. */
export function applyLastAccent(): void {
  applyAccent(localStorage.getItem(storageKey) ?? "");
}

/** Gives the frame that browsers and phones draw around the page the accent, too. */
function tintWindow(color: string): void {
  const name = "theme-color";
  const present = document.querySelector<HTMLMetaElement>(
    `meta[name="${name}"]`,
  );
  if (!isColor(color)) {
    present?.remove();
    return;
  }
  const meta = present ?? document.createElement("meta");
  meta.name = name;
  meta.content = color;
  document.head.append(meta);
}

function remember(color: string): void {
  try {
    localStorage.setItem(storageKey, color);
  } catch {
    // There is no room, or nothing may be stored: the login then has its own colour.
  }
}

/** What an accent colour is drawn as in each scheme; undefined for what is no `#rrggbb`. */
export function readableAccents(
  color: string,
): { readonly light: string; readonly dark: string } | undefined {
  if (!isColor(color)) return undefined;
  return {
    light: tonesOf(color, "light").accent,
    dark: tonesOf(color, "dark").accent,
  };
}

function isColor(color: string): boolean {
  return /^#[\da-f]{6}$/i.test(color);
}

/** The accent can be read on every surface, and on the soft one that is made of it. */
function tonesOf(color: string, scheme: keyof typeof schemes): Tones {
  const { surface, soft, hover, onAccent } = schemes[scheme];
  const behind = blend(color, surface, soft);
  const accent = readableOn(readableOn(color, surface), behind);
  return {
    accent,
    focus: accent,
    "accent-hover": blend(accent, hover, 0.14),
    "accent-soft": behind,
    "on-accent": onAccent,
  };
}
