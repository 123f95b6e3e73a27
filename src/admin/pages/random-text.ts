/**
 * Letters that nobody guesses.
 *
 * @param letters to choose from, 256 at most
 */
export function randomText(letters: string, length: number): string {
  // Beyond the last multiple the first letters would come more often than the others.
  const limit = 256 - (256 % letters.length);
  let text = "";
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < limit && text.length < length) {
        text += letters.charAt(byte % letters.length);
      }
    }
  }
  return text;
}
