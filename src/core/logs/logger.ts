import { isObject, type JsonObject } from "../json.ts";
import { errorText } from "./error-text.ts";
import { levels, type Logs, type NewLogEntry } from "./logs.ts";
import { consolePrinter } from "./printing/console-printer.ts";
import type { LogPrinter } from "./printing/log-printer.ts";

/** The server's own messages; `data` is what a person needs to look into it. */
export interface Logger {
  debug(message: string, data?: Readonly<Record<string, unknown>>): void;
  info(message: string, data?: Readonly<Record<string, unknown>>): void;
  warn(message: string, data?: Readonly<Record<string, unknown>>): void;
  error(message: string, data?: Readonly<Record<string, unknown>>): void;
}

/** A logger whose messages are printed, and kept once there is a log to keep them in. */
export interface KeptLogger extends Logger {
  /** From now on; what came before is added. */
  keepIn(logs: Pick<Logs, "add" | "wants">): void;
}

type Write = (
  level: number,
  message: string,
  data?: Readonly<Record<string, unknown>>,
) => void;

/** Writes warnings and errors to stderr, the rest only when `verbose`. */
export function createConsoleLogger(verbose: boolean): Logger {
  return createLogger(consolePrinter(verbose));
}

/** Prints, and keeps nothing. */
export function createLogger(printer: LogPrinter): Logger {
  return loggerOf((level, message, data) => {
    if (!printer.wants(level)) return;
    printer.print({ level, message, data: plainData(data) });
  });
}

export function createKeptLogger(printer: LogPrinter): KeptLogger {
  /** What was said before there was a log. */
  const early: NewLogEntry[] = [];
  let kept: Pick<Logs, "add" | "wants"> | undefined;

  const write: Write = (level, message, data) => {
    const isPrinted = printer.wants(level);
    const isKept = kept?.wants(level) ?? early.length < mostEarly;
    if (!isPrinted && !isKept) return;
    const entry = { level, message, data: plainData(data) };
    // What the log gets, it has printed too where all is.
    if (isPrinted && !(printer.printsAll && kept !== undefined)) {
      printer.print(entry);
    }
    if (!isKept) return;
    if (kept === undefined) early.push(entry);
    else kept.add(entry);
  };
  return {
    ...loggerOf(write),
    keepIn(logs) {
      for (const entry of early.splice(0)) logs.add(entry);
      kept = logs;
    },
  };
}

const mostEarly = 100;

function loggerOf(write: Write): Logger {
  return {
    debug: (message, data) => write(levels.debug, message, data),
    info: (message, data) => write(levels.info, message, data),
    warn: (message, data) => write(levels.warn, message, data),
    error: (message, data) => write(levels.error, message, data),
  };
}

/** The data as JSON carries it, errors as text. What cannot be written is said to be so: a message must not fail for it. */
function plainData(
  data: Readonly<Record<string, unknown>> | undefined,
): JsonObject {
  if (data === undefined) return {};
  try {
    const text = JSON.stringify(data, (_key, value: unknown) =>
      value instanceof Error
        ? errorText(value)
        : typeof value === "bigint"
          ? String(value)
          : value,
    );
    const plain: unknown = JSON.parse(text);
    return isObject(plain) ? (plain as JsonObject) : {};
  } catch (error) {
    return { unwritable: String(error) };
  }
}
