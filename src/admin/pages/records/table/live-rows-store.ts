import type { LiveEvent } from "../../../server/live/live-event.ts";
import { queryClient } from "../../../server/query-client.ts";
import type { RecordsRequest } from "../../../server/records-request.ts";
import { applyEvents, type LiveMarks, noMarks } from "./live-marks.ts";
import { loadedChunks, reloadRows } from "./use-rows.ts";

/** Milliseconds for which events are gathered, so that an import of thousands does not render thousands of times. */
const gathering = 120;

/** Milliseconds for which a changed row is marked. */
const markedFor = 2_500;

/** Applies what is told of a request's records to the rows that are loaded, and keeps what is to be seen of it. */
export class LiveRowsStore {
  readonly #request: RecordsRequest;
  readonly #listeners = new Set<() => void>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #waiting: LiveEvent[] = [];
  #marks = noMarks;

  constructor(request: RecordsRequest) {
    this.#request = request;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly marks = (): LiveMarks => this.#marks;

  readonly hear = (event: LiveEvent): void => {
    this.#waiting.push(event);
    if (this.#waiting.length === 1) this.#later(gathering, () => this.#apply());
  };

  /** Loads anew what is near the view. What is told meanwhile is still to be seen afterwards. */
  readonly reload = async (): Promise<void> => {
    const { created, deleted } = this.#marks;
    await reloadRows(this.#request);
    this.#set({
      ...this.#marks,
      created: this.#marks.created.difference(created),
      deleted: this.#marks.deleted.difference(deleted),
    });
  };

  /** Nobody looks any more. */
  readonly stop = (): void => {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting = [];
  };

  #apply(): void {
    const events = this.#waiting.splice(0);
    const before = this.#marks.changed;
    const { chunks, marks } = applyEvents(
      events,
      loadedChunks(this.#request),
      this.#marks,
    );
    for (const { key, chunk } of chunks) queryClient.setQueryData(key, chunk);
    this.#set(marks);
    const changed = marks.changed.difference(before);
    if (changed.size > 0) this.#later(markedFor, () => this.#fade(changed));
  }

  #fade(faded: ReadonlySet<string>): void {
    const changed = this.#marks.changed.difference(faded);
    this.#set({ ...this.#marks, changed });
  }

  #set(marks: LiveMarks): void {
    this.#marks = marks;
    for (const listener of this.#listeners) listener();
  }

  #later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }
}
