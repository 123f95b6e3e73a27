import { Invalid } from "../../../core/errors.ts";

/** Bytes per second that a client has to send at least: any line has more, and whoever sends drops only has less. */
const slowest = 256;

/** Waits for a body as long as it comes on; a few bytes now and then do not hold a connection for ever. */
export class Patience {
  readonly #stall: number;
  readonly #least: number;
  #left: number;
  #came = 0;

  /** @param stall milliseconds in which something worth the while has to come */
  constructor(stall: number) {
    this.#stall = stall;
    this.#least = (stall / 1000) * slowest;
    this.#left = stall;
  }

  /**
   * Waits for the next chunk. The time runs only here, not while the last one is on its way to the disk.
   *
   * @throws {Invalid} it took too long
   */
  async waitFor<T extends { readonly value?: Uint8Array | undefined }>(
    chunk: Promise<T>,
  ): Promise<T> {
    const { promise: stalled, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () =>
        reject(
          new Invalid(
            `The request body stalled for ${this.#stall / 1000} seconds.`,
          ),
        ),
      this.#left,
    );
    const began = performance.now();
    try {
      const result = await Promise.race([chunk, stalled]);
      this.#note(performance.now() - began, result.value?.byteLength ?? 0);
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  #note(waited: number, bytes: number): void {
    this.#came += bytes;
    if (this.#came >= this.#least) {
      this.#came = 0;
      this.#left = this.#stall;
    } else this.#left = Math.max(0, this.#left - waited);
  }
}
