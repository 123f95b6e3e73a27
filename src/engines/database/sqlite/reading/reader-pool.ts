import { TimedOut, type Row } from "../../database.ts";
import type { Binding } from "../connections/bind-parameters.ts";
import type { CompiledStatement } from "../connections/compile-statement.ts";
import type { ReadMethod } from "../connections/connection.ts";
import { ReaderProcess } from "./reader-process.ts";
import type { ReaderRequest } from "./reader-protocol.ts";
import type { Trace } from "../connections/trace.ts";

/** What a process read, and the milliseconds of processor time that this took. */
export interface PooledRead {
  readonly result: Row[] | Row | undefined;
  readonly milliseconds: number;
}

interface Job {
  readonly request: Extract<ReaderRequest, { kind: "read" }>;
  readonly done: PromiseWithResolvers<PooledRead>;
  /** What runs it, once something does. */
  reader: ReaderProcess | undefined;
}

/** Milliseconds after which an idle process goes, with its memory. */
const idleFor = 30_000;

/**
 * Processes that read. They start when they are needed, up to `size`, and take what waits in order of arrival. A
 * statement that takes longer than `timeout` fails for its caller, and its process is ended: SQLite could not be
 * stopped in any other way, and would go on using the processor.
 */
export class ReaderPool {
  readonly #file: string;
  readonly #size: number;
  readonly #timeout: number;
  readonly #trace: Trace | undefined;
  readonly #waiting: Job[] = [];
  readonly #busy = new Set<ReaderProcess>();
  readonly #idle = new Map<ReaderProcess, ReturnType<typeof setTimeout>>();

  /** @param options.timeout milliseconds, waiting included */
  constructor(options: {
    file: string;
    size: number;
    timeout: number;
    trace: Trace | undefined;
  }) {
    this.#file = options.file;
    this.#size = options.size;
    this.#timeout = options.timeout;
    this.#trace = options.trace;
  }

  /**
   * @param timeout milliseconds, waiting included; the pool's own when absent
   * @throws {TimedOut}
   */
  async read(
    method: ReadMethod,
    { text }: CompiledStatement,
    bindings: readonly Binding[],
    timeout = this.#timeout,
  ): Promise<PooledRead> {
    const job: Job = {
      request: { kind: "read", method, text, bindings },
      done: Promise.withResolvers(),
      reader: undefined,
    };
    const timer = setTimeout(() => this.#giveUp(job, timeout), timeout);
    const began = performance.now();
    this.#waiting.push(job);
    this.#assign();
    try {
      return await job.done.promise;
    } finally {
      clearTimeout(timer);
      this.#trace?.(text, performance.now() - began);
    }
  }

  /** Ends the processes; what still runs or waits fails. */
  async close(): Promise<void> {
    const closed = new Error("The database is closed.");
    for (const job of this.#waiting.splice(0)) job.done.reject(closed);
    for (const timer of this.#idle.values()) clearTimeout(timer);
    const readers = [...this.#busy, ...this.#idle.keys()];
    this.#idle.clear();
    await Promise.all(readers.map((reader) => reader.end()));
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const reader = this.#takeReader();
      if (reader === undefined) return;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#busy.add(reader);
      void this.#perform(reader, job);
    }
  }

  /** An idle process or a new one, undefined when there are enough. */
  #takeReader(): ReaderProcess | undefined {
    for (const [reader, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(reader);
      if (!reader.hasEnded) return reader;
    }
    const isFull = this.#busy.size >= this.#size;
    return isFull ? undefined : new ReaderProcess(this.#file);
  }

  /** Settles the job. Never throws. */
  async #perform(reader: ReaderProcess, job: Job): Promise<void> {
    job.reader = reader;
    try {
      const reply = await reader.read(job.request);
      if (reply.kind === "rows") job.done.resolve(reply);
      else job.done.reject(new Error(`A query failed: ${reply.message}`));
    } catch (error) {
      job.done.reject(error);
    }
    this.#busy.delete(reader);
    if (!reader.hasEnded) this.#idle.set(reader, this.#retireLater(reader));
    this.#assign();
  }

  #giveUp(job: Job, timeout: number): void {
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    job.done.reject(
      new TimedOut(`A query took longer than ${timeout / 1000} s.`),
    );
    void job.reader?.end();
  }

  #retireLater(reader: ReaderProcess): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => {
      this.#idle.delete(reader);
      void reader.end();
    }, idleFor);
    timer.unref();
    return timer;
  }
}
