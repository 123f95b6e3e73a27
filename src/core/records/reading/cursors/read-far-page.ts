import { sql } from "drizzle-orm";
import type { Row } from "../../../../engines/database/database.ts";
import { countRecords } from "../listing.ts";
import { countKeys } from "./cursor-order.ts";
import {
  type OrderedListing,
  selectFromEnd,
  selectFromPlace,
} from "./cursor-statements.ts";

/** A page's rows, and how it lies in its list. */
export interface FoundPage {
  readonly rows: readonly Row[];
  /** Whether there are records after them, and before. */
  readonly follows: boolean;
  readonly precedes: boolean;
  /** How many records the whole list has, where that came to light. */
  readonly total?: number;
}

/** Up to this many records are skipped without thinking. */
const fewRecords = 1_000;

/**
 * A page by its number, far from the beginning: the database goes through all records before it, so it is read from the end
 * of the list that is nearer or, where a record's number tells about where it is, from there.
 */
export async function readFarPage(listing: OrderedListing): Promise<FoundPage> {
  const { offset, perPage, query } = listing;
  const isFar = offset > fewRecords;
  const isCounted =
    query.skipTotal !== true || (isFar && countsAtOnce(listing));
  if (!isCounted) {
    const limit = perPage + 1;
    const rows = await selectFromEnd(listing, offset, {
      isBackward: false,
      limit,
    });
    const follows = rows.length > perPage;
    return { rows: rows.slice(0, perPage), follows, precedes: true };
  }
  const total = await countRecords(listing);
  const limit = Math.min(perPage, total - offset);
  if (limit <= 0)
    return { rows: [], follows: false, precedes: total > 0, total };
  const remaining = total - offset - limit;
  const rows =
    (isFar && (await readNumbered(listing, total, limit))) ||
    (remaining < offset
      ? (
          await selectFromEnd(listing, remaining, { isBackward: true, limit })
        ).toReversed()
      : await selectFromEnd(listing, offset, { isBackward: false, limit }));
  return { rows, follows: remaining > 0, precedes: true, total };
}

/** Whether no record has to be looked at to count them all. */
function countsAtOnce({ collection, filter }: OrderedListing): boolean {
  return (
    collection.type !== "view" &&
    (filter === undefined || filter.verdict === true)
  );
}

/**
 * The page in a list of all records in the order of their insertion, which numbers them, with gaps where some were deleted;
 * undefined if the list is another one.
 */
async function readNumbered(
  listing: OrderedListing,
  total: number,
  limit: number,
): Promise<readonly Row[] | undefined> {
  const { parts, collection, sort, offset } = listing;
  const isNumbered =
    countKeys(sort) === 1 && (sort[0]?.path ?? "@rowid") === "@rowid";
  if (!isNumbered || !countsAtOnce(listing)) return undefined;
  const descending = sort[0]?.descending === true;
  const { database, statements } = parts;
  const { dialect } = database;
  const table = dialect.identifier(collection.name);
  const number = dialect.insertionOrder(collection.name);
  const ends = await database.get(
    statements.get(
      `numbers:${collection.version}`,
      () =>
        sql`select (select min(${number}) from ${table}) as least, (select max(${number}) from ${table}) as greatest`,
    ),
  );
  const [least, greatest] = [
    Number(ends?.["least"]),
    Number(ends?.["greatest"]),
  ];
  // Not farther: each of the records before has a number of its own.
  const place = descending ? greatest - offset : least + offset;
  let before = offset;
  if (greatest - least + 1 !== total) {
    // The sign keeps the database from reading whole records in their order, where it can count what an index has.
    const isBefore = descending
      ? sql`+${number} > ${sql.placeholder("place")}`
      : sql`+${number} < ${sql.placeholder("place")}`;
    const counted = await database.get(
      statements.get(
        `numbers:${collection.version}:${descending}`,
        () => sql`select count(*) as count from ${table} where ${isBefore}`,
      ),
      { place },
    );
    before = Number(counted?.["count"]);
  }
  const stretch = { isBackward: false, limit };
  return selectFromPlace(listing, place, offset - before, stretch);
}
