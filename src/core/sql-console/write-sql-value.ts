import type { SqlValue } from "../../engines/database/database.ts";
import { decodeUtf8 } from "../collections/fields/casting.ts";

/** A value as text, the way PocketBase's console writes it: bytes are taken for text, too. */
export function writeSqlValue(value: SqlValue): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return decodeUtf8(value);
  return typeof value === "number" ? writeFloat(value) : String(value);
}

/** The shortest digits that mean the number; from a million on, and below a ten thousandth, with an exponent of two digits or more. */
function writeFloat(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  const size = String(Math.abs(power)).padStart(2, "0");
  return `${digits}e${power < 0 ? "-" : "+"}${size}`;
}
