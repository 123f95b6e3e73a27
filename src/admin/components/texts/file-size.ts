const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes as one reads them: `1.5 MB`. Units are powers of 1,024, as in the limits of fields. */
export function fileSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const text = value.toFixed(value < 10 && unit > 0 ? 1 : 0);
  return `${text.replace(/\.0$/, "")} ${units[unit]}`;
}
