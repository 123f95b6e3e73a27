import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "../../logs/logger.ts";
import {
  collectionPrefix,
  ownerOf,
  recordPrefix,
  thumbsPrefix,
} from "../file-keys.ts";
import type { FileStorage } from "../file-storage.ts";
import type { FileNote, FileNotes } from "./file-notes.ts";
import type { OwnerLookup } from "./find-owner.ts";

/** Files that are to go. */
interface Removal {
  readonly note: FileNote;
  /** They may have been kept after all: what a record names stays. */
  readonly isOpen: boolean;
  /** Resolves when it was done or has failed. */
  readonly left: PromiseWithResolvers<void>;
}

/** Removals that go on at a time: the storage may be far away. */
const mostAtOnce = 4;

/** Milliseconds until a removal that failed is tried again, the first time and at most. */
const firstPause = 60_000;
const longestPause = 3_600_000;

/** Milliseconds until the next look whether another process still needs files that are to go. */
const lookAgainAfter = 500;

/** Milliseconds that closing may take: what looks at the folder then is to find it in order. */
const longestEnd = 3_000;

/**
 * Removes the files that no record names any more: in the background, a few at a time, again and again while the storage
 * refuses. A note is kept of each until it is done, so that the next start goes on where this process ended.
 */
export class FileRemovals {
  readonly #storage: FileStorage;
  readonly #notes: FileNotes;
  readonly #owners: OwnerLookup;
  readonly #log: Logger;
  readonly #isNeededElsewhere: () => boolean;
  readonly #waiting: Removal[] = [];
  readonly #running = new Set<Promise<void>>();
  /** What is being removed, and when it will have been. */
  readonly #leaving = new Map<string, Promise<void>>();
  /** Files whose transaction has not ended yet. */
  readonly #arriving = new Set<string>();
  /** Files that were put in their places while removals waited, which may be of the same name. */
  readonly #cameAnew = new Set<string>();
  #failed: FileNote[] = [];
  #pause = firstPause;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Who in this process still needs files that are to go. */
  readonly #holders = new Set<object>();
  #nextLook: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  /** Removals belong to no transaction, wherever they are asked for. */
  readonly #outside = AsyncLocalStorage.snapshot();

  constructor(parts: {
    readonly storage: FileStorage;
    readonly notes: FileNotes;
    readonly owners: OwnerLookup;
    readonly log: Logger;
    /** Whether another process needs files that are to go; asked before each removal. */
    readonly isNeededElsewhere?: () => boolean;
  }) {
    this.#storage = parts.storage;
    this.#notes = parts.notes;
    this.#owners = parts.owners;
    this.#log = parts.log;
    this.#isNeededElsewhere = parts.isNeededElsewhere ?? (() => false);
  }

  /** Files that are sure to go. */
  remove(note: FileNote): void {
    this.#add(note, false);
  }

  /** Files that go unless a record names them now. */
  judge(note: FileNote): void {
    this.#add(note, true);
  }

  /** Files that stay: the note has done its service. */
  settle(note: FileNote): void {
    this.#track(this.#outside(() => this.#notes.remove(note)));
  }

  /** Announces files that are being put in their places, once nothing is left that could remove them. */
  async arrive(keys: readonly string[]): Promise<void> {
    const places = new Set(keys);
    for (const key of keys) {
      const { collectionId, recordId } = ownerOf(key);
      places.add(recordPrefix(collectionId, recordId));
      places.add(collectionPrefix(collectionId));
    }
    for (;;) {
      const leaving = [...places].flatMap((key) => {
        const left = this.#leaving.get(key);
        return left === undefined ? [] : [left];
      });
      if (leaving.length === 0) break;
      await Promise.all(leaving);
    }
    for (const key of keys) {
      this.#arriving.add(key);
      if (this.#waiting.length > 0) this.#cameAnew.add(key);
    }
  }

  /** The transaction of the files has ended, one way or the other. */
  arrived(keys: readonly string[]): void {
    for (const key of keys) this.#arriving.delete(key);
  }

  /** From now on nothing is removed that is not being removed already, until what this returns is called. */
  hold(): () => void {
    const holder = {};
    this.#holders.add(holder);
    return () => {
      this.#holders.delete(holder);
      this.#startNext();
    };
  }

  /** Waits until all that can be removed now is. */
  async finished(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Removes what can be within some seconds; for the rest there are the notes. */
  async close(): Promise<void> {
    const patience = setTimeout(() => this.#stop(), longestEnd);
    await this.finished();
    clearTimeout(patience);
    this.#stop();
    clearTimeout(this.#retry);
    clearTimeout(this.#nextLook);
  }

  #stop(): void {
    this.#isClosed = true;
    this.#waiting.length = 0;
  }

  #add(note: FileNote, isOpen: boolean): void {
    this.#waiting.push({ note, isOpen, left: Promise.withResolvers<void>() });
    this.#startNext();
  }

  #startNext(): void {
    if (this.#waiting.length + this.#running.size === 0) this.#cameAnew.clear();
    while (
      !this.#isClosed &&
      this.#waiting.length > 0 &&
      this.#running.size < mostAtOnce &&
      !this.#isHeld()
    ) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      const { note, left } = next;
      for (const key of note.keys) this.#leaving.set(key, left.promise);
      this.#track(
        this.#outside(() => this.#perform(next)).finally(() =>
          this.#haveLeft(next),
        ),
      );
    }
  }

