import { levels } from "./logs.ts";
import type { TimedEntry } from "./entry-text.ts";

/** Milliseconds that an entry waits for others at most: what is lost when the process is killed. */
const patience = 3_000;
/** Entries that are worth a batch at once. */
const enough = 200;
/** Entries of a batch: other writers of the file wait for as long as it takes. */
const mostAtOnce = 200;
/**
 * The rest after a batch, in times of what it took: however many requests there are, the log takes a third of a processor at
 * most.
 */
const restFactor = 2;
/** Milliseconds of rest after a batch that could not be written. */
const restAfterFailure = 10_000;
/** Entries, and characters in them, that may wait. */
const mostWaiting = 10_000;
const mostCharacters = 4 * 1024 * 1024;
/** Entries that are turned into text together: one by one, between requests, takes about twice as long. */
const mostFresh = 50;

export interface LogQueueParts {
  /** Turns an entry into JSON. */
  textOf(entry: TimedEntry): string;
  /** Writes entries, each JSON. @throws {Error} what keeps it from being done */
  write(entries: readonly string[]): Promise<void>;
  /** Told of a batch that could not be written. */
  report(error: unknown, count: number): void;
  /** An entry that says how many were lost. */
  describeLoss(count: number): TimedEntry;
}

/**
 * Entries on their way to the log: they are written in batches, aside from all else. When more come than can be written,
 * they are dropped and counted, and an entry says so.
 */
export class LogQueue {
  readonly #parts: LogQueueParts;
  /** Those that came last, not yet turned into text. */
  readonly #fresh: TimedEntry[] = [];
  readonly #entries: string[] = [];
  #characters = 0;
  #dropped = 0;
  /** Of those dropped, how many no entry has told of yet. */
  #untold = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the timer is for a batch that is large enough. */
  #isHurried = false;
  /** Whether the batch could be written. */
  #running: Promise<boolean> | undefined;
  #restUntil = 0;
  #isClosed = false;

  constructor(parts: LogQueueParts) {
    this.#parts = parts;
  }

  get waiting(): number {
    return this.#entries.length + this.#fresh.length;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Whether there is room for another entry, which is lost otherwise. */
  admits(): boolean {
    if (this.#isClosed) return false;
    const isFull =
      this.waiting >= mostWaiting || this.#characters >= mostCharacters;
    if (isFull) this.#lose(1);
    return !isFull;
  }

  /** @param entry one that was admitted, and that does not change any more */
  add(entry: TimedEntry): void {
    this.#fresh.push(entry);
    // Warnings and errors may be of any size, which has to be known.
    if (this.#fresh.length >= mostFresh || entry.level > levels.info) {
      this.#turnIntoText();
    }
    if (this.#running === undefined) this.#schedule();
  }

  /** Waits until all that waits now is written, or something could not be. */
  async flush(): Promise<void> {
    await this.#running;
    let left = this.waiting;
    while (left > 0 && this.waiting > 0) {
      left -= mostAtOnce;
      if (!(await this.#start())) return;
    }
  }

  /** Takes nothing more, and writes what waits. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
    clearTimeout(this.#timer);
  }

  #lose(count: number): void {
    this.#dropped += count;
    this.#untold += count;
  }

  #turnIntoText(): void {
    for (const entry of this.#fresh.splice(0)) {
      try {
        const text = this.#parts.textOf(entry);
        this.#entries.push(text);
        this.#characters += text.length;
      } catch (error) {
        this.#lose(1);
        this.#parts.report(error, 1);
      }
    }
  }

  #schedule(): void {
    const isHurried = this.waiting >= enough;
    if (this.#timer !== undefined && this.#isHurried === isHurried) return;
    clearTimeout(this.#timer);
    this.#isHurried = isHurried;
    const rest = Math.max(0, this.#restUntil - performance.now());
    const delay = isHurried ? rest : Math.max(rest, patience);
    this.#timer = setTimeout(() => void this.#start(), delay);
    this.#timer.unref();
  }

  #start(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#running ??= this.#writeBatch().finally(() => {
      this.#running = undefined;
      if (this.waiting > 0 && !this.#isClosed) this.#schedule();
    }));
  }

  /** Never throws. */
  async #writeBatch(): Promise<boolean> {
    this.#turnIntoText();
    const batch = this.#entries.splice(0, mostAtOnce);
    for (const { length } of batch) this.#characters -= length;
    const told = this.#untold;
    const loss =
      told > 0 ? [this.#parts.textOf(this.#parts.describeLoss(told))] : [];
    const began = performance.now();
    try {
      await this.#parts.write([...batch, ...loss]);
      this.#untold -= told;
      const ended = performance.now();
      this.#restUntil = ended + (ended - began) * restFactor;
      return true;
    } catch (error) {
      this.#lose(batch.length);
      this.#restUntil = performance.now() + restAfterFailure;
      this.#parts.report(error, batch.length);
      return false;
    }
  }
}
