/** Milliseconds on average from which on a statement is slow. */
const slowFrom = 8;
/** Milliseconds on average at which a slow statement has become fast. The distance keeps it from going back and forth. */
const fastAgainAt = 3;
/** No single run counts for more milliseconds than this, so that a slow statement can prove itself again soon. */
const mostOfOneRun = 60;
/** A run that took as many milliseconds by the clock is looked into, by the thread's own time, in the next runs. */
const suspiciousFrom = 5;
const watchedRuns = 8;

/**
 * Whether a statement has proved slow: a running average over its recent runs, the first of which counts fully.
 * Thread time costs a microsecond to read, so that it is read only while the statement is new or suspicious; otherwise
 * the clock is, which also runs while other threads have the processor and therefore only raises a suspicion.
 */
export class StatementSpeed {
  #average: number | undefined;
  #isSlow: boolean;
  #watched = watchedRuns;

  /** @param guess whether it is taken for slow before the first run */
  constructor(guess: boolean) {
    this.#isSlow = guess;
  }

  get isSlow(): boolean {
    return this.#isSlow;
  }

  /** Whether the next run is to be measured in thread time. */
  get isWatched(): boolean {
    return this.#watched > 0;
  }

  /** Milliseconds by the clock that an unwatched run took. */
  noteClock(milliseconds: number): void {
    if (milliseconds >= suspiciousFrom) this.#watched = watchedRuns;
  }

  /** Milliseconds of thread time that a run took. */
  noteThread(milliseconds: number): void {
    if (this.#watched > 0) this.#watched -= 1;
    const counted = Math.min(milliseconds, mostOfOneRun);
    // A slow statement is given back sooner than a fast one is taken away.
    const weight = this.#isSlow ? 0.5 : 0.3;
    this.#average =
      this.#average === undefined
        ? counted
        : this.#average + (counted - this.#average) * weight;
    if (this.#average >= slowFrom) this.#isSlow = true;
    else if (this.#average <= fastAgainAt) this.#isSlow = false;
  }
}
