import type {
  CheckpointReply,
  CheckpointRequest,
} from "./checkpoint-protocol.ts";
import type { Report } from "./report.ts";
import { WorkerThread } from "./worker-thread.ts";
import { checkpointWorkerUrl } from "./worker-url.ts";
import type { WriterQueue } from "./writer-queue.ts";

/** Milliseconds from a commit to the next checkpoint: what a power failure can take. */
const restDelay = 1000;
/** The same while the log fills fast. */
const busyDelay = 100;
/** Bytes in the log from which on it fills fast. */
const fillsFast = 4 * 1024 * 1024;
/** Bytes in the log from which on writers wait until it has been emptied: 2 to 20 ms. */
const mustEmpty = 24 * 1024 * 1024;
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
      this.#running = this.#checkpoint().finally(() => {
        this.#running = undefined;
        if (this.#hasNews) this.#schedule();
      });
    }, this.#delay);
    this.#next.unref();
  }

  /** Never throws: what could not be moved now is moved next time. */
  async #checkpoint(): Promise<void> {
    clearTimeout(this.#retirement);
    this.#hasNews = false;
    try {
      const held = await this.#ask("passive");
      this.#delay = held >= fillsFast ? busyDelay : restDelay;
      if (held >= mustEmpty) await this.#empty();
    } catch (error) {
      this.#report("a checkpoint failed", error);
      this.#worker?.terminate();
      this.#worker = undefined;
    }
    this.#retirement = setTimeout(() => void this.#endWorker(), idleFor);
    this.#retirement.unref();
  }

  async #empty(): Promise<void> {
    await this.#queue.acquire();
    try {
      await this.#ask("truncate");
    } finally {
      this.#queue.release();
    }
  }

  async #ask(mode: "passive" | "truncate"): Promise<number> {
    this.#worker ??= new WorkerThread(checkpointWorkerUrl, this.#file);
    const reply = await this.#worker.ask({ kind: "checkpoint", mode });
    if (reply.kind === "done") return reply.logBytes;
    throw new Error(reply.kind === "failed" ? reply.message : "It has closed.");
  }

  async #endWorker(): Promise<void> {
    clearTimeout(this.#retirement);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.close();
  }
}
