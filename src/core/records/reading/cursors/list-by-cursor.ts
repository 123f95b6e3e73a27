import type { Row } from "../../../../engines/database/database.ts";
import { fieldError, Invalid } from "../../../errors.ts";
import { parseSort } from "../../../filter/syntax/parse-sort.ts";
import type { Page, RecordJson } from "../../records.ts";
import { countRecords, type Listing, presentPage } from "../listing.ts";
import { countKeys } from "./cursor-order.ts";
import {
  keysOf,
  type OrderedListing,
  selectAfter,
  selectFromEnd,
  selectPlaceOf,
} from "./cursor-statements.ts";
import { type FoundPage, readFarPage } from "./read-far-page.ts";
import {
  cursorError,
  isReference,
  type Position,
  positionAfter,
  readCursor,
  writeCursor,
} from "./position.ts";
import { cursorKey } from "./seal-cursor.ts";

/**
 * The page that follows a cursor, or a page by its number where the cursor is empty. Every record that is there all the
 * while, and whose place in the order stays the same, is on exactly one of the pages that follow on each other.
 *
 * @throws {Invalid} the cursor is not one of this list, or the order has no places
 */
export async function listByCursor(
  given: Listing,
  cursor: string,
): Promise<Page<RecordJson>> {
  const { parts, collection, query, offset } = given;
  const sort = query.sort ? parseSort(query.sort) : [];
  if (sort.some(({ path }) => path === "@random")) {
    throw cursorError(
      "validation_random_order",
      "Records in random order have no places to go on from.",
    );
  }
  const listing = { ...given, sort };
  const key = cursorKey(parts.collections, collection, sort);
  let found: FoundPage;
  if (cursor === "") found = await readFirstPage(listing);
  else {
    if (offset > 0) throw pageWithCursor();
    found = await readOn(listing, readCursor(cursor, key));
  }

  const { rows, follows, precedes, total } = found;
  const totalItems =
    query.skipTotal === true ? -1 : (total ?? (await countRecords(listing)));
  const at = (row: Row | undefined, isBackward: boolean): Position =>
    row === undefined
      ? { isBackward, after: undefined }
      : positionAfter(
          keysOf(row, countKeys(sort)),
          String(row["id"]),
          isBackward,
        );
  return {
    ...(await presentPage(listing, rows, totalItems)),
    nextCursor: follows ? writeCursor(at(rows.at(-1), false), key) : "",
    prevCursor: precedes ? writeCursor(at(rows[0], true), key) : "",
  };
}

function pageWithCursor(): Invalid {
  return new Invalid("The list cannot be read by this cursor.", {
    page: fieldError(
      "validation_page_with_cursor",
      "Pages are counted from the beginning of the list: leave the page out, or the cursor empty.",
    ),
  });
}

async function readFirstPage(listing: OrderedListing): Promise<FoundPage> {
  const { offset, perPage } = listing;
  if (offset > 0) return readFarPage(listing);
  const stretch = { isBackward: false, limit: perPage + 1 };
  const rows = await selectFromEnd(listing, 0, stretch);
  const follows = rows.length > perPage;
  return {
    rows: rows.slice(0, perPage),
    follows,
    precedes: false,
    ...(!follows && { total: rows.length }),
  };
}

/**
 * The page after a position. If all that was there is gone by now, it is empty, and its cursor for the other direction leads
 * to the end of the list from which that is read.
 */
async function readOn(
  listing: OrderedListing,
  { isBackward, after }: Position,
): Promise<FoundPage> {
  const { perPage } = listing;
  const stretch = { isBackward, limit: perPage + 1 };
  const rows =
    after === undefined
      ? await selectFromEnd(listing, 0, stretch)
      : await selectAfter(listing, await keysAt(listing, after), stretch);
  const page = rows.slice(0, perPage);
  const goesOn = rows.length > perPage;
  // At its own end of the list, an empty page is of an empty list.
  const cameFrom = after !== undefined;
  return isBackward
    ? { rows: page.toReversed(), follows: cameFrom, precedes: goesOn }
    : { rows: page, follows: goesOn, precedes: cameFrom };
}

async function keysAt(
  listing: OrderedListing,
  after: NonNullable<Position["after"]>,
) {
  if (!isReference(after)) return after;
  const row = await selectPlaceOf(listing, after.id);
  if (row !== undefined) return keysOf(row, countKeys(listing.sort));
  throw cursorError(
    "validation_lost_cursor",
    "The record that the cursor points at is gone, and its values were too large to remember: begin anew, without it.",
  );
}
