import { existsSync } from "node:fs";
import { join } from "node:path";
import PocketBase from "pocketbase";
import { swapPaths } from "../../src/core/data-folder/swapping/swap-paths.ts";
import { BackupKeeper, type KnownBackup } from "./backup-keeper.ts";
import { Figures } from "./figures.ts";
import { inspectFolder } from "./inspect-folder.ts";
import { inspectRecords } from "./inspect-records.ts";
import type { Ledger } from "./ledger.ts";
import { makeNoise } from "./noise.ts";
import {
  describeDifference,
  describePages,
  noiseCollection,
  pagesCollection,
  type Pages,
  parentField,
} from "./pages.ts";
import { createRandom, type Random } from "./random.ts";
import { type Victim, Victims } from "./victim.ts";
import { Writer } from "./writer.ts";

export interface TortureOptions {
  /** The executable that is tortured. */
  readonly executable: string;
  /** A folder of its own, for the data folder and the log. */
  readonly folder: string;
  readonly rounds: number;
  readonly seed: number;
  /** Each round of so many restores a backup. */
  readonly restoreEvery: number;
  /** Told after each round. */
  readonly progress?: (figures: Figures) => void;
}

const account = ["root@example.com", "a-good-password"] as const;
const writerCount = 6;
const noiseCount = 3;

/** Milliseconds that it takes, about, to put other data into a data folder and to open it. */
const swapTime = 150;

/**
 * Starts the executable, has it do all kinds of work, kills it, starts it again and looks whether everything is there, again
 * and again.
 *
 * @throws {Error} something is wrong; the folder is as it was found
 */
export async function runTorture(options: TortureOptions): Promise<Figures> {
  const torture = new Torture(options);
  try {
    await torture.prepare();
    for (let round = 1; round <= options.rounds; round++) {
      await torture.run(round);
      options.progress?.(torture.figures);
    }
    await torture.finish();
  } finally {
    await torture.end();
  }
  return torture.figures;
}

class Torture {
  readonly figures = new Figures();
  readonly #options: TortureOptions;
  readonly #dir: string;
  readonly #random: Random;
  readonly #victims: Victims;
  readonly #writers: readonly Writer[];
  readonly #backups: BackupKeeper;
  readonly #client = new PocketBase().autoCancellation(false);
  #victim: Victim | undefined;
  /** What the server was told to restore since the last look. */
  #restoring: (KnownBackup & { readonly isRestored: boolean }) | undefined;

