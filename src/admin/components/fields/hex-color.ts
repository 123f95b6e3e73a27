/** Reads a colour as `#rrggbb`, `#rgb` or either without the "#". Undefined if it is none; "" if there is nothing. */
export function parseColor(text: string): string | undefined {
  const digits = text.trim().replace(/^#/, "").toLowerCase();
  if (digits === "") return "";
  if (/^[\da-f]{6}$/.test(digits)) return `#${digits}`;
  if (/^[\da-f]{3}$/.test(digits)) return `#${digits.replace(/./g, "$&$&")}`;
  return undefined;
}
