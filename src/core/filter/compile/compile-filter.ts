import { sql, type SQL } from "drizzle-orm";
import type { Dialect } from "../../../engines/database/dialect.ts";
import type { Join, ResolvedFilter, SortKey } from "../resolve/resolved.ts";
import { unreachable } from "../unreachable.ts";
import {
  compileCondition,
  compileExpression,
  compileJoin,
} from "./compile-condition.ts";

/** What a filter adds to a statement that selects from its collection. */
export interface FilterSql {
  /** `left join … left join …`. */
  readonly joins: SQL | undefined;
  /** A condition that can stand beside others; undefined when every row passes. */
  readonly where: SQL | undefined;
  /** The terms without `order by`. */
  readonly orderBy: SQL | undefined;
  /** What the terms sort by. */
  readonly sortValues: readonly SortValue[];
  /** Whether the joins can give one row several times. */
  readonly distinct: boolean;
}

/** One value that rows are sorted by. */
export interface SortValue {
  readonly value: SQL;
  readonly descending: boolean;
  /** It is the row's own, so that joins that multiply rows give it one value for each. */
  readonly isOwn: boolean;
}

/** What the filter says of every row alike; undefined when that depends on the row. */
export function verdictOf({ where }: ResolvedFilter): boolean | undefined {
  return where.type === "constant" ? where.value : undefined;
}

export function compileFilter(
  dialect: Dialect,
  filter: ResolvedFilter,
): FilterSql {
  const { joins, where, orderBy } = filter;
  return {
    joins: joinAll(
      joins,
      (join) => sql`left join ${compileJoin(dialect, join)}`,
    ),
    where:
      verdictOf(filter) === true
        ? undefined
        : sql`(${compileCondition(dialect, where)})`,
    orderBy: listAll(orderBy, (key) => compileSortKey(dialect, key)),
    sortValues: orderBy.map((key) => compileSortValue(dialect, key)),
    distinct: joins.some(({ isMany }) => isMany),
  };
}

function compileSortKey(dialect: Dialect, key: SortKey): SQL {
  const { value, descending } = compileSortValue(dialect, key);
  if (key.type === "random") return value;
  return descending ? sql`${value} desc` : sql`${value} asc`;
}

function compileSortValue(dialect: Dialect, key: SortKey): SortValue {
  switch (key.type) {
    case "random":
      return { value: dialect.random(), descending: false, isOwn: false };
    case "insertion": {
      const value = dialect.insertionOrder(key.table);
      return { value, descending: key.descending, isOwn: true };
    }
    case "expression": {
      const { expression, descending, isOwn } = key;
      const value = compileExpression(dialect, expression);
      return { value, descending, isOwn };
    }
    default:
      return unreachable(key);
  }
}

function joinAll(
  joins: readonly Join[],
  compile: (join: Join) => SQL,
): SQL | undefined {
  return joins.length === 0
    ? undefined
    : sql.join(joins.map(compile), sql.raw(" "));
}

function listAll<T>(
  items: readonly T[],
  compile: (item: T) => SQL,
): SQL | undefined {
  return items.length === 0
    ? undefined
    : sql.join(items.map(compile), sql.raw(", "));
}
