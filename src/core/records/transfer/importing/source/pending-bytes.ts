import { Invalid } from "../../../../errors.ts";
import { largestRow } from "./source-row.ts";

/** The beginning of a row whose end is in a chunk that is still to come. */
export class PendingBytes {
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  /** @throws {Invalid} the row is too long */
  add(part: Uint8Array): void {
    if (part.byteLength === 0) return;
    this.#size += part.byteLength;
    if (this.#size > largestRow) {
      throw new Invalid(
        `A row of the file is longer than ${largestRow / 1024 / 1024} MB.`,
      );
    }
    this.#parts.push(part);
  }

  /** All of it with its end; what is pending is nothing then. @throws {Invalid} the row is too long */
  complete(end: Uint8Array): Uint8Array {
    if (this.#parts.length === 0 && end.byteLength <= largestRow) return end;
    this.add(end);
    const whole = Buffer.concat(this.#parts.splice(0), this.#size);
    this.#size = 0;
    return whole;
  }
}
