import type { Collection } from "../../collections/collection.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import { Invalid } from "../../errors.ts";
import type { Join } from "./resolved.ts";

// SQLite joins 64 tables at most; the caller needs a few of them.
const maxJoins = 58;

/**
 * What rule, filter and sort of one statement share while they are resolved: a path that several of them take is
 * joined once.
 */
export class Resolution {
  readonly collections: CollectionLookup;
  readonly joins: Join[] = [];
  /** Joined collections whose list rule has to hold, by alias, since a client's filter or sort led there. */
  readonly listRules = new Map<string, Collection>();
  readonly textSlots = new Set<string>();
  readonly #byPath = new Map<string, Join>();
  #aliases = 0;

  constructor(collections: CollectionLookup) {
    this.collections = collections;
  }

  /** A name that no table and no other alias has. */
  nextAlias(): string {
    this.#aliases++;
    return `@${this.#aliases}`;
  }

  /**
   * Joins what the path leads to, unless that is joined already.
   * @throws {Invalid} too many are joined
   */
  join(path: string, make: (alias: string) => Join): Join {
    const known = this.#byPath.get(path);
    if (known !== undefined) return known;
    if (this.joins.length >= maxJoins) {
      throw new Invalid("The filter refers to too many related records.");
    }
    const join = make(this.nextAlias());
    this.#byPath.set(path, join);
    this.joins.push(join);
    return join;
  }
}

/** Where the paths of a rule or filter start. */
export interface Origin {
  readonly collection: Collection;
  /** How its row is called in the statement. */
  readonly alias: string;
  /** Names whose joins these are: a list rule that is added to a client's filter has its own. */
  readonly scope: string;
  /** A stored rule or a superuser's filter: hidden fields and all collections are open to it. */
  readonly isTrusted: boolean;
}
