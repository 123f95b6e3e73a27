const decimal = /^-?[\d.]+$/;

/**
 * What a form's text stands for: `true`, `false`, a number if it is written the way a number would be ("12", "-0.5", not "0001",
 * "1.0" or "1e3"), otherwise itself.
 */
export function inferValue(text: string): string | number | boolean {
  if (text === "true") return true;
  if (text === "false") return false;
  if (text.length > 330 || !decimal.test(text)) return text;
  const number = Number(text);
  return Number.isFinite(number) && written(number) === text ? number : text;
}

/** The shortest digits of a number, never with an exponent. */
function written(number: number): string {
  if (Object.is(number, -0)) return "-0";
  const text = String(number);
  const exponentAt = text.indexOf("e");
  if (exponentAt === -1) return text;
  const sign = number < 0 ? "-" : "";
  const [whole = "", fraction = ""] = text
    .slice(sign.length, exponentAt)
    .split(".");
  const exponent = Number(text.slice(exponentAt + 1));
  return exponent < 0
    ? `${sign}0.${"0".repeat(-exponent - 1)}${whole}${fraction}`
    : `${sign}${whole}${fraction}${"0".repeat(exponent - fraction.length)}`;
}
