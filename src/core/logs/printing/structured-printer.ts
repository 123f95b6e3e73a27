import { pino } from "pino";
import { prettyFactory } from "pino-pretty";
import { levels } from "../logs.ts";
import { type BoundedOutput, stdoutLines } from "./bounded-output.ts";
import { nameOf } from "./console-printer.ts";
import type { LogPrinter } from "./log-printer.ts";
import { visibleText } from "./visible-text.ts";

/** How entries are printed: a JSON object a line, or a line to read. */
export type LogFormat = "json" | "pretty";

/** Prints all on stdout, what is below info only when `verbose`. */
export function structuredPrinter(
  format: LogFormat,
  verbose: boolean,
): LogPrinter {
  const lines = stdoutLines();
  const logger = pino(
    {
      base: null,
      level: "trace",
      messageKey: "message",
      nestedKey: "data",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    format === "json" ? jsonLines(lines) : prettyLines(lines),
  );
  return {
    printsAll: true,
    wants: (level) => verbose || level >= levels.info,
    print({ level, message, data }) {
      logger[nameOf(level)](data, message);
    },
  };
}

/** JSON escapes control characters itself, except for those that it does not know as such. */
function jsonLines(lines: BoundedOutput) {
  return {
    write: (line: string) => lines.write(`${visibleText(line.trimEnd())}\n`),
  };
}

function prettyLines(lines: BoundedOutput) {
  const colorize = process.stdout.isTTY && !process.env["NO_COLOR"];
  const pretty = prettyFactory({
    colorize,
    singleLine: true,
    messageKey: "message",
    translateTime: "SYS:yyyy-mm-dd HH:MM:ss.l",
  });
  return {
    write(line: string) {
      lines.write(pretty(escapeTwice(line)));
    },
  };
}

/** So that what JSON had to escape is still escaped when it has been read as JSON. */
function escapeTwice(line: string): string {
  const visible = visibleText(line.trimEnd());
  return visible.replace(/\\(?:["\\/]|[bfnrt]|u[0-9a-f]{4})/gi, (escaped) =>
    /["\\/]/.test(escaped.charAt(1)) ? escaped : `\\${escaped}`,
  );
}
