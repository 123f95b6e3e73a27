import type { SQL } from "drizzle-orm";

/**
 * What looking at the shape of a database, and changing it, leaves open, answered for one engine.
 * Each result is a whole query, except for the fragments that say so.
 */
export interface SchemaDialect {
  /** A row `name` for the table or view of that name in any case of letters; none if there is none. */
  findRelation(name: string): SQL;
  /** Whether queries read a function of that name like a table: a table of the name would hide it from them. */
  isTableFunction(name: string): boolean;
  /** Rows `name`, `type` (as declared, perhaps empty): the columns of a table or view, in order. */
  columnsOf(relation: string): SQL;
  /** Rows `name`, `table`: the indexes that have one of these names, in any case of letters. */
  findIndexes(names: readonly string[]): SQL;
  /** Rows `name`, `sql`: every view and the statement that makes it. */
  views(): SQL;
  /** A fragment: a single value as the text of a JSON array; an array stays as it is, empty text and null give `[]`. */
  arrayOf(value: SQL): SQL;
  /** A fragment: the last entry of a JSON array; what is no array stays as it is, an empty array and null give empty text. */
  lastOf(array: SQL): SQL;
}
