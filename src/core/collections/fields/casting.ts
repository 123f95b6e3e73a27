/**
 * Loose conversions of what clients send to text, numbers and booleans: "12" is a number, 1 is true, nothing is refused.
 * What makes no sense becomes the zero value. The conversions are PocketBase's, so that the same body gives the same record.
 */

/** Text: numbers in full (never with an exponent), `true`, `false`; empty for null, lists and objects. Lone surrogates become U+FFFD. */
export function toText(raw: unknown): string {
  if (typeof raw === "string") return raw.toWellFormed();
  if (typeof raw === "number") return numberText(raw);
  if (typeof raw === "boolean" || typeof raw === "bigint") return String(raw);
  return raw instanceof Uint8Array ? decodeUtf8(raw) : "";
}

/** Whether `toText` has a text for it. */
export function isScalar(raw: unknown): boolean {
  return raw === null || typeof raw !== "object";
}

/** A number; 0 for text that is none, for lists and objects. Text may say NaN or Infinity, which a field refuses later. */
export function toNumber(raw: unknown): number {
  if (typeof raw === "number") return raw;
  if (typeof raw === "string") return parseNumber(raw);
  if (typeof raw === "boolean" || typeof raw === "bigint") return Number(raw);
  return 0;
}

/** True for true, numbers but 0, and the texts 1, t, T, true, True, TRUE. */
export function toBool(raw: unknown): boolean {
  if (typeof raw === "boolean") return raw;
  if (typeof raw === "number") return raw !== 0;
  if (typeof raw === "string") return truths.has(raw);
  return typeof raw === "bigint" && raw !== 0n;
}

/** How many characters (code points) the text has. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // the second half of a pair; the text is well formed
    if (code >= 0xdc00 && code <= 0xdfff) count--;
  }
  return count;
}

/** How many bytes the text has in UTF-8. */
export function countBytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

export function decodeUtf8(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const truths = new Set(["1", "t", "T", "true", "True", "TRUE"]);

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const special = /^([+-]?)(?:inf|infinity)$/i;

function parseNumber(text: string): number {
  const plain = text.includes("_") ? withoutSeparators(text) : text;
  if (decimal.test(plain)) {
    const number = Number(plain);
    // Out of range is no number, like any other text that is none.
    return Number.isFinite(number) ? number : 0;
  }
  const infinity = special.exec(text);
  if (infinity !== null) return infinity[1] === "-" ? -Infinity : Infinity;
  return /^nan$/i.test(text) ? NaN : 0;
}

/** `1_000` is 1000: an underscore may stand between two digits. */
function withoutSeparators(text: string): string {
  return text.replace(/(\d)_(?=\d)/g, "$1");
}

function numberText(number: number): string {
  const text = Object.is(number, -0) ? "-0" : String(number);
  const exponentAt = text.indexOf("e");
  if (exponentAt < 0) return text;
  const sign = number < 0 ? "-" : "";
  const mantissa = text.slice(sign.length, exponentAt);
  const exponent = Number(text.slice(exponentAt + 1));
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = whole + fraction;
  return exponent < 0
    ? `${sign}0.${"0".repeat(-exponent - 1)}${digits}`
    : sign + digits.padEnd(exponent + 1, "0");
}
