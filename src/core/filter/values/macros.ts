/** The values of the date macros, in UTC: dates as fields hold them, parts of dates as numbers. */
const macros: ReadonlyMap<string, (now: Date) => string | number> = new Map<
  string,
  (now: Date) => string | number
>([
  ["@now", (now) => asField(now.getTime())],
  ["@yesterday", (now) => asField(shift(now, -1))],
  ["@tomorrow", (now) => asField(shift(now, 1))],
  ["@second", (now) => now.getUTCSeconds()],
  ["@minute", (now) => now.getUTCMinutes()],
  ["@hour", (now) => now.getUTCHours()],
  ["@day", (now) => now.getUTCDate()],
  ["@month", (now) => now.getUTCMonth() + 1],
  ["@weekday", (now) => now.getUTCDay()],
  ["@year", (now) => now.getUTCFullYear()],
  ["@todayStart", (now) => asField(day(now, now.getUTCDate()))],
  ["@todayEnd", (now) => asField(day(now, now.getUTCDate() + 1) - 1)],
  ["@monthStart", (now) => asField(day(now, 1))],
  ["@monthEnd", (now) => asField(month(now, now.getUTCMonth() + 1) - 1)],
  ["@yearStart", (now) => asField(month(now, 0))],
  ["@yearEnd", (now) => asField(month(now, 12) - 1)],
]);

export function isMacro(path: string): boolean {
  return macros.has(path);
}

/** What the macro stands for at this moment; undefined if there is no such macro. */
export function macroValue(
  path: string,
  now: Date,
): string | number | undefined {
  return macros.get(path)?.(now);
}

function shift(now: Date, days: number): number {
  return now.getTime() + days * 86_400_000;
}

function day(now: Date, date: number): number {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), date);
}

function month(now: Date, index: number): number {
  return Date.UTC(now.getUTCFullYear(), index, 1);
}

function asField(time: number): string {
  return new Date(time).toISOString().replace("T", " ");
}
