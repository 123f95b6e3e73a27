import { LRUCache } from "lru-cache";
import type { SlotValues } from "../../engines/database/database.ts";
import type { Dialect } from "../../engines/database/dialect.ts";
import type { Collection } from "../collections/collection.ts";
import type { CollectionLookup } from "../collections/lookup.ts";
import { Invalid } from "../errors.ts";
import { type RequestInfo, viewerCollection } from "../request.ts";
import { checkClientText } from "./client-limits.ts";
import {
  compileFilter,
  type FilterSql,
  verdictOf,
} from "./compile/compile-filter.ts";
import { parseClientFilter, parseRule } from "./parsed-filter.ts";
import { Plan } from "./plan.ts";
import { parseSort } from "./syntax/parse-sort.ts";
import { FilterSyntaxError } from "./syntax/syntax-error.ts";

export type { FilterSql, SortValue } from "./compile/compile-filter.ts";

export interface FilterInput {
  readonly collection: Collection;
  /** A stored rule; trusted. Empty is none, and whoever may pass without is not judged here. */
  readonly rule?: string | undefined;
  /** What the client sent; limits, hidden fields and list rules of related collections are heeded unless it is a superuser. */
  readonly filter?: string | undefined;
  readonly sort?: string | undefined;
  readonly request: RequestInfo;
  /** How the collection's row is called in the statement; the collection's name when absent. */
  readonly alias?: string | undefined;
}

/**
 * Rule, filter and sort of one request. Those with the same `key` build the same SQL, so a caller compiles once per
 * key and binds `values` in slots called `f0`, `f1`, ….
 */
export interface PreparedFilter {
  readonly key: string;
  readonly values: SlotValues;
  /** What it says of every row alike, which then need not be asked; undefined when that depends on the row. */
  readonly verdict: boolean | undefined;
  build(dialect: Dialect): FilterSql;
}

/**
 * Prepares a statement on a collection's records. Cheap for what was prepared before in another request's name.
 *
 * @throws {Forbidden} the client's filter or sort names what is for superusers
 * @throws {Invalid} filter, sort or rule cannot be understood, or refer to what is not there or not for this client
 */
export function prepareFilter(
  collections: CollectionLookup,
  input: FilterInput,
): PreparedFilter {
  const { collection, request, rule = "", filter = "", sort = "" } = input;
  const alias = input.alias ?? collection.name;
  if (rule === "" && filter === "" && sort === "") {
    const key = `c${collection.version}`;
    return { key, values: {}, verdict: true, build: buildNothing };
  }

  const isSuperuser = request.viewer.kind === "superuser";
  if (filter !== "" || sort !== "") checkClientText(filter, sort, isSuperuser);
  try {
    const parsedRule = rule === "" ? undefined : parseRule(rule);
    const parsedFilter = filter === "" ? undefined : parseClientFilter(filter);
    const viewers = viewerCollection(request.viewer);

    const known = plansOf(collection);
    const shape = `${alias} ${viewers?.version ?? 0}${isSuperuser ? "s" : "c"}${parsedRule?.shape ?? 0} ${parsedFilter?.shape ?? 0} ${sort}`;
    let plan = known.get(shape);
    if (plan === undefined || !plan.isCurrent(collections)) {
      plan = new Plan(collections, {
        root: collection,
        alias,
        rule: parsedRule,
        filter: parsedFilter,
        sort: sort === "" ? [] : parseSort(sort),
        isSuperuser,
        viewers,
      });
      known.set(shape, plan);
    }
    const { variant, values } = plan.apply(
      collections,
      request,
      parsedRule,
      parsedFilter,
    );
    return {
      key: variant.key,
      values,
      verdict: verdictOf(variant.filter),
      build: (dialect) => compileFilter(dialect, variant.filter),
    };
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    throw new Invalid(`${error.message}.`, {}, { cause: error });
  }
}

// By collection object, as every version of a collection is a new one.
const plans = new WeakMap<Collection, LRUCache<string, Plan>>();

function plansOf(collection: Collection): LRUCache<string, Plan> {
  let known = plans.get(collection);
  if (known === undefined) {
    known = new LRUCache({ max: 300 });
    plans.set(collection, known);
  }
  return known;
}

const nothing: FilterSql = {
  joins: undefined,
  where: undefined,
  orderBy: undefined,
  sortValues: [],
  distinct: false,
};

function buildNothing(): FilterSql {
  return nothing;
}
