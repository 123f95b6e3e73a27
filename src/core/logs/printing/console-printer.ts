import { levels } from "../logs.ts";
import { stderrLines } from "./bounded-output.ts";
import type { LogPrinter } from "./log-printer.ts";
import { visibleText } from "./visible-text.ts";

/** Prints warnings and errors on stderr, the rest only when `verbose`. */
export function consolePrinter(verbose: boolean): LogPrinter {
  return {
    printsAll: false,
    wants: (level) => verbose || level >= levels.warn,
    print({ level, message, data }) {
      const details =
        Object.keys(data).length === 0 ? "" : ` ${JSON.stringify(data)}`;
      const line = visibleText(`${nameOf(level)} ${message}${details}`);
      stderrLines().write(`${new Date().toISOString()} ${line}\n`);
    },
  };
}

/** What a level is called; those in between are the next lower one. */
export function nameOf(level: number): keyof typeof levels {
  if (level >= levels.error) return "error";
  if (level >= levels.warn) return "warn";
  return level >= levels.info ? "info" : "debug";
}
