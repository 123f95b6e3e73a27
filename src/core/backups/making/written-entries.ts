import type { ZipFile } from "yazl";

/** An entry of an archive, as yazl has it in its list. */
interface Entry {
  readonly state: number;
  /** Writes its bytes, which it holds on to. */
  doFileDataPump?: unknown;
}

/** The state of one whose bytes have been written. */
const written = 3;

/**
 * Keeps the list short that yazl looks through from its beginning whenever something is added or written, which would take
 * minutes for 100,000 files, and in which it keeps the bytes of all small files to the end, which would take gigabytes. It
 * needs the entries that it has written again for the directory at the archive's end.
 */
export class WrittenEntries {
  readonly #zip: ZipFile & { entries?: Entry[] };
  readonly #aside: Entry[] = [];

  constructor(zip: ZipFile) {
    this.#zip = zip;
  }

  /** Takes out what has been written. Called after each addition, so that it is not much at a time. */
  putAside(): void {
    const { entries = [] } = this.#zip;
    const pending = entries.findIndex(({ state }) => state < written);
    const count = pending === -1 ? entries.length : pending;
    for (const entry of entries.splice(0, count)) {
      entry.doFileDataPump = undefined;
      this.#aside.push(entry);
    }
  }

  /** Puts all in again, before the archive is ended. */
  bringBack(): void {
    if (this.#aside.length === 0) return;
    this.#zip.entries = [...this.#aside, ...(this.#zip.entries ?? [])];
  }
}
