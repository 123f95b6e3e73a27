import { formatTime } from "../collections/fields/date-time.ts";
import { randomLowercase } from "../collections/random-text.ts";
import type { NewLogEntry } from "./logs.ts";

/** Characters that an entry may have: what is longer is cut, as it would push out others. */
const longestEntry = 64 * 1024;
const longestMessage = 8 * 1024;

const idLength = 15;

/** An entry, and when it was noted. */
export interface TimedEntry extends NewLogEntry {
  readonly moment: Moment;
}

/**
 * An entry as `appendEntries` takes it, with an id.
 *
 * @returns JSON: id, level, message, data, created
 */
export function entryText({
  level,
  message,
  data,
  moment: { created, id },
}: TimedEntry): string {
  const shown =
    message.length > longestMessage
      ? `${message.slice(0, longestMessage)}...`
      : message;
  const text = JSON.stringify(data);
  const fitting =
    text.length <= longestEntry
      ? text
      : JSON.stringify({ beginning: text.slice(0, longestEntry / 4) });
  // Put together by hand, as every request pays for it.
  return `["${id}${randomLowercase(idLength - id.length)}",${level},${JSON.stringify(shown)},${fitting},"${created}"]`;
}

/** What time gives an entry: many share a millisecond. */
export interface Moment {
  readonly now: number;
  /** As records write dates. */
  readonly created: string;
  /**
   * The beginning of an id. It has fifteen letters and digits as PocketBase's, but later ones sort after earlier ones: so
   * they lie side by side in the index, which random ones would write all over.
   */
  readonly id: string;
}

let moment: Moment = { now: 0, created: "", id: "" };

export function readClock(): Moment {
  const now = Date.now();
  if (now !== moment.now) {
    moment = { now, created: formatTime(now), id: now.toString(36) };
  }
  return moment;
}
