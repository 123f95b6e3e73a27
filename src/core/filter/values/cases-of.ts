/**
 * The letter beyond ASCII in all its cases, itself among them, by Unicode's simple case folding: `Ä` and `ä`; `Ǆ`, `ǅ` and
 * `ǆ`; `Σ`, `σ` and `ς`. Undefined if there is but one: of what has no case, of ASCII, and of letters whose other case
 * is none of one letter, such as `ŉ`, `İ` and `ı` (`ß` has `ẞ`, and not `SS`).
 *
 * @param letter one code point
 */
export function casesOf(letter: string): readonly string[] | undefined {
  if (!/^(?=\P{ASCII})\p{CWCM}$/u.test(letter)) return undefined;
  const known = knownCases.get(letter);
  if (known !== undefined) return known;
  casedLetters ??= findCasedLetters();
  // What a regular expression takes for the same is what simple case folding makes the same.
  const found = casedLetters.match(new RegExp(letter, "giu")) ?? [];
  const cases = found.length > 1 ? found : undefined;
  if (cases !== undefined) knownCases.set(letter, cases);
  return cases;
}

/** No longer than there are letters. */
const knownCases = new Map<string, readonly string[]>();

let casedLetters: string | undefined;

/** All letters that change with their case, some 3,000. */
function findCasedLetters(): string {
  let letters = "";
  // There are none beyond the first supplementary plane.
  for (let code = 0; code < 0x2_00_00; code++) {
    const letter = String.fromCodePoint(code);
    if (/^\p{CWCM}$/u.test(letter)) letters += letter;
  }
  return letters;
}
