import type { SQL } from "drizzle-orm";
import {
  type Database,
  type Row,
  TimedOut,
} from "../../../engines/database/database.ts";

/** Milliseconds for all that is counted for one answer, and for one query of it. */
const budget = 12_000;
const mostForOne = 6_000;

/** Counts in tables of any size, where nothing waits for it, for as long as someone may wait for the answer. */
export class Counting {
  readonly #database: Pick<Database, "allAside" | "dialect">;
  readonly #end = performance.now() + budget;

  constructor(database: Pick<Database, "allAside" | "dialect">) {
    this.#database = database;
  }

  get dialect(): Database["dialect"] {
    return this.#database.dialect;
  }

  /** The one row of a query; undefined when that takes too long. */
  async row(query: SQL): Promise<Row | undefined> {
    return (await this.rows(query))?.[0];
  }

  /** The rows of a query; undefined when that takes too long. */
  async rows(query: SQL): Promise<readonly Row[] | undefined> {
    const left = Math.round(
      Math.min(mostForOne, this.#end - performance.now()),
    );
    if (left <= 0) return undefined;
    try {
      return await this.#database.allAside(query, left);
    } catch (error) {
      if (error instanceof TimedOut) return undefined;
      throw error;
    }
  }
}

/** A count among a row's columns; null where it was not counted. Sums of nothing are null in SQL. */
export function countIn(row: Row | undefined, column: string): number | null {
  return row === undefined ? null : Number(row[column] ?? 0);
}
