import type { Report } from "../report.ts";
import { WorkerThread } from "../workers/worker-thread.ts";
import type { WriterQueue } from "../writing/writer-queue.ts";
import type {
  CheckpointReply,
  CheckpointRequest,
} from "./checkpoint.worker.ts";

/** Milliseconds from a commit to the next checkpoint: what a power failure can take. */
const restDelay = 1000;
/** The same while the log fills fast. */
const busyDelay = 100;
/** Bytes in the log from which on it fills fast. */
const fillsFast = 4 * 1024 * 1024;
/** Bytes in the log from which on writers wait until it has been emptied: 2 to 20 ms. */
const mustEmpty = 24 * 1024 * 1024;
/**
 * Bytes that somebody's reading may keep in the log while it is to be emptied. Who began long ago (a copy of the database
 * being made by another process, say) would only be waited for in vain, by all writers.
 */
const mayBeHeld = 4 * 1024 * 1024;
/** Bytes that may have come to the log since it was moved, for it to be emptied now. */
const mayBeLeft = 1024 * 1024;
/** How often it is moved once more at most, so that no more has come. */
const mostPasses = 6;
/** Milliseconds without a commit after which the worker goes, with its memory. */
const idleFor = 30_000;

/**
 * Moves the write-ahead log into the database on a worker thread, some time after each commit. Neither the commits nor
 * this thread wait for it, except when the log has grown large: then it is emptied while the writers' queue is held.
 */
export class Checkpointer {
  readonly #file: string;
  readonly #queue: WriterQueue;
  readonly #report: Report;
  #worker: WorkerThread<CheckpointRequest, CheckpointReply> | undefined;
  #next: ReturnType<typeof setTimeout> | undefined;
  #retirement: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #delay = restDelay;
  #hasNews = false;
  #isClosed = false;
  /** Readers of this process that hold on to the log for long. */
  #longReaders = 0;

  constructor(file: string, queue: WriterQueue, report: Report) {
    this.#file = file;
    this.#queue = queue;
    this.#report = report;
  }

  /** Something was committed. */
  noteCommit(): void {
    this.#hasNews = true;
    if (this.#next !== undefined || this.#running !== undefined) return;
    this.#schedule();
  }

  /**
   * Nobody can empty the log until what this returns is called: a long reading begins that would be waited for in vain, by
   * all writers. The log grows meanwhile.
   */
  leaveLog(): () => void {
    this.#longReaders++;
    return () => void this.#longReaders--;
  }

  /** Empties the log and gives its room back, unless somebody reads for long. Writers wait. What goes wrong is reported. */
  async empty(): Promise<void> {
    // One request at a time.
    while (this.#running !== undefined) await this.#running;
    if (this.#isClosed) return;
    clearTimeout(this.#next);
    this.#next = undefined;
    await this.#start({ andEmpty: true });
  }

  /** Finishes what runs and ends the worker; what is in the log then is the caller's to move. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#next);
    await this.#running;
    await this.#endWorker();
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#next = setTimeout(() => {
      this.#next = undefined;
      void this.#start({ andEmpty: false });
    }, this.#delay);
    this.#next.unref();
  }

  #start(options: { readonly andEmpty: boolean }): Promise<void> {
    this.#running = this.#checkpoint(options).finally(() => {
      this.#running = undefined;
      if (this.#hasNews) this.#schedule();
    });
    return this.#running;
  }

  /** Never throws: what could not be moved now is moved next time. */
  async #checkpoint({
    andEmpty,
  }: {
    readonly andEmpty: boolean;
  }): Promise<void> {
    clearTimeout(this.#retirement);
    this.#hasNews = false;
    try {
      const { logBytes, heldBytes } = await this.#ask("passive");
      this.#delay = logBytes >= fillsFast ? busyDelay : restDelay;
      const isFull = logBytes >= mustEmpty && heldBytes <= mayBeHeld;
      if (andEmpty || isFull) {
        await this.#empty(logBytes);
      }
    } catch (error) {
      this.#report("a checkpoint failed", error);
      this.#worker?.terminate();
      this.#worker = undefined;
    }
    this.#retirement = setTimeout(() => void this.#endWorker(), idleFor);
    this.#retirement.unref();
  }

  async #empty(logBytes: number): Promise<void> {
    // What came meanwhile is moved, too, as far as that goes beside writers: little is left for which they wait.
    for (let pass = 0, before = logBytes; pass < mostPasses; pass++) {
      const { logBytes: now } = await this.#ask("passive");
      if (now - before < mayBeLeft) break;
      before = now;
    }
    await this.#queue.acquire();
    try {
      if (this.#longReaders === 0) await this.#ask("truncate");
    } finally {
      this.#queue.release();
    }
  }

  #ask(mode: CheckpointRequest["mode"]): Promise<CheckpointReply> {
    this.#worker ??= new WorkerThread(
      "checkpoints/checkpoint.worker.ts",
      this.#file,
    );
    return this.#worker.ask({ mode });
  }

  async #endWorker(): Promise<void> {
    clearTimeout(this.#retirement);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.close();
  }
}
