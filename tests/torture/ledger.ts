import { describeDifference, describePages, type Pages } from "./pages.ts";

/**
 * What one writer knows of its pages. It sends one write after the other, so that there are two possibilities at most:
 * all that was acknowledged, or that and the write whose answer never came, as a whole.
 */
export class Ledger {
  #pages: Pages = new Map();
  #pending: Pages | undefined;
  /** All that the pages have been since it began. */
  #history: Set<string> | undefined;

  /** As they were acknowledged. */
  get pages(): Pages {
    return this.#pages;
  }

  /** A write is sent: if it is carried out, the pages are these. */
  begin(pages: Pages): void {
    this.#pending = pages;
    this.#history?.add(describePages(pages));
  }

  /** It was acknowledged. @param pages the same, with the names of files */
  acknowledge(pages: Pages): void {
    this.#pages = pages;
    this.#pending = undefined;
  }

  /** Begins to note what the pages are, for a backup that is about to be made. */
  record(): void {
    this.#history = new Set(this.#possible());
  }

  /** All that the pages have been meanwhile, and may be now. */
  recorded(): ReadonlySet<string> {
    const history = this.#history ?? new Set(this.#possible());
    this.#history = undefined;
    return history;
  }

  /** Whether that can have become of what was written. */
  allows(found: Pages): boolean {
    return this.#possible().includes(describePages(found));
  }

  /** What is missing, and what should not be there. */
  complain(found: Pages): string {
    const nearest = this.#possible()
      .map((expected) => describeDifference(expected, describePages(found)))
      .toSorted((one, other) => one.length - other.length);
    return nearest[0] ?? "";
  }

  /** From now on it is known that the pages are these. */
  settle(found: Pages): void {
    this.#pages = found;
    this.#pending = undefined;
  }

  #possible(): string[] {
    const all = [this.#pages];
    if (this.#pending !== undefined) all.push(this.#pending);
    return all.map(describePages);
  }
}
