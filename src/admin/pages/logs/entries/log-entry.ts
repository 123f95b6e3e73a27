/** An entry of the log. */
export interface LogEntry {
  readonly id: string;
  readonly created: string;
  readonly level: number;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Takes the server's answer for an entry; the SDK's type says that a level is text. */
export function asEntry(answer: {
  readonly id: string;
  readonly created: string;
  readonly level: unknown;
  readonly message: string;
  readonly data: unknown;
}): LogEntry {
  const { id, created, level, message, data } = answer;
  return {
    id,
    created,
    level: Number(level),
    message,
    data: Object(data ?? {}) as LogEntry["data"],
  };
}

/** What a level is called. */
export type LevelName = "debug" | "info" | "warn" | "error";

/** The numbers of the levels that have a name. */
export const levelNumbers: Readonly<Record<LevelName, number>> = {
  debug: -4,
  info: 0,
  warn: 4,
  error: 8,
};

/** The level that a number belongs to: numbers in between are of the one below. */
export function levelName(level: number): LevelName {
  if (level >= levelNumbers.error) return "error";
  if (level >= levelNumbers.warn) return "warn";
  return level >= levelNumbers.info ? "info" : "debug";
}

/** Whether it tells of a request. */
export function isRequest({ data }: LogEntry): boolean {
  return data["type"] === "request";
}

/** A value of the data in one line. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** Whether there is anything to show of a value. */
export function saysSomething(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** What is said of an entry beside its message: the first values of its data. */
export function summaryOf({ data }: LogEntry): string {
  const { error, details, ...rest } = data;
  const first = Object.entries(rest).slice(0, mostShown);
  return [["error", error] as const, ["details", details] as const, ...first]
    .filter(([, value]) => saysSomething(value))
    .map(([name, value]) => `${name}: ${shortened(valueText(value))}`)
    .join("  ");
}

/** Of a request only what went wrong: all else has columns of its own. */
export function failureOf({ data }: LogEntry): string {
  return [data["error"], data["details"]]
    .filter(saysSomething)
    .map((value) => shortened(valueText(value)))
    .join(" – ");
}

const mostShown = 6;
const longest = 120;

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)} …` : line;
}
