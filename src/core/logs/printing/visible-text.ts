/**
 * Text of strangers as a terminal may show it: characters that would move the cursor, colour, reorder or hide what follows,
 * or forge a line of the log, are written as `\u001b`. So is what C1 terminals take for an escape, and what changes the
 * direction of writing (Unicode, "Bidirectional Algorithm", explicit formatting).
 */
export function visibleText(text: string): string {
  return text.replace(
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
