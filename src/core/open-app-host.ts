import {
  type AppHost,
  type Attendant,
  type FolderChange,
  NothingOpens,
} from "./app-host.ts";
import type { App, AppOptions } from "./app.ts";
import {
  type FolderHold,
  holdAlone,
  holdForServing,
} from "./data-folder/hold-folder.ts";
import { removeDiscarded } from "./data-folder/swapping/discard.ts";
import { Refused } from "./errors.ts";
import { openApp } from "./open-app.ts";

/**
 * Takes a data folder for serving and opens an app on it.
 *
 * @throws {Refused} the folder cannot be used, or another server has it; nothing in it was touched
 */
export async function openAppHost(options: AppOptions): Promise<AppHost> {
  const hold = await holdForServing(options.dir);
  try {
    const host = new FolderHost(options, hold);
    await host.open();
    return host;
  } catch (error) {
    hold.release();
    throw error;
  }
}

class FolderHost implements AppHost {
  readonly lost: Promise<never>;
  readonly #options: AppOptions;
  readonly #hold: FolderHold;
  readonly #attendants = new Set<Attendant>();
  #app: App | undefined;
  /** Whether `#app` is open. */
  #isOpen = false;
  #lose: (reason: NothingOpens) => void = () => {};
  /** The changes so far, one after the other. */
  #changes: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(options: AppOptions, hold: FolderHold) {
    this.#options = options;
    this.#hold = hold;
    this.lost = new Promise((_, reject) => {
      this.#lose = reject;
    });
    // Whoever is interested waits for it.
    this.lost.catch(() => undefined);
  }

  get app(): App {
    if (this.#app === undefined) throw new Error("No app is open.");
    return this.#app;
  }

  attend(attendant: Attendant): void {
    this.#attendants.add(attendant);
  }

  async open(): Promise<void> {
    this.#take(await this.#openApp());
    // It may be much, and nobody needs it.
    const { log } = this.app;
    removeDiscarded(this.#options.dir).catch((error: unknown) =>
      log.warn("what a restored backup has replaced is still there", { error }),
    );
  }

  change(change: FolderChange): Promise<void> {
    const changed = this.#changes.then(() => this.#change(change));
    this.#changes = changed.catch(() => undefined);
    return changed;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#changes;
    if (this.#isOpen) await this.app.close();
    this.#hold.release();
  }

  async #change(change: FolderChange): Promise<void> {
    try {
      await this.#make(change);
    } catch (cause) {
      if (!(cause instanceof NothingOpens)) await change.abandon();
      throw cause;
    }
  }

  async #make(change: FolderChange): Promise<void> {
    if (this.#closed !== undefined) {
      throw new Refused("The server is stopping.");
    }
    // Before anything is paused, since commands may take their time.
    const alone = await holdAlone(this.#options.dir);
    try {
      await Promise.all([...this.#attendants].map((each) => each.pause()));
      try {
        await this.#replaceApp(change);
      } finally {
        if (this.#isOpen) {
          for (const each of this.#attendants) each.resume(this.app);
        }
      }
    } finally {
      alone.release();
    }
  }

  async #replaceApp(change: FolderChange): Promise<void> {
    let opened: App | undefined;
    this.#isOpen = false;
    try {
      await this.app.close();
      await change.apply();
      opened = await this.#openApp();
      await change.accept();
      this.#take(opened);
    } catch (cause) {
      await opened?.close();
      await this.#goBack(change, cause);
      throw cause;
    }
  }

  /** @throws {NothingOpens} */
  async #goBack(change: FolderChange, cause: unknown): Promise<void> {
    try {
      await change.undo();
      this.#take(await this.#openApp());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const lost = new NothingOpens(
        `Other data could not be put into the data folder ${this.#options.dir}, and what was there before cannot be opened: ${reason}`,
        { cause: new AggregateError([cause, error]) },
      );
      this.#lose(lost);
      throw lost;
    }
  }

  #take(app: App): void {
    this.#app = app;
    this.#isOpen = true;
  }

  #openApp(): Promise<App> {
    return openApp({
      ...this.#options,
      serve: true,
      host: this,
      hold: this.#hold,
    });
  }
}
