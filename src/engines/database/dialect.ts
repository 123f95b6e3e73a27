import type { SQL } from "drizzle-orm";
import type { SchemaDialect } from "./schema-dialect.ts";

/** The kinds of columns that fields need. */
export type ColumnKind = "id" | "text" | "number" | "boolean" | "json";

/**
 * What SQL leaves open, answered for one engine. No other file asks which engine it runs on.
 * Arguments and results are SQL fragments; a name is quoted by `identifier`, a value is bound.
 */
export interface Dialect {
  readonly name: "sqlite" | "postgres";
  /** The shape of the database. */
  readonly schema: SchemaDialect;

  /** A quoted column, or a table's column. */
  identifier(...path: readonly string[]): SQL;
  /** The type, default and nullability of a column as a `create table` or `add column` writes it; `json` has the literal default (`[]`, `null`, …). */
  columnDefinition(kind: ColumnKind, defaultJson?: string): SQL;

  /** Case-insensitive match of a pattern with `%`, `_` and `\` as escape. */
  like(value: SQL, pattern: SQL): SQL;
  /**
   * As `like`, where letters beyond ASCII match in every case, too. `glob` is the same pattern in the language of shells,
   * with a class of every letter's cases, for an engine whose `like` knows but ASCII's.
   */
  likeEveryCase(value: SQL, like: SQL, glob: SQL): SQL;
  lower(value: SQL): SQL;
  /** Text of anything, for joining and matching. */
  concat(...parts: readonly SQL[]): SQL;
  /** Equality and its opposite in which null is a value like any other. */
  is(left: SQL, right: SQL): SQL;
  isNot(left: SQL, right: SQL): SQL;
  /** Equality of texts in which ASCII letters of either case are the same, such that an index with that collation serves it. */
  equalsIgnoringCase(left: SQL, right: SQL): SQL;
  coalesceEmpty(value: SQL): SQL;
  /** Empty text or null, such that an index on a column serves it. */
  isEmpty(value: SQL): SQL;
  booleanLiteral(value: boolean): SQL;

  /** What is at `path` in a JSON document; a string index is a key, a number an index; text and numbers come bare, null when absent. What is no JSON is a scalar: itself under an empty path, null under any other. */
  jsonExtract(document: SQL, path: readonly (string | number)[]): SQL;
  /** How many entries the JSON array has; a scalar counts 1, empty text and null 0. */
  jsonArrayLength(array: SQL): SQL;
  /** A table expression with a column `value`, a row per entry of the JSON array; anything else, empty text and null included, is one row. */
  jsonEach(array: SQL, alias: string): SQL;

  random(): SQL;
  /** The order in which rows were inserted, for tables that have it. */
  insertionOrder(table: string): SQL;
  /** `strftime` in SQLite's format language. */
  formatTime(format: SQL, ...args: readonly SQL[]): SQL;
  /** Kilometres between two points on a sphere, from degrees. */
  geoDistance(lonA: SQL, latA: SQL, lonB: SQL, latB: SQL): SQL;
}
