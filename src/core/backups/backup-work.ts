import { BackupLockWatch, takeBackupLock } from "../data-folder/backup-lock.ts";
import type { FileLock } from "../data-folder/file-lock.ts";
import { BackupBusy, Closing } from "./backup-failure.ts";

/** What a work is told. */
export interface WorkTurn {
  /** Ends it. */
  readonly signal: AbortSignal;
  /**
   * From now on it is the work that closes: it is neither ended nor waited for by that.
   *
   * @throws {Closing}
   */
  takeOver(): void;
}

class Running {
  readonly key: string;
  /** Closing ends it and waits for that. */
  canStop = true;
  done: Promise<void> = Promise.resolve();

  constructor(key: string) {
    this.key = key;
  }
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
   * @throws {BackupBusy} @throws {Closing}
   */
  async run(
    key: string,
    work: (turn: WorkTurn) => Promise<void>,
  ): Promise<void> {
    const { signal } = this.#closing;
    if (signal.aborted) throw new Closing();
    if (this.#running !== undefined) throw new BackupBusy();
    const lock = takeBackupLock(this.#dir);
    if (lock === undefined) throw new BackupBusy();
    const running = new Running(key);
    this.#running = running;
    running.done = this.#perform(lock, () =>
      work({
        signal,
        takeOver() {
          signal.throwIfAborted();
          running.canStop = false;
        },
      }),
    );
    await running.done;
  }

  /** Ends what can be ended. Nothing is begun any more. */
  async close(): Promise<void> {
    this.#closing.abort(new Closing());
    if (this.#running?.canStop === true) {
      await this.#running.done.catch(() => undefined);
    }
    this.#watch.close();
  }

  async #perform(lock: FileLock, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } finally {
      this.#running = undefined;
      lock.release();
    }
  }
}
