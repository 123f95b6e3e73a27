import type { NewLogEntry } from "../logs.ts";

/** Shows entries to whoever looks at the process. */
export interface LogPrinter {
  /** Prints all that is noted, not the server's own messages alone. */
  readonly printsAll: boolean;
  wants(level: number): boolean;
  /** Never throws, and never waits for the reader: what it does not take is dropped. */
  print(entry: NewLogEntry): void;
}
