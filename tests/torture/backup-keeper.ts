import type PocketBase from "pocketbase";
import { ClientResponseError } from "pocketbase";
import type { Figures } from "./figures.ts";
import type { Random } from "./random.ts";
import { isGone, type Writer } from "./writer.ts";

/** A backup, and what each writer's pages may be in it. */
export interface KnownBackup {
  readonly key: string;
  readonly contents: readonly ReadonlySet<string>[];
}

/** Backups that are kept. */
const mostKept = 3;

/** Milliseconds between two looks at whether a restore has ended. */
const interval = 5;

/** Makes backups while the writers write, and knows what must be in them. */
export class BackupKeeper {
  readonly #writers: readonly Writer[];
  readonly #figures: Figures;
  #known: readonly KnownBackup[] = [];
  /** One whose making or removing was cut short: it may be there, or not. */
  #doubtful: KnownBackup | undefined;
  #count = 0;
  /** Milliseconds that it took last; none as long as none was made. */
  makingTime: number | undefined;
  /** Milliseconds that it took last; none as long as none was restored. */
  restoringTime: number | undefined;

  constructor(writers: readonly Writer[], figures: Figures) {
    this.#writers = writers;
    this.#figures = figures;
  }

  get known(): readonly KnownBackup[] {
    return this.#known;
  }

  /** Removes the oldest if there are enough, and makes one. @returns whether the server has lived to see it */
  async make(client: PocketBase): Promise<boolean> {
    const before = performance.now();
    try {
      const [oldest] = this.#known;
      if (oldest !== undefined && this.#known.length >= mostKept) {
        this.#known = this.#known.slice(1);
        this.#doubtful = oldest;
        await client.backups.delete(oldest.key);
        this.#doubtful = undefined;
      }
      for (const { ledger } of this.#writers) ledger.record();
      const key = `backup_${++this.#count}.zip`;
      try {
        await client.backups.create(key);
        this.#known = [...this.#known, this.#recorded(key)];
      } catch (error) {
        if (isGone(error)) this.#doubtful = this.#recorded(key);
        throw error;
      }
    } catch (error) {
      if (!isGone(error)) throw error;
      this.#figures.backupsCutShort++;
      return false;
    }
    this.#figures.backups++;
    this.makingTime = performance.now() - before;

    return true;
  }

  /**
   * Restores one of the backups. @returns which, once that has been begun, and whether the server lives to see the end
   */
  async restore(
    client: PocketBase,
    random: Random,
  ): Promise<{
    readonly backup: KnownBackup;
    readonly ended: Promise<boolean>;
  }> {
    const backup = random.pick(this.#known);
    const ended = this.#waitForRestore(client, backup.key);
    return { backup, ended };
  }

  /** Compares with what the server lists. @throws {Error} one is missing, or too many */
  async inspect(client: PocketBase): Promise<void> {
    const listed = (await client.backups.getFullList()).map(({ key }) => key);
    const doubtful = this.#doubtful;
    this.#doubtful = undefined;
    if (doubtful !== undefined && listed.includes(doubtful.key)) {
      this.#known = [...this.#known, doubtful];
    }
    const expected = this.#known.map(({ key }) => key);
    if (listed.toSorted().join() !== expected.toSorted().join()) {
      throw new Error(
        `The backups are ${listed.join()}, and should be ${expected.join()}.`,
      );
    }
  }

  #recorded(key: string): KnownBackup {
    const contents = this.#writers.map(({ ledger }) => ledger.recorded());
    return { key, contents };
  }

  async #waitForRestore(client: PocketBase, key: string): Promise<boolean> {
    const before = performance.now();
    try {
      await client.backups.restore(key);
      while (!(await isIdle(client))) await Bun.sleep(interval);
    } catch (error) {
      if (!isGone(error)) throw error;
      return false;
    }
    this.#figures.restores++;
    this.restoringTime = performance.now() - before;

    return true;
  }
}

async function isIdle(client: PocketBase): Promise<boolean> {
  try {
    const { data } = await client.health.check();
    return data["canBackup"] === true;
  } catch (error) {
    const isPaused =
      error instanceof ClientResponseError && error.status === 503;
    if (isPaused) return false;
    throw error;
  }
}
