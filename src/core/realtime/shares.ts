/** Counts what the clients of each address take, and all together. */
export class Shares {
  readonly #max: number;
  readonly #maxPerAddress: number;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(max: number, maxPerAddress: number) {
    this.#max = max;
    this.#maxPerAddress = maxPerAddress;
  }

  /** Takes so much more, or less, for a client of an address; returns false, and takes nothing, if that is too much. */
  take(address: string, amount: number): boolean {
    const taken = (this.#byAddress.get(address) ?? 0) + amount;
    const total = this.#total + amount;
    const isTooMuch = taken > this.#maxPerAddress || total > this.#max;
    if (amount > 0 && isTooMuch) return false;
    this.#total = total;
    if (taken === 0) this.#byAddress.delete(address);
    else this.#byAddress.set(address, taken);
    return true;
  }
}
