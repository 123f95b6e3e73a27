/**
 * The pattern for the right side of `~`: anything that holds the value, unless the value already has a `%` that no
 * backslash escapes, in which case it is a pattern itself.
 */
export function likePattern(value: string | number | boolean): string {
  const text = String(value);
  if (hasWildcard(text)) return text;
  return `%${escapeLike(text)}%`;
}

function hasWildcard(text: string): boolean {
  let escaped = false;
  for (const character of text) {
    if (character === "%" && !escaped) return true;
    escaped = character === "\\" && !escaped;
  }
  return false;
}

/** Escapes `%`, `_` and `\`, except where there is a backslash before already. */
function escapeLike(text: string): string {
  let escaped = "";
  for (let index = text.length - 1; index >= 0; index--) {
    const character = text.charAt(index);
    if (character !== "%" && character !== "_" && character !== "\\") {
      escaped = character + escaped;
      continue;
    }
    escaped = `\\${character}${escaped}`;
    // The backslash before it was there for this: it is used up.
    if (text.charAt(index - 1) === "\\") index--;
  }
  return escaped;
}
