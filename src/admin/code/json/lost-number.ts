/**
 * Finds a number in JSON that would come back with other digits, as JavaScript and the server hold numbers in 64 bits
 * (IEEE 754): one of more than some 16 digits. Of whole numbers beyond 2^53 nobody can tell whether they have been rounded
 * already, so that these are found, too, unless they have an exponent.
 *
 * @param text must be JSON
 * @returns the number as it is written
 */
export function findLostNumber(text: string): string | undefined {
  return text.match(pieces)?.find((piece) => piece[0] !== '"' && isLost(piece));
}

/** Strings, since there may be digits in them, and numbers. */
const pieces = /"(?:[^"\\]|\\[^])*"|-?\d[\d.eE+-]*/g;

function isLost(written: string): boolean {
  const value = Number(written);
  if (/^-?\d+$/.test(written) && !Number.isSafeInteger(value)) return true;
  return (
    !Number.isFinite(value) || digitsOf(written) !== digitsOf(String(value))
  );
}

/** Its digits and where the point is, the same for all ways to write a number, whatever its sign. */
function digitsOf(written: string): string {
  const [, whole = "", part = "", exponent = "0"] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const all = whole + part;
  const digits = all.replace(/^0+/, "");
  if (digits === "") return "0";
  const point = whole.length - (all.length - digits.length) + Number(exponent);
  return `${digits.replace(/0+$/, "")} ${point}`;
}
