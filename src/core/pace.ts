import { setImmediate } from "node:timers/promises";

/** Milliseconds of work at a stretch. */
const stretch = 8;

/** Long work lets others have their turn now and then. */
export class Pace {
  #start = performance.now();

  get isDue(): boolean {
    return performance.now() - this.#start > stretch;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.#start = performance.now();
  }
}
