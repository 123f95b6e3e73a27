import type { Collection } from "../../collections/collection.ts";
import type { CollectionLookup } from "../../collections/lookup.ts";
import { Invalid } from "../../errors.ts";
import type { Join, RelatedJoin } from "./resolved.ts";

// SQLite joins 64 tables at most; the caller needs a few of them.
const maxJoins = 58;

/**
 * What rule, filter and sort of one statement share while they are resolved: a path that several of them take is
 * joined once.
 */
export class Resolution {
  readonly collections: CollectionLookup;
  readonly joins: Join[] = [];
  /** Where a list rule has to hold, by alias, since a client's filter or sort led there. */
  readonly listRules = new Map<string, ListRulePlace>();
  readonly textSlots: Set<string>;
  readonly #outer: Resolution | undefined;
  readonly #byPath = new Map<string, Join>();
  #aliases = 0;

  constructor(collections: CollectionLookup, outer?: Resolution) {
    this.collections = collections;
    this.#outer = outer;
    this.textSlots = outer?.textSlots ?? new Set();
  }

  /** For a condition within the statement that has joins of its own. */
  nested(): Resolution {
    return new Resolution(this.collections, this);
  }

  /** A name that no table and no other alias has. */
  nextAlias(): string {
    if (this.#outer !== undefined) return this.#outer.nextAlias();
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

/** A joined collection of which a client may know no more than its list rule lets it. */
export interface ListRulePlace {
  readonly collection: Collection;
  /**
   * The join that leads there, where it gives all related values: those that are hidden must not be among them. Without it, it
   * is a join of the statement.
   */
  readonly relatedJoin?: RelatedJoin;
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
