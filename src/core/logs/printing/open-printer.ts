import { consolePrinter } from "./console-printer.ts";
import type { LogPrinter } from "./log-printer.ts";
import type { LogFormat } from "./structured-printer.ts";

/** @param format undefined: the server's own warnings and errors on stderr, and no more @param verbose debugging, too */
export async function openPrinter(
  format: LogFormat | undefined,
  verbose: boolean,
): Promise<LogPrinter> {
  if (format === undefined) return consolePrinter(verbose);
  // Loaded only where it is wanted.
  const { structuredPrinter } = await import("./structured-printer.ts");
  return structuredPrinter(format, verbose);
}
