import type { Bus } from "../../engines/bus/bus.ts";
import type { Database } from "../../engines/database/database.ts";
import type { Settings } from "../settings/settings.ts";
import { appendEntries } from "./append-entries.ts";
import { entryText, readClock } from "./entry-text.ts";
import { LogQueue } from "./log-queue.ts";
import type { Logger } from "./logger.ts";
import { levels, type Logs, type NewLogEntry } from "./logs.ts";
import type { LogPrinter } from "./printing/log-printer.ts";
import { countLogs, listLogs, viewLog } from "./read-logs.ts";
import {
  removeAllLogs,
  removeOldLogs,
  removeUnwantedLogs,
} from "./remove-logs.ts";

export interface LogsParts {
  readonly auxiliary: Database;
  readonly settings: Settings;
  readonly bus: Bus;
  readonly printer: LogPrinter;
  /** Told of what the log itself cannot do; it must not lead back here. */
  readonly log: Logger;
}

export function createLogs({
  auxiliary,
  settings,
  bus,
  printer,
  log,
}: LogsParts): Logs {
  const queue = new LogQueue({
    textOf: entryText,
    write: (entries) => appendEntries(auxiliary, entries),
    report: (error, count) =>
      log.error("log entries could not be written", { count, error }),
    describeLoss: (count) => ({
      level: levels.warn,
      message: `${count} log entries were dropped: there were more than could be written`,
      data: { count },
      moment: readClock(),
    }),
  });
  const isKept = (level: number) => {
    const { maxDays, minLevel } = settings.current.logs;
    return maxDays > 0 && level >= minLevel;
  };
  /** What the settings asked for last. */
  let removal = Promise.resolve();
  let wanted = settings.current.logs;
  const stopListening = bus.subscribe("settings", () => {
    const { maxDays, minLevel } = settings.current.logs;
    const isSame = wanted.maxDays === maxDays && wanted.minLevel === minLevel;
    wanted = settings.current.logs;
    if (isSame) return;
    removal = removal
      // What still waits is wanted no more than what is written.
      .then(() => queue.flush())
      .then(() => removeUnwantedLogs(auxiliary, settings.current.logs))
      .catch((error: unknown) =>
        log.error("old log entries could not be removed", { error }),
      );
  });
  function note(
    level: number,
    describe: () => Omit<NewLogEntry, "level">,
  ): void {
    const isPrinted = printer.printsAll && printer.wants(level);
    const isWritten = isKept(level) && queue.admits();
    if (!isPrinted && !isWritten) return;
    try {
      const { message, data } = describe();
      const entry = { level, message, data, moment: readClock() };
      if (isPrinted) printer.print(entry);
      if (isWritten) queue.add(entry);
    } catch (error) {
      log.error("a log entry could not be noted", { error });
    }
  }

  return {
    get dropped() {
      return queue.dropped;
    },
    get waiting() {
      return queue.waiting;
    },
    wants: (level) =>
      isKept(level) || (printer.printsAll && printer.wants(level)),
    add(entry) {
      note(entry.level, () => entry);
    },
    note,
    async list(query) {
      await queue.flush();
      return listLogs(auxiliary, query);
    },
    async view(id) {
      await queue.flush();
      return viewLog(auxiliary, id);
    },
    async stats(filter) {
      await queue.flush();
      return countLogs(auxiliary, filter);
    },
    async clear() {
      await queue.flush();
      await removeAllLogs(auxiliary);
    },
    removeOld: () => removeOldLogs(auxiliary, settings.current.logs.maxDays),
    async flush() {
      await removal;
      await queue.flush();
    },
    async close() {
      stopListening();
      await removal;
      await queue.close();
    },
  };
}
