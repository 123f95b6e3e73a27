/*
 * Values of records as the API writes them, taken for what they are; anything else is taken for nothing.
 */

/** A value that is a text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The texts of a field that may have one or many. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" && value !== "" ? [value] : [];
}

/** The address that a link may lead to: of the web only, since anyone may have written it. */
export function webAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  return /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}
