import type { SqlTable } from "./result-file.ts";

/** Characters that a column is wide, at least and at most. */
const narrowest = 6;
const widest = 48;

/** Rows that tell how wide a column has to be. */
const sampled = 200;

/** How wide each column is, in characters, so that most values fit. */
export function columnWidths({ columns, rows }: SqlTable): readonly number[] {
  return columns.map(({ name }, index) => {
    let width = name.length + 2;
    for (const row of rows.slice(0, sampled)) {
      width = Math.max(width, (row[index] ?? "").length);
    }
    return Math.min(Math.max(width, narrowest), widest);
  });
}

/** Whether a column's values are numbers, so that they stand at its end. */
export function isNumeric({ columns, rows }: SqlTable, index: number): boolean {
  const type = columns[index]?.type ?? "";
  if (/INT|REAL|NUM|FLOA|DOUB|DEC/.test(type)) return true;
  if (type !== "") return false;
  const values = rows.slice(0, sampled).flatMap((row) => row[index] ?? []);
  return (
    values.length > 0 &&
    values.every((value) => /^-?\d+(?:\.\d+)?(?:e[+-]\d+)?$/.test(value))
  );
}

/** The rows in the order of a column: numbers as numbers, nothing first. */
export function sortRows(
  { rows }: SqlTable,
  index: number,
  isDescending: boolean,
): SqlTable["rows"] {
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [one[index] ?? null, other[index] ?? null];
    if (a === b) return 0;
    if (a === null) return -sign;
    if (b === null) return sign;
    const difference = Number(a) - Number(b);
    return sign * (Number.isNaN(difference) ? (a < b ? -1 : 1) : difference);
  });
}