  #isHeld(): boolean {
    if (this.#holders.size > 0) return true;
    if (!this.#isNeededElsewhere()) return false;
    this.#nextLook ??= setTimeout(() => {
      this.#nextLook = undefined;
      this.#startNext();
    }, lookAgainAfter);
    this.#nextLook.unref();
    return true;
  }

  #haveLeft({ note, left }: Removal): void {
    for (const key of note.keys) {
      if (this.#leaving.get(key) === left.promise) this.#leaving.delete(key);
    }
    left.resolve();
  }

  #track(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) =>
        this.#log.warn("a note of files could not be removed", { error }),
      )
      .finally(() => {
        this.#running.delete(done);
        this.#startNext();
      });
    this.#running.add(done);
  }

  async #perform({ note, isOpen }: Removal): Promise<void> {
    try {
      for (const key of note.keys) await this.#removeKey(key, isOpen);
    } catch (error) {
      if (!(error instanceof Interrupted)) this.#tryLater(note, error);
      return;
    }
    this.#pause = firstPause;
    await this.#notes.remove(note);
  }

  async #removeKey(key: string, isOpen: boolean): Promise<void> {
    try {
      if (key.endsWith("/")) await this.#clear(key, isOpen);
      else await this.#removeFile(key, isOpen);
    } catch (error) {
      // Nothing can be there under a key that the storage does not take: trying again would not end.
      if (!(error instanceof RangeError)) throw error;
    }
  }

  async #removeFile(key: string, isOpen: boolean): Promise<void> {
    if (this.#arriving.has(key)) return;
    const mayStay = isOpen || this.#cameAnew.has(key);
    if (mayStay && (await this.#owners.isReferenced(key))) return;
    const { collectionId, recordId, name } = ownerOf(key);
    const storage = this.#storage.current;
    await storage.remove(key);
    await storage.removeAll(thumbsPrefix(collectionId, recordId, name));
  }

  /** What is left of a record or a collection. Another one may have its id by now. */
  async #clear(prefix: string, isOpen: boolean): Promise<void> {
    const storage = this.#storage.current;
    // In this order: who has arrived by now is known to the records.
    const isFree =
      !this.#isArrivingAt(prefix) && !(await this.#owners.exists(prefix));
    if (isFree) {
      await storage.removeAll(prefix);
      return;
    }
    if (isOpen) return;
    for await (const { key } of storage.list(prefix)) {
      if (this.#isClosed) throw new Interrupted();
      const stays =
        this.#arriving.has(key) || (await this.#owners.isReferenced(key));
      if (!stays) await storage.remove(key);
    }
  }

  #isArrivingAt(prefix: string): boolean {
    return [...this.#arriving].some((key) => key.startsWith(prefix));
  }

  #tryLater(note: FileNote, error: unknown): void {
    if (this.#failed.length === 0) {
      this.#log.warn("files could not be removed; this is tried again later", {
        files: note.keys.slice(0, 10),
        error,
      });
    }
    this.#failed.push(note);
    if (this.#isClosed || this.#retry !== undefined) return;
    this.#retry = setTimeout(() => this.#retryFailed(), this.#pause);
    this.#retry.unref();
    this.#pause = Math.min(this.#pause * 2, longestPause);
  }

  #retryFailed(): void {
    const failed = this.#failed;
    this.#failed = [];
    this.#retry = undefined;
    for (const note of failed) this.judge(note);
  }
}

/** The process ends; the note stays for the next one. */
class Interrupted extends Error {}
