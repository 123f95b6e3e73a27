import type { LogEntry } from "./log-entry.ts";

/**
 * The entries above the first that is known. Their dates do not tell: many may be of the same millisecond.
 *
 * @param entries the newest first
 */
export function newerThan(
  entries: readonly LogEntry[],
  known: ReadonlySet<string | undefined>,
): readonly LogEntry[] {
  const end = entries.findIndex(({ id }) => known.has(id));
  return end < 0 ? entries : entries.slice(0, end);
}
