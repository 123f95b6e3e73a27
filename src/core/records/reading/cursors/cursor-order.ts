import { type SQL, sql } from "drizzle-orm";
import type { Dialect } from "../../../../engines/database/dialect.ts";
import type { Collection } from "../../../collections/collection.ts";
import type { FilterSql } from "../../../filter/prepare-filter.ts";
import type { SortTerm } from "../../../filter/syntax/tree.ts";
import { allOf } from "../clause.ts";

/** An order in which no two records have the same place. */
export interface CursorOrder {
  readonly keys: readonly OrderKey[];
  /** Whether joins give a record several values to be sorted by, of which the first in the order counts. */
  readonly isGrouped: boolean;
}

export interface OrderKey {
  readonly value: SQL;
  readonly descending: boolean;
}

/** What goes before a position's values, by the values' numbers. */
export const slotOfKey = (index: number) => `cursor_${index}`;

/** How many keys the order of these terms has. */
export function countKeys(sort: readonly SortTerm[]): number {
  return (uniqueTerm(sort) ?? sort.length) + 1;
}

/** The first term in which no two records are the same: those after it have nothing to say. */
function uniqueTerm(sort: readonly SortTerm[]): number | undefined {
  const index = sort.findIndex(
    ({ path }) => path === "@rowid" || path === "id",
  );
  return index < 0 ? undefined : index;
}

/**
 * The order of a sort. Records with the same values come in the order of their insertion, as far as there is one, and not in
 * that of their ids: an index on what is sorted by has them so, and ten thousand records with the same value would have to
 * be sorted for each page.
 */
export function orderOf(
  dialect: Dialect,
  collection: Collection,
  sort: readonly SortTerm[],
  built: FilterSql | undefined,
): CursorOrder {
  const values = (built?.sortValues ?? []).slice(0, countKeys(sort));
  const isGrouped =
    built?.distinct === true && values.some(({ isOwn }) => !isOwn);
  const keys = values.map(({ value, descending, isOwn }) => ({
    value:
      isOwn || !isGrouped
        ? value
        : descending
          ? sql`max(${value})`
          : sql`min(${value})`,
    descending,
  }));
  if (uniqueTerm(sort) === undefined) {
    const value =
      collection.type === "view"
        ? dialect.identifier(collection.name, "id")
        : dialect.insertionOrder(collection.name);
    // In the direction of what comes before, so that an index is read one way.
    keys.push({ value, descending: keys.at(-1)?.descending ?? false });
  }
  return { keys, isGrouped };
}

/** The terms of `order by`. */
export function orderTerms(
  keys: readonly OrderKey[],
  isBackward: boolean,
): SQL {
  return sql.join(
    keys.map(({ value, descending }) =>
      descending === isBackward ? sql`${value} asc` : sql`${value} desc`,
    ),
    sql`, `,
  );
}

/** A position in an order, but for its values. */
export interface PositionShape {
  readonly isBackward: boolean;
  /** Which of the position's values are null. */
  readonly nulls: readonly boolean[];
}

/**
 * What comes after a position is read part by part, each of which an index on the first key can serve: records with the
 * position's first value, those with a later one, and those without one, which comes before all others.
 */
export type Part = "tied" | "beyond" | "empty";

/** The parts that may hold records, in order. */
export function partsAfter(
  sort: readonly SortTerm[],
  { isBackward, nulls }: PositionShape,
): readonly Part[] {
  // What no two records have in common, every one has.
  if (countKeys(sort) === 1) return ["beyond"];
  const isRising = (sort[0]?.descending ?? false) === isBackward;
  if (isRising) return ["tied", "beyond"];
  return nulls[0] === true ? ["tied"] : ["tied", "beyond", "empty"];
}

/** What records of a part fulfil. */
export function conditionOf(
  part: Part,
  [first, ...others]: readonly OrderKey[],
  shape: PositionShape,
): SQL | undefined {
  if (first === undefined) return undefined;
  if (part === "empty") return sql`${first.value} is null`;
  if (part === "beyond") return isBeyond(first, 0, shape);
  return allOf(isSame(first, 0, shape), isAfter(others, 1, shape));
}

/** The keys are after the position's, whose first of them has this number. */
function isAfter(
  [key, ...others]: readonly OrderKey[],
  index: number,
  shape: PositionShape,
): SQL {
  if (key === undefined) return never;
  const beyond = isBeyond(key, index, shape);
  // Every record has what tells it from all others.
  if (others.length === 0) return beyond;
  const isLater =
    rises(key, shape) || shape.nulls[index] === true
      ? beyond
      : sql`${beyond} or ${key.value} is null`;
  return sql`${isLater} or (${isSame(key, index, shape)} and (${isAfter(others, index + 1, shape)}))`;
}

/** The value is later than the position's, and is one. */
function isBeyond(key: OrderKey, index: number, shape: PositionShape): SQL {
  const isRising = rises(key, shape);
  if (shape.nulls[index] === true) {
    return isRising ? sql`${key.value} is not null` : never;
  }
  const slot = sql.placeholder(slotOfKey(index));
  return isRising ? sql`${key.value} > ${slot}` : sql`${key.value} < ${slot}`;
}

function isSame({ value }: OrderKey, index: number, shape: PositionShape): SQL {
  return shape.nulls[index] === true
    ? sql`${value} is null`
    : sql`${value} = ${sql.placeholder(slotOfKey(index))}`;
}

/** Whether values become larger in the direction in which is read. */
function rises({ descending }: OrderKey, { isBackward }: PositionShape) {
  return descending === isBackward;
}

const never: SQL = sql.raw("1 = 0");
