/** Chance that gives the same again for the same seed. */
export interface Random {
  /** A whole number from 0 on, less than `end`. */
  below(end: number): number;
  /** Something happens in so many of 100 cases. */
  percent(share: number): boolean;
  /** One of them; there is at least one. */
  pick<T>(items: readonly T[]): T;
}

/**
 * The generator "mulberry32".
 *
 * @param seed a whole number of 32 bits
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    below,
    percent: (share) => next() * 100 < share,
    pick: (items) => items[below(items.length)]!,
  };
}
