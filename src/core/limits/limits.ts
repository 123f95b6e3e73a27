import type { Collection } from "../collections/collection.ts";
import type { Viewer } from "../request.ts";

/** What a rate limit may look at. */
export interface CountedRequest {
  readonly viewer: Viewer;
  /** The client's, in full digits; empty if it has none, and then nothing is counted. */
  readonly address: string;
  /** Upper case. */
  readonly method: string;
  /** Decoded. */
  readonly path: string;
}

/** What is done with a collection, in the words of rate limits: `list`, `authWithPassword`, …; the most exact one first. */
export type Actions = readonly [string, ...string[]];

/** Who asks too often is refused. */
export interface Limits {
  /** Whether any request is counted. Where it is false, there is no need to ask for more. */
  readonly isOn: boolean;
  /** Counts a request by its path. @throws {TooMany} */
  count(request: CountedRequest): void;
  /**
   * Counts a request by what it does with a collection, or by its path where no limit is set for that; each collection and
   * action for itself.
   *
   * @param way tells ways to do the same thing apart that are counted apart
   * @throws {TooMany}
   */
  countIn(
    collection: Collection,
    actions: Actions,
    request: CountedRequest,
    way?: string,
  ): void;
  /**
   * How long a client is to wait that has looked for something and found nothing: at random, if it does so often, whatever
   * the settings say, so that it cannot well measure how long that takes.
   *
   * @returns milliseconds
   */
  pauseAfterGuess(collection: Collection, address: string): number;
  close(): void;
}
