/** A key and what is held with it. */
export interface Shortcut {
  /** As `KeyboardEvent.key` says it, letters in lower case. */
  readonly key: string;
  /** Command on a Mac, Control elsewhere. */
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What of a pressed key tells which shortcut it is. */
export type PressedKey = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey"
>;

/** Whether this machine's main modifier is Command rather than Control. */
export const isMac =
  typeof navigator !== "undefined" &&
  /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Reads `Mod+Shift+S` and the like. */
export function parseShortcut(keys: string): Shortcut {
  const parts = splitKeys(keys);
  const key = parts.at(-1) ?? "";
  const held = new Set(parts.slice(0, -1));
  return {
    key: key === "Space" ? " " : key.length === 1 ? key.toLowerCase() : key,
    mod: held.has("Mod"),
    shift: held.has("Shift"),
    alt: held.has("Alt"),
  };
}

/** Whether the pressed key is the shortcut. */
export function matchesShortcut(
  pressed: PressedKey,
  shortcut: Shortcut,
  onMac: boolean = isMac,
): boolean {
  const [mod, other] = onMac
    ? [pressed.metaKey, pressed.ctrlKey]
    : [pressed.ctrlKey, pressed.metaKey];
  const key =
    pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  // A sign such as `?` needs Shift on some keyboards and not on others, so only for letters and named keys it must be as told.
  const isSign = /^[^\p{L}\p{N}\s]$/u.test(shortcut.key);
  return (
    key === shortcut.key &&
    mod === shortcut.mod &&
    !other &&
    pressed.altKey === shortcut.alt &&
    (isSign || pressed.shiftKey === shortcut.shift)
  );
}

/** The keys of a shortcut, one after the other; `+` may itself be one. */
export function splitKeys(keys: string): string[] {
  return keys === "+"
    ? ["+"]
    : keys
        .replace(/\+\+$/, "+Plus")
        .split("+")
        .map((key) => (key === "Plus" ? "+" : key));
}
