/** Reads a number as the API writes it, with a point and without separators. Undefined if it is none; null if there is nothing. */
export function parseNumber(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : undefined;
}

/** Adds a step, without the noise of binary fractions, within limits. */
export function stepNumber(
  value: number | null,
  step: number,
  limits: { readonly min?: number; readonly max?: number },
): number {
  const { min = -Infinity, max = Infinity } = limits;
  const sum = value === null ? Math.max(0, min) : value + step;
  const digits = Math.max(decimalsOf(value ?? 0), decimalsOf(step));
  const clean = Number(sum.toFixed(Math.min(digits, 20)));
  return Math.min(Math.max(clean, min), max);
}

/** How many decimals a number has. */
function decimalsOf(value: number): number {
  const [, decimals = "", exponent = "0"] =
    /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return Math.max(decimals.length - Number(exponent), 0);
}
