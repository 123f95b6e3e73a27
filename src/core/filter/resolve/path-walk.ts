import type { Collection } from "../../collections/collection.ts";
import { Invalid } from "../../errors.ts";
import type { Origin, Resolution } from "./resolution.ts";
import type {
  Condition,
  Join,
  RelatedJoin,
  RelatedValues,
} from "./resolved.ts";

/** One join of a hop, seen from the alias it starts at. */
export interface Step {
  /** Names the step among all that start at the same alias. */
  readonly name: string;
  join(from: string, alias: string): Omit<Join, "alias">;
}

/**
 * Follows a path from collection to collection. Beside the joins of the statement it collects those that give all
 * related values, from the first hop on that can lead to several.
 */
export class PathWalk {
  readonly #resolution: Resolution;
  readonly #origin: Origin;
  collection: Collection;
  alias: string;
  #related: { readonly joins: RelatedJoin[]; alias: string } | undefined;

  constructor(resolution: Resolution, origin: Origin) {
    this.#resolution = resolution;
    this.#origin = origin;
    this.collection = origin.collection;
    this.alias = origin.alias;
  }

  /**
   * Goes to another collection. `matchesAll` says whether comparisons then have to hold for all records there.
   * @throws {Invalid} the collection's list rule is not for the client
   */
  hop(
    collection: Collection,
    steps: readonly Step[],
    matchesAll: boolean,
  ): void {
    this.step(steps, matchesAll);
    this.collection = collection;
    if (this.#origin.isTrusted) return;
    if (collection.listRule === null) {
      throw new Invalid(`Only superusers may filter by "${collection.name}".`);
    }
    const { listRules } = this.#resolution;
    listRules.set(this.alias, { collection });
    const relatedJoin = this.#related?.joins.at(-1);
    if (relatedJoin !== undefined) {
      listRules.set(relatedJoin.alias, { collection, relatedJoin });
    }
  }

  /** Joins something that is no collection. */
  step(steps: readonly Step[], matchesAll: boolean): void {
    if (matchesAll) this.#related ??= { joins: [], alias: this.alias };
    for (const { name, join } of steps) {
      const from = this.alias;
      this.alias = this.#resolution.join(
        `${this.#origin.scope} ${from}.${name}`,
        (alias) => ({ alias, ...join(from, alias) }),
      ).alias;

      if (this.#related !== undefined) {
        const alias = this.#resolution.nextAlias();
        this.#related.joins.push({
          alias,
          ...join(this.#related.alias, alias),
        });
        this.#related.alias = alias;
      }
    }
  }

  /** The related values, given what to take from the last row's alias; undefined where there is one at most. */
  related(
    expression: (alias: string) => RelatedValues["expression"],
    guard?: (alias: string) => Condition,
  ): RelatedValues | undefined {
    if (this.#related === undefined) return undefined;
    const { joins, alias } = this.#related;
    return {
      joins,
      expression: expression(alias),
      ...(guard && { guard: guard(alias) }),
    };
  }
}
