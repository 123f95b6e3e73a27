import { casesOf } from "./cases-of.ts";

/** Bytes. SQLite fails on longer patterns. */
const longestPattern = 50_000;

/**
 * A pattern of `like` in the language of shells, with a class for every letter: `%ä_` is `*[äÄ]?`. Letters of ASCII match
 * those of ASCII alone, as they do in `like`. Undefined where that says no more than `like`, having no letter beyond
 * ASCII of two cases, and where it would be longer than 50,000 bytes.
 */
export function globPattern(like: string): string | undefined {
  if (!hasCasesBeyondAscii(like)) return undefined;
  if (Buffer.byteLength(like) > longestPattern) return undefined;
  const glob = translate(like);
  return Buffer.byteLength(glob) > longestPattern ? undefined : glob;
}

/** The slot that a pattern's other form is bound to. */
export function globSlot(slot: string): string {
  return `${slot}g`;
}

function hasCasesBeyondAscii(text: string): boolean {
  for (const [letter] of text.matchAll(/\P{ASCII}/gu)) {
    if (casesOf(letter) !== undefined) return true;
  }
  return false;
}

function translate(like: string): string {
  let glob = "";
  let isEscaped = false;
  for (const character of like) {
    // SQLite reads no further.
    if (character === "\0") break;
    if (isEscaped) {
      glob += literally(character);
      isEscaped = false;
    } else if (character === "\\") isEscaped = true;
    else if (character === "%") glob += "*";
    else if (character === "_") glob += "?";
    else glob += literally(character);
  }
  // A backslash with nothing behind it lets nothing match; a class without an end does the same.
  return isEscaped ? `${glob}[` : glob;
}

function literally(character: string): string {
  if (/[a-z]/i.test(character)) {
    return `[${character.toLowerCase()}${character.toUpperCase()}]`;
  }
  if ("*?[".includes(character)) return `[${character}]`;
  const cases = casesOf(character);
  return cases === undefined ? character : `[${cases.join("")}]`;
}
