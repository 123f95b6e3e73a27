import { type SQL, sql } from "drizzle-orm";
import type {
  Row,
  SlotValues,
  SqlValue,
} from "../../../../engines/database/database.ts";
import type { Dialect } from "../../../../engines/database/dialect.ts";
import type { FilterSql } from "../../../filter/prepare-filter.ts";
import type { SortTerm } from "../../../filter/syntax/tree.ts";
import { allOf, clause } from "../clause.ts";
import type { Listing } from "../listing.ts";
import { withSlots } from "../select-records.ts";
import {
  conditionOf,
  type CursorOrder,
  orderOf,
  orderTerms,
  partsAfter,
  slotOfKey,
} from "./cursor-order.ts";

/** A list in an order in which every record has one place. */
export interface OrderedListing extends Listing {
  readonly sort: readonly SortTerm[];
}

/** Rows that follow on each other in the list, or in the list read backward. */
export interface Stretch {
  readonly isBackward: boolean;
  readonly limit: number;
}

const keyColumn = (index: number) => `@key${index}`;

/** The values that place a row in the order. */
export function keysOf(row: Row, count: number): readonly SqlValue[] {
  return Array.from({ length: count }, (_, at) => row[keyColumn(at)] ?? null);
}

/** Rows after the record with these values. */
export async function selectAfter(
  listing: OrderedListing,
  keys: readonly SqlValue[],
  { isBackward, limit }: Stretch,
): Promise<readonly Row[]> {
  const nulls = keys.map((value) => value === null);
  const shape = { isBackward, nulls };
  const values = Object.fromEntries(
    keys.map((value, index) => [slotOfKey(index), value]),
  );
  const rows: Row[] = [];
  for (const part of partsAfter(listing.sort, shape)) {
    const slots = { ...values, page_limit: limit - rows.length };
    const name = `${part}${nulls.map(Number).join("")}`;
    const found = await select(listing, isBackward, name, slots, (order) => ({
      condition: conditionOf(part, order.keys, shape),
      range: limited,
    }));
    rows.push(...found);
    if (rows.length >= limit) break;
  }
  return rows;
}

/** Rows after the first `offset` ones. */
export function selectFromEnd(
  listing: OrderedListing,
  offset: number,
  { isBackward, limit }: Stretch,
): Promise<readonly Row[]> {
  // Two texts: the engine remembers of each how slow it is.
  return offset === 0
    ? select(listing, isBackward, "first", { page_limit: limit }, () => ({
        condition: undefined,
        range: limited,
      }))
    : select(
        listing,
        isBackward,
        "skip",
        { page_limit: limit, page_offset: offset },
        () => ({ condition: undefined, range: limitedFarther }),
      );
}

/** Rows after the first `offset` ones from a place in the order of insertion on, which is the list's. */
export function selectFromPlace(
  listing: OrderedListing,
  place: SqlValue,
  offset: number,
  { isBackward, limit }: Stretch,
): Promise<readonly Row[]> {
  const slots = { place, page_limit: limit, page_offset: offset };
  return select(listing, isBackward, "place", slots, ({ keys }) => {
    const [key] = keys;
    const wanted = sql.placeholder("place");
    const condition =
      key &&
      (key.descending === isBackward
        ? sql`${key.value} >= ${wanted}`
        : sql`${key.value} <= ${wanted}`);
    return { condition, range: limitedFarther };
  });
}

/** The row of one record, whether or not the filter still lets it pass; undefined if it is gone. */
export async function selectPlaceOf(
  listing: OrderedListing,
  id: string,
): Promise<Row | undefined> {
  const { parts, collection } = listing;
  const { dialect } = parts.database;
  const isIt = sql`${dialect.identifier(collection.name, "id")} = ${sql.placeholder("record_id")}`;
  const [row] = await select(
    listing,
    /* isBackward */ false,
    "id",
    { record_id: id },
    () => ({ condition: isIt, range: sql` limit 1`, passesAll: true }),
  );
  return row;
}

// SQLite plans a statement anew whenever a bare parameter after "limit" is bound; a sign before it prevents that.
const limited = sql` limit +${sql.placeholder("page_limit")}`;
const limitedFarther = sql`${limited} offset +${sql.placeholder("page_offset")}`;

/** What a statement has besides what all of a list have. */
interface Wanted {
  readonly condition: SQL | undefined;
  /** From `limit` on. */
  readonly range: SQL;
  /** Where nothing depends on it, the filter is not asked. */
  readonly passesAll?: boolean;
}

/** @param name tells the statement from others of the same list */
function select(
  listing: OrderedListing,
  isBackward: boolean,
  name: string,
  slots: SlotValues,
  want: (order: CursorOrder) => Wanted,
): Promise<Row[]> {
  const { parts, collection, presenter, filter, sort } = listing;
  const { database, statements } = parts;
  const direction = isBackward ? "back" : "on";
  const statement = statements.get(
    `cursor:${collection.version}:${presenter.key}:${filter?.key ?? ""}:${direction}:${name}`,
    () => {
      const { dialect } = database;
      const built = filter?.build(dialect);
      const order = orderOf(dialect, collection, sort, built);
      return compose(dialect, listing, built, order, isBackward, want(order));
    },
  );
  return database.all(statement, withSlots(filter, slots));
}

function compose(
  dialect: Dialect,
  { collection, presenter }: OrderedListing,
  built: FilterSql | undefined,
  { keys, isGrouped }: CursorOrder,
  isBackward: boolean,
  { condition, range, passesAll }: Wanted,
): SQL {
  const { name } = collection;
  const columns = sql.join(
    [
      ...presenter.columns.map((column) => dialect.identifier(name, column)),
      ...keys.map(
        ({ value }, index) =>
          sql`${value} as ${dialect.identifier(keyColumn(index))}`,
      ),
    ],
    sql`, `,
  );
  const from = sql`from ${dialect.identifier(name)}${clause("", built?.joins)}`;
  const order = sql`order by ${orderTerms(keys, isBackward)}${range}`;
  if (isGrouped) {
    const where = clause("where", built?.where);
    const group = sql`group by ${dialect.identifier(name, "id")}${clause("having", condition)}`;
    return sql`select ${columns} ${from}${where} ${group} ${order}`;
  }
  const passes = passesAll === true ? undefined : built?.where;
  // The position's condition stands first, as the narrower one: see the filter's plan.
  const where = clause("where", allOf(condition, passes));
  const distinct = built?.distinct === true ? sql`distinct ` : sql.empty();
  return sql`select ${distinct}${columns} ${from}${where} ${order}`;
}