  constructor(options: TortureOptions) {
    const { executable, folder, seed } = options;
    this.#options = options;
    this.#dir = join(folder, "pb_data");
    this.#random = createRandom(seed);
    const log = join(folder, "stderr.log");
    this.#victims = new Victims(executable, this.#dir, log);
    this.#writers = Array.from(
      { length: writerCount },
      (_, index) =>
        new Writer(
          "abcdefgh".charAt(index),
          createRandom(seed + 1 + index),
          this.figures,
        ),
    );
    this.#backups = new BackupKeeper(this.#writers, this.figures);
  }

  async prepare(): Promise<void> {
    await this.#victims.run("superuser", "upsert", ...account);
    const victim = await this.#start();
    const client = this.#client;
    await client.collection("_superusers").authWithPassword(...account);
    await client.settings.update({
      batch: { enabled: true, maxRequests: 50, timeout: 60 },
    });
    const { id, fields } = await client.collections.create(pagesCollection);
    await client.collections.update(id, {
      fields: [...fields, parentField(id)],
    });
    await client.collections.create(noiseCollection);
    // The first rounds have something to restore, too.
    await this.#backups.make(client);
    await victim.kill();
  }

  /** One life of the server, and its end. */
  async run(round: number): Promise<void> {
    const victim = await this.#start();
    await this.#inspect();
    const isRestoring = round % this.#options.restoreEvery === 0;
    if (isRestoring) await this.#restoreUntilKilled(victim);
    else await this.#writeUntilKilled(victim);
    this.figures.rounds = round;
    for (let kills = this.#random.percent(30) ? 1 : 0; kills > 0; kills--) {
      await this.#victims.killAtStart(20 + this.#random.below(130));
      this.figures.killsAtStart++;
      if (this.#random.percent(40)) kills++;
    }
  }

  /** A last look, which includes every backup. */
  async finish(): Promise<void> {
    const victim = await this.#start();
    await this.#inspect();
    for (const { key } of this.#backups.known) {
      await this.#victims.run("backup", "verify", key);
    }
    await victim.kill();
  }

  /** Ends the server that runs, if one does. */
  async end(): Promise<void> {
    await this.#victim?.kill();
  }

  async #start(): Promise<Victim> {
    const victim = await this.#victims.start();
    this.#victim = victim;
    this.#client.baseURL = victim.url;
    const { figures } = this;
    figures.worstStart = Math.max(figures.worstStart, victim.startTime);
    return victim;
  }

  /** Writes under way, and sometimes a backup; the end comes at any moment. */
  async #writeUntilKilled(victim: Victim): Promise<void> {
    const random = this.#random;
    const writing = this.#write(1 + random.below(150));
    const choice = random.below(3);
    if (choice === 0) {
      // In the midst of it.
      const made = this.#backups.make(this.#client);
      const moment = this.#momentWithin(this.#backups.makingTime);
      await Promise.race([moment ?? made, failureOf(writing.ended)]);
      await victim.kill();
      await made;
    } else {
      if (choice === 1) await this.#backups.make(this.#client);
      await Promise.race([writing.enough, failureOf(writing.ended)]);
      await Bun.sleep(random.below(10));
      await victim.kill();
    }
    await writing.ended;
  }

  /** The writers rest meanwhile, so that it is known what the old data is; noise goes on. */
  async #restoreUntilKilled(victim: Victim): Promise<void> {
    const random = this.#random;
    const client = this.#client;
    const noise = new AbortController();
    const noises = Promise.all(
      Array.from({ length: noiseCount }, () => makeNoise(client, noise.signal)),
    );
    // As above.
    noises.catch(() => undefined);
    const { backup, ended } = await this.#backups.restore(client, random);
    this.#restoring = { ...backup, isRestored: false };
    const isDone = await Promise.race([
      ended,
      this.#momentOfRestore(ended),
      failureOf(noises),
    ]);
    if (isDone) {
      noise.abort();
      await noises;
      this.#restoring = { ...backup, isRestored: true };
      await this.#inspect();
      await this.#writeUntilKilled(victim);
      return;
    }
    await victim.kill();
    noise.abort();
    await Promise.all([noises, ended]);
  }

  /** Waits for a moment while something runs that has taken so long before; undefined if it is to end by itself. */
  #momentWithin(milliseconds: number | undefined): Promise<void> | undefined {
    if (milliseconds === undefined || this.#random.percent(25))
      return undefined;
    return Bun.sleep(this.#random.below(milliseconds * 1.2));
  }

  /** Waits for a moment to kill a server that restores a backup, most often while data is swapped: the rest takes longer. */
  async #momentOfRestore(ended: Promise<boolean>): Promise<boolean> {
    const random = this.#random;
    if (random.percent(40)) {
      await (this.#momentWithin(this.#backups.restoringTime) ?? ended);
      return false;
    }
    const { marker } = swapPaths(this.#dir);
    const over = new AbortController();
    void ended.finally(() => over.abort());
    while (!over.signal.aborted && !existsSync(marker)) await Bun.sleep(0);
    await Bun.sleep(random.below(swapTime));
    return false;
  }

  /** Has all writers write. */
  #write(enoughWrites: number) {
    const enough = Promise.withResolvers<void>();
    let writes = 0;
    const acknowledged = () => {
      if (++writes === enoughWrites) enough.resolve();
    };
    const ended = Promise.all(
      this.#writers.map((writer) => writer.write(this.#client, acknowledged)),
    );
    // Whoever waits for it hears of it, sooner or later.
    ended.catch(() => undefined);
    return { ended, enough: enough.promise };
  }

  /** Looks at everything there is, while nothing else goes on. */
  async #inspect(): Promise<void> {
    const shown = await inspectRecords(this.#client, this.figures);
    this.#comparePages(shown.pages);
    await this.#backups.inspect(this.#client);
    await inspectFolder(this.#dir, shown.files);
  }

  #comparePages(pages: Pages): void {
    const found = this.#writers.map(
      ({ letter }) =>
        new Map([...pages].filter(([id]) => id.startsWith(letter))),
    );
    const all = this.#writers.map((writer, index) => ({
      ledger: writer.ledger,
      found: found[index]!,
    }));
    const restoring = this.#restoring;
    this.#restoring = undefined;
    const isNew =
      restoring?.contents.every((possible, index) =>
        possible.has(describePages(found[index]!)),
      ) ?? false;
    const isOld = all.every((each) => each.ledger.allows(each.found));
    if (!isOld && !isNew) throw new Error(describeLoss(all, restoring, found));
    if (restoring?.isRestored === true && !isNew) {
      throw new Error(`The backup ${restoring.key} was not restored.`);
    }
    if (restoring?.isRestored === false) {
      if (isNew) this.figures.restoresToNew++;
      else this.figures.restoresToOld++;
    }
    for (const each of all) each.ledger.settle(each.found);
  }
}

/** Rejects if the work does, and never resolves. */
function failureOf(work: Promise<unknown>): Promise<never> {
  return work.then(() => new Promise<never>(() => {}));
}

function describeLoss(
  all: readonly { readonly ledger: Ledger; readonly found: Pages }[],
  restoring: KnownBackup | undefined,
  found: readonly Pages[],
): string {
  const complaints = all
    .filter((each) => !each.ledger.allows(each.found))
    .map((each) => each.ledger.complain(each.found));
  const differences = restoring?.contents.flatMap((possible, index) => {
    const text = describePages(found[index]!);
    if (possible.has(text)) return [];
    return [describeDifference([...possible].at(-1) ?? "", text)];
  });
  return [
    "What was acknowledged (-) is not what is there (+):",
    ...complaints,
    ...(restoring === undefined
      ? []
      : [`Nor is it what the backup ${restoring.key} had:`]),
    ...(differences ?? []),
  ].join("\n");
}
