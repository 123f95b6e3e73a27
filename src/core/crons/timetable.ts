import type { Cron } from "croner";
import { parseCron } from "./parse-cron.ts";

/**
 * Milliseconds that the clock may be set back without anything but a pause: what was due in that time has been done. Set
 * back further, it begins anew from where it stands, or jobs would rest for as long as it was wrong.
 */
const smallCorrection = 2 * 60_000;

/** When each job is due next. It is asked again and again, and does not wait by itself. */
export class Timetable {
  readonly #entries = new Map<string, { schedule: Cron; next: number }>();
  #lastLook = 0;

  /** @param now milliseconds since 1970, as everywhere here @throws {CronError} */
  set(id: string, expression: string, now: number): void {
    const schedule = parseCron(expression);
    this.#entries.set(id, { schedule, next: nextAfter(schedule, now) });
  }

  remove(id: string): void {
    this.#entries.delete(id);
  }

  /**
   * What has become due since the last look, each once: however many of its times passed while the machine slept, or when
   * the clock was set forward.
   */
  takeDue(now: number): readonly string[] {
    const wasSetBack = now < this.#lastLook - smallCorrection;
    this.#lastLook = wasSetBack ? now : Math.max(now, this.#lastLook);
    const due: string[] = [];
    for (const [id, entry] of this.#entries) {
      if (entry.next <= now) due.push(id);
      else if (!wasSetBack) continue;
      entry.next = nextAfter(entry.schedule, now);
    }
    return due;
  }
}

/** Infinity for an expression that no date fits (the 31st of February). */
function nextAfter(schedule: Cron, now: number): number {
  return schedule.nextRun(new Date(now))?.getTime() ?? Infinity;
}
