/*
 * What `useStored` makes of values of common kinds.
 */

export function storedText(stored: unknown): string | undefined {
  return typeof stored === "string" ? stored : undefined;
}

export function storedFlag(stored: unknown): boolean | undefined {
  return typeof stored === "boolean" ? stored : undefined;
}

export function storedNumber(stored: unknown): number | undefined {
  return typeof stored === "number" ? stored : undefined;
}

/** A list, without what in it is no text. */
export function storedTexts(stored: unknown): readonly string[] | undefined {
  return Array.isArray(stored)
    ? stored.filter((one) => typeof one === "string")
    : undefined;
}
