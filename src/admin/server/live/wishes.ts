/** What has to be begun and ended so that all tabs hear what they want. */
export interface WishChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Which tab wants to hear of what, by keys. */
export class Wishes {
  readonly #byTab = new Map<string, ReadonlySet<string>>();

  /** Whether anything was ever heard of the tab, and it is not gone. */
  knows(tab: string): boolean {
    return this.#byTab.has(tab);
  }

  /** What a tab wants. */
  of(tab: string): ReadonlySet<string> {
    return this.#byTab.get(tab) ?? new Set();
  }

  /** A tab wants these from now on, and nothing else. */
  set(tab: string, keys: Iterable<string>): WishChange {
    return this.#change(() => this.#byTab.set(tab, new Set(keys)));
  }

  /** A tab is gone. */
  drop(tab: string): WishChange {
    return this.#change(() => this.#byTab.delete(tab));
  }

  /** What any tab wants. */
  all(): ReadonlySet<string> {
    return new Set(this.#byTab.values().flatMap((keys) => keys));
  }

  #change(change: () => void): WishChange {
    const before = this.all();
    change();
    const after = this.all();
    return {
      added: [...after.difference(before)],
      removed: [...before.difference(after)],
    };
  }
}
