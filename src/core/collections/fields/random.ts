/** Randomness that nobody can foretell, without bias, fast enough for one id per record. */

const pool = new Uint8Array(4096);
let used = pool.length;

function nextByte(): number {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  return pool[used++] ?? 0;
}

/** A whole number from 0 up to, not including, `count` (1 to 2^32). */
export function randomIndex(count: number): number {
  const bytes = count <= 256 ? 1 : count <= 65_536 ? 2 : 4;
  const range = 256 ** bytes;
  // Values above the last full round would make small indexes likelier.
  const limit = range - (range % count);
  for (;;) {
    let value = 0;
    for (let index = 0; index < bytes; index++)
      value = value * 256 + nextByte();
    if (value < limit) return value % count;
  }
}

/** Text of `length` characters, each from the alphabet. */
export function randomText(
  length: number,
  alphabet: readonly string[],
): string {
  let text = "";
  for (let index = 0; index < length; index++) {
    text += alphabet[randomIndex(alphabet.length)] ?? "";
  }
  return text;
}
