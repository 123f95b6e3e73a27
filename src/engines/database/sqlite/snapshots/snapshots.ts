import { WorkerThread } from "../workers/worker-thread.ts";
import type { SnapshotRequest } from "./snapshot.worker.ts";

/** Copies of the database while it is in use, each made by a worker thread of its own. */
export class Snapshots {
  readonly #file: string;
  readonly #running = new Set<Promise<void>>();

  constructor(file: string) {
    this.#file = file;
  }

  /** @param target a file that is not there yet @throws {Error} it is not whole then */
  take(target: string): Promise<void> {
    const taken = this.#take(target).finally(() => this.#running.delete(taken));
    this.#running.add(taken);
    return taken;
  }

  /** Waits for those that are being made: nothing can stop the statement. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  async #take(target: string): Promise<void> {
    const worker = new WorkerThread<SnapshotRequest, null>(
      "snapshots/snapshot.worker.ts",
      this.#file,
    );
    try {
      await worker.ask({ target });
    } finally {
      await worker.close();
    }
  }
}
