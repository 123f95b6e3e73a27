import { TimedOut, type Row } from "../database.ts";
import type { Binding } from "./bind-parameters.ts";
import type { CompiledStatement } from "./compile-statement.ts";
import type { ReadMethod } from "./connection.ts";
import type { ReaderReply, ReaderRequest } from "./reader-protocol.ts";
import { WorkerThread } from "./worker-thread.ts";
import { workerUrl } from "./worker-url.ts";

/** What a worker read, and the milliseconds of its thread's time that this took. */
export interface PooledRead {
  readonly result: Row[] | Row | undefined;
  readonly milliseconds: number;
}

type Reader = WorkerThread<ReaderRequest, ReaderReply>;

interface Job {
  readonly request: Extract<ReaderRequest, { kind: "read" }>;
  readonly done: PromiseWithResolvers<PooledRead>;
  /** Nobody waits for it any more. */
  isOver: boolean;
  /** Lets go of the worker that runs it. */
  abandon: (() => void) | undefined;
}

/** Milliseconds after which an idle worker goes, with its memory. */
const idleFor = 30_000;

/**
 * Worker threads that read. They start when they are needed, up to `size`, and take what waits in order of arrival.
 *
 * A statement that runs cannot be stopped. One that takes longer than `timeout` fails for its caller, and its worker is
 * left to itself until the statement ends; another takes its place, unless twice `size` are in that state already.
 */
export class ReaderPool {
  readonly #file: string;
  readonly #size: number;
  readonly #timeout: number;
  readonly #waiting: Job[] = [];
  readonly #busy = new Set<Reader>();
  readonly #idle = new Map<Reader, ReturnType<typeof setTimeout>>();
  readonly #stuck = new Set<Reader>();
  readonly #running = new Set<Promise<void>>();

  /** @param options.timeout milliseconds, waiting included */
  constructor(options: { file: string; size: number; timeout: number }) {
    this.#file = options.file;
    this.#size = options.size;
    this.#timeout = options.timeout;
  }

  /** @throws {TimedOut} */
  async read(
    method: ReadMethod,
    { text }: CompiledStatement,
    bindings: readonly Binding[],
  ): Promise<PooledRead> {
    const job: Job = {
      request: { kind: "read", method, text, bindings },
      done: Promise.withResolvers(),
      isOver: false,
      abandon: undefined,
    };
    const timer = setTimeout(() => this.#giveUp(job), this.#timeout);
    this.#waiting.push(job);
    this.#assign();
    try {
      return await job.done.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for what was asked for and ends the workers. Those that are stuck are left behind. */
  async close(): Promise<void> {
    while (this.#running.size > 0) await Promise.race(this.#running);
    const workers = [...this.#idle.keys()];
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
    await Promise.all(workers.map((worker) => worker.close()));
    for (const worker of this.#stuck) worker.terminate();
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const worker = this.#takeWorker();
      if (worker === undefined) return;
      const job = this.#waiting.shift();
      if (job === undefined) return;
      this.#busy.add(worker);
      const running = this.#perform(worker, job).finally(() => {
        this.#running.delete(running);
        this.#assign();
      });
      this.#running.add(running);
    }
  }

  /** An idle worker or a new one, undefined when there are enough. */
  #takeWorker(): Reader | undefined {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      return worker;
    }
    const isFull = this.#busy.size >= this.#size;
    if (isFull || this.#stuck.size >= this.#size * 2) return undefined;
    return new WorkerThread(workerUrl("reader"), this.#file);
  }

  /** Ends when the job is answered or given up. */
  async #perform(worker: Reader, job: Job): Promise<void> {
    const abandoned = Promise.withResolvers<undefined>();
    job.abandon = () => abandoned.resolve(undefined);
    const answered = this.#answer(worker, job);
    const reply = await Promise.race([answered, abandoned.promise]);
    this.#busy.delete(worker);
    if (reply === undefined) {
      this.#stuck.add(worker);
      void answered.then(() => this.#recover(worker));
    } else if (worker.hasFailed) {
      worker.terminate();
    } else {
      this.#idle.set(worker, this.#retireLater(worker));
    }
  }

  /** Settles the job. Never throws. */
  async #answer(worker: Reader, job: Job): Promise<"answered"> {
    try {
      const reply = await worker.ask(job.request);
      if (reply.kind === "rows") job.done.resolve(reply);
      else {
        const reason = reply.kind === "failed" ? reply.message : "it closed";
        job.done.reject(new Error(`A query failed: ${reason}`));
      }
    } catch (error) {
      job.done.reject(error);
    }
    job.isOver = true;
    return "answered";
  }

  #giveUp(job: Job): void {
    if (job.isOver) return;
    job.isOver = true;
    const place = this.#waiting.indexOf(job);
    if (place >= 0) this.#waiting.splice(place, 1);
    job.done.reject(
      new TimedOut(`A query took longer than ${this.#timeout / 1000} s.`),
    );
    job.abandon?.();
  }

  /** A worker's statement has ended long after its caller. */
  #recover(worker: Reader): void {
    this.#stuck.delete(worker);
    void worker.close();
    this.#assign();
  }

  #retireLater(worker: Reader): ReturnType<typeof setTimeout> {
    const timer = setTimeout(() => {
      this.#idle.delete(worker);
      void worker.close();
    }, idleFor);
    timer.unref();
    return timer;
  }
}
