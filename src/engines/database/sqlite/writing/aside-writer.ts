import type { Binding } from "../connections/bind-parameters.ts";
import type { CompiledStatement } from "../connections/compile-statement.ts";
import { WorkerThread } from "../workers/worker-thread.ts";
import type { AsideReply, AsideRequest } from "./aside.worker.ts";

/** Milliseconds without a statement after which the worker goes, with its memory. */
const idleFor = 30_000;

/** Writes on a worker thread, which starts when it is needed. One statement at a time: the caller holds the writers' queue. */
export class AsideWriter {
  readonly #file: string;
  #worker: WorkerThread<AsideRequest, AsideReply> | undefined;
  #retirement: ReturnType<typeof setTimeout> | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws {Error} it could not be done; nothing was written */
  async run(
    { text }: CompiledStatement,
    bindings: readonly Binding[],
  ): Promise<{ changes: number }> {
    clearTimeout(this.#retirement);
    try {
      return await this.#ready().ask({ text, bindings });
    } finally {
      this.#retirement = setTimeout(() => void this.close(), idleFor);
      this.#retirement.unref();
    }
  }

  /** Ends the worker; nothing runs. */
  async close(): Promise<void> {
    clearTimeout(this.#retirement);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.close();
  }

  #ready(): WorkerThread<AsideRequest, AsideReply> {
    if (this.#worker?.hasFailed === true) this.#worker = undefined;
    return (this.#worker ??= new WorkerThread(
      "writing/aside.worker.ts",
      this.#file,
    ));
  }
}
