import {
  type BackupLock,
  BackupLockWatch,
  takeBackupLock,
} from "../data-folder/backup-lock.ts";
import { BackupBusy, Closing } from "./backup-failure.ts";

interface Running {
  readonly key: string;
  readonly done: Promise<void>;
  readonly canStop: boolean;
}

/** The one backup at a time that is being made or restored, by this process or another. */
export class BackupWork {
  readonly #dir: string;
  readonly #watch: BackupLockWatch;
  readonly #closing = new AbortController();
  #running: Running | undefined;

  /** @param dir the data folder */
  constructor(dir: string) {
    this.#dir = dir;
    this.#watch = new BackupLockWatch(dir);
  }

  get isBusy(): boolean {
    return this.#running !== undefined || this.#watch.isTaken;
  }

  /** The name of the backup that this process makes or restores. */
  get activeKey(): string | undefined {
    return this.#running?.key;
  }

  /** @throws {BackupBusy} */
  requireIdle(): void {
    if (this.isBusy) throw new BackupBusy();
  }

  /**
   * Runs the work if no other runs.
   *
   * @param work gets the signal that ends it
   * @param options.canStop closing ends it and waits for that; otherwise the work is what closes
   * @throws {BackupBusy} @throws {Closing}
   */
  async run(
    key: string,
    { canStop }: { readonly canStop: boolean },
    work: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const { signal } = this.#closing;
    if (signal.aborted) throw new Closing();
    if (this.#running !== undefined) throw new BackupBusy();
    const lock = takeBackupLock(this.#dir);
    if (lock === undefined) throw new BackupBusy();
    const done = this.#perform(lock, () => work(signal));
    this.#running = { key, canStop, done };
    await done;
  }

  /** Ends what can be ended. Nothing is begun any more. */
  async close(): Promise<void> {
    this.#closing.abort(new Closing());
    if (this.#running?.canStop === true) {
      await this.#running.done.catch(() => undefined);
    }
    this.#watch.close();
  }

  async #perform(lock: BackupLock, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } finally {
      this.#running = undefined;
      lock.release();
    }
  }
}
