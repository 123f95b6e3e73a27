import { LRUCache } from "lru-cache";
import type { Collection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import type { SlotValues, SqlValue } from "../../engines/database/database.ts";
import { Invalid } from "../errors.ts";
import type { RequestInfo } from "../request.ts";
import { type ParsedFilter, parseRule } from "./parsed-filter.ts";
import { PlannedFilter } from "./planned-filter.ts";
import { type Origin, Resolution } from "./resolve/resolution.ts";
import { resolveSort } from "./resolve/resolve-sort.ts";
import {
  allOf,
  always,
  anyOf,
  column,
  type Condition,
  type ResolvedFilter,
} from "./resolve/resolved.ts";
import type { SortTerm } from "./syntax/tree.ts";
import type { ReadingState } from "./values/reading.ts";
import { realText } from "./values/real-text.ts";

/** What statements are to be filtered by. */
export interface PlanInput {
  readonly root: Collection;
  readonly alias: string;
  readonly rule: ParsedFilter | undefined;
  /** The client's. */
  readonly filter: ParsedFilter | undefined;
  /** The client's. */
  readonly sort: readonly SortTerm[];
  readonly isSuperuser: boolean;
  /** The collection that the viewers are logged in with. */
  readonly viewers: Collection | undefined;
}

/** One SQL text's worth of a plan. */
export interface PlanVariant {
  readonly key: string;
  readonly filter: ResolvedFilter;
}

let plans = 0;

/**
 * Rule, filter and sort of one shape, for viewers of one kind. The SQL that comes of it further depends on which
 * request values are missing, empty or of another type, so a plan has a variant for each such state of affairs.
 *
 * A plan must not outlive the collections that it has looked at: see `isCurrent`.
 */
export class Plan {
  readonly #id = ++plans;
  readonly #input: PlanInput;
  readonly #rule: PlannedFilter | undefined;
  readonly #filter: PlannedFilter | undefined;
  /** Those of the related collections that the client's filter and sort lead to, in that order. */
  readonly #listRules: readonly PlannedFilter[];
  readonly #variants = new LRUCache<string, PlanVariant>({ max: 64 });
  readonly #lookups = new Map<string, Collection | undefined>();

  /** @throws {Invalid} something in the client's filter or sort is not there, or not for the client */
  constructor(collections: CollectionLookup, input: PlanInput) {
    this.#input = input;
    let slots = 0;
    const plan = (parsed: ParsedFilter, base: Collection): PlannedFilter => {
      const planned = new PlannedFilter(parsed, base, input.viewers, slots);
      slots += planned.slotCount;
      return planned;
    };
    this.#rule = input.rule && plan(input.rule, input.root);
    this.#filter = input.filter && plan(input.filter, input.root);
    this.#listRules = this.#neededListRules(collections).map(
      ({ collection, rule }) => plan(rule, collection),
    );
  }

  /** Whether all related collections are as they were when the plan looked at them. */
  isCurrent(collections: CollectionLookup): boolean {
    if (this.#lookups.size === 0) return true;
    for (const [nameOrId, collection] of this.#lookups) {
      if (collections.find(nameOrId) !== collection) return false;
    }
    return true;
  }

  /**
   * The SQL for one request, and what is bound in it. Rule and filter may be others of the plan's shape.
   * @throws {Invalid} something in the rule is not there
   */
  apply(
    collections: CollectionLookup,
    request: RequestInfo,
    rule: ParsedFilter | undefined,
    filter: ParsedFilter | undefined,
  ): { readonly variant: PlanVariant; readonly values: SlotValues } {
    const values: Record<string, SqlValue> = {};
    const states: ReadingState[] = [];
    const now = new Date();
    this.#rule?.readValues(request, now, values, states, rule);
    this.#filter?.readValues(request, now, values, states, filter);
    for (const listRule of this.#listRules) {
      listRule.readValues(request, now, values, states);
    }

    const variant = this.#variant(collections, states);
    for (const slot of variant.filter.textSlots) {
      values[slot] = realText(values[slot]);
    }
    return { variant, values };
  }

  #variant(
    collections: CollectionLookup,
    states: readonly ReadingState[],
  ): PlanVariant {
    const state = states.join("");
    const known = this.#variants.get(state);
    if (known !== undefined) return known;
    const variant = {
      key: `p${this.#id}${state}`,
      filter: this.#resolve(collections, states),
    };
    this.#variants.set(state, variant);
    return variant;
  }

  /** What list rules the client's filter and sort bring with them; that does not depend on the request. */
  #neededListRules(
    collections: CollectionLookup,
  ): { readonly collection: Collection; readonly rule: ParsedFilter }[] {
    const { isSuperuser, sort } = this.#input;
    if (isSuperuser) return [];
    const resolution = this.#startResolution(collections);
    const origin = this.#origin(false);
    if (this.#filter !== undefined) {
      const noStates: ReadingState[] = [];
      this.#filter.resolve(resolution, origin, noStates.values());
    }
    resolveSort(resolution, origin, sort);
    return listRulesOf(resolution).map(({ collection, rule }) => ({
      collection,
      rule: parseRule(rule),
    }));
  }

  #resolve(
    collections: CollectionLookup,
    states: readonly ReadingState[],
  ): ResolvedFilter {
    const { sort, isSuperuser } = this.#input;
    const resolution = this.#startResolution(collections);
    const remaining = states.values();
    const conditions: Condition[] = [];
    // Rule before filter, as `apply` reads their values.
    const own = [
      { planned: this.#rule, origin: this.#origin(true) },
      { planned: this.#filter, origin: this.#origin(isSuperuser) },
    ];
    for (const { planned, origin } of own) {
      if (planned === undefined) continue;
      // But the filter stands first in the text: of two bounds on one column SQLite takes the first for its index, and
      // a filter's is the tighter one.
      conditions.unshift(planned.resolve(resolution, origin, remaining));
    }
    const orderBy = resolveSort(resolution, this.#origin(isSuperuser), sort);

    const needed = listRulesOf(resolution);
    for (const [index, place] of needed.entries()) {
      const { alias, collection, relatedJoin } = place;
      const planned = this.#listRules[index];
      if (planned?.base !== collection) {
        throw new Invalid("The collections have changed. Try again.");
      }
      const origin = { collection, alias, scope: alias, isTrusted: true };
      if (relatedJoin !== undefined) {
        const within = resolution.nested();
        const rule = planned.resolve(within, origin, remaining);
        const isSeen = holdsWithin(within, rule);
        relatedJoin.on = allOf([relatedJoin.on ?? always, isSeen]);
        continue;
      }
      conditions.push(
        anyOf([
          // Nothing is joined here.
          { type: "isEmpty", expression: column(alias, "id") },
          planned.resolve(resolution, origin, remaining),
        ]),
      );
    }

    return {
      joins: resolution.joins,
      where: allOf(conditions),
      orderBy,
      textSlots: [...resolution.textSlots],
    };
  }

  #origin(isTrusted: boolean): Origin {
    const { root, alias } = this.#input;
    return { collection: root, alias, scope: "", isTrusted };
  }

  #startResolution(collections: CollectionLookup): Resolution {
    return new Resolution({
      all: () => collections.all(),
      find: (nameOrId) => {
        const found = collections.find(nameOrId);
        this.#lookups.set(nameOrId, found);
        return found;
      },
    });
  }
}

/** The list rules that have something to say, and of what. */
function listRulesOf({ listRules }: Resolution) {
  return [...listRules].flatMap(([alias, place]) => {
    const { listRule: rule } = place.collection;
    return rule === null || rule === "" ? [] : [{ alias, ...place, rule }];
  });
}

/** The condition for itself, whatever else the statement joins. */
function holdsWithin(within: Resolution, condition: Condition): Condition {
  const { joins } = within;
  if (joins.length === 0) return condition;
  const alias = within.nextAlias();
  return {
    type: "not",
    condition: { type: "none", joins, alias, condition },
  };
}
