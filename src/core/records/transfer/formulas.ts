/**
 * Spreadsheets take a text that begins so for a formula, which may run programs or send the sheet's data elsewhere, and
 * who wrote the text may be a stranger to who opens the file.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^'*[=+\-@\t\r\n]/;

/** The text with an apostrophe before what would be a formula: spreadsheets take that for the mark of a text. */
export function disarmText(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** What `disarmText` was given. */
export function restoreText(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}
