import { sql, type SQL } from "drizzle-orm";
import type { ColumnKind, Dialect } from "../dialect.ts";
import { sqliteSchema } from "./sqlite-schema.ts";

/** SQLite's answers. */
export const sqliteDialect: Dialect = {
  name: "sqlite",
  schema: sqliteSchema,

  identifier: (...path) =>
    sql.join(
      path.map((name) => sql.identifier(name)),
      sql.raw("."),
    ),

  columnDefinition(kind: ColumnKind, defaultJson?: string): SQL {
    if (kind !== "json") return sql.raw(columnDefinitions[kind]);
    return defaultJson === undefined || defaultJson === "null"
      ? sql.raw("JSON DEFAULT NULL")
      : sql.raw(`JSON DEFAULT ${literal(defaultJson)} NOT NULL`);
  },

  like: (value, pattern) => sql`${value} LIKE ${pattern} ESCAPE '\\'`,
  likeEveryCase: (value, _like, glob) => sql`${value} GLOB ${glob}`,
  lower: (value) => sql`LOWER(${value})`,
  concat: (...parts) => sql`(${sql.join([...parts], sql.raw(" || "))})`,
  is: (left, right) => sql`${left} IS ${right}`,
  isNot: (left, right) => sql`${left} IS NOT ${right}`,
  equalsIgnoringCase: (left, right) => sql`${left} = ${right} COLLATE NOCASE`,
  coalesceEmpty: (value) => sql`COALESCE(${value}, '')`,
  // The plus keeps SQLite from taking "is null" of a not-null column for false, and with that from using an index at all.
  isEmpty: (value) => sql`(${value} = '' OR ${value} IS +NULL)`,
  booleanLiteral: (value) => sql.raw(value ? "1" : "0"),

  // What is no JSON is wrapped in an object, as json_extract fails on it.
  jsonExtract(document, path) {
    const inside = path.map(pathStep).join("");
    return sql`(CASE WHEN json_valid(${document}) THEN json_extract(${document}, ${sql.raw(literal(`$${inside}`))}) ELSE json_extract(json_object('v', ${document}), ${sql.raw(literal(`$.v${inside}`))}) END)`;
  },
  jsonArrayLength: (array) =>
    sql`json_array_length(CASE WHEN ${isArray(array)} THEN ${array} WHEN ${array} = '' OR ${array} IS NULL THEN '[]' ELSE json_array(${array}) END)`,
  jsonEach: (array, alias) =>
    sql`json_each(CASE WHEN ${isArray(array)} THEN ${array} ELSE json_array(${array}) END) ${sql.identifier(alias)}`,

  random: () => sql.raw("RANDOM()"),
  insertionOrder: (table) =>
    sql`${sql.identifier(table)}.${sql.raw("_rowid_")}`,
  formatTime: (format, ...args) =>
    sql`strftime(${sql.join([format, ...args], sql.raw(", "))})`,

  // Rounding can put the cosine of no distance at all a trace above 1, where acos has no answer.
  geoDistance: (lonA, latA, lonB, latB) =>
    sql`(6371 * acos(min(1, cos(radians(${latA})) * cos(radians(${latB})) * cos(radians(${lonB}) - radians(${lonA})) + sin(radians(${latA})) * sin(radians(${latB})))))`,
};

/** To the letter what PocketBase declares, which compares and rewrites these texts. */
const columnDefinitions: Readonly<Record<Exclude<ColumnKind, "json">, string>> =
  {
    id: "TEXT PRIMARY KEY DEFAULT ('r'||lower(hex(randomblob(7)))) NOT NULL",
    text: "TEXT DEFAULT '' NOT NULL",
    number: "NUMERIC DEFAULT 0 NOT NULL",
    boolean: "BOOLEAN DEFAULT FALSE NOT NULL",
  };

/** json_type fails on what is no JSON, so it must not be asked then: iif does not look further, AND may. */
const isArray = (value: SQL) =>
  sql`iif(json_valid(${value}), json_type(${value}) = 'array', 0)`;

/**
 * One step of a JSON path. SQLite's paths have no escape for a quote in a key; it is left out, so that such a key is
 * looked for under another name instead of ending the path early.
 */
function pathStep(step: string | number): string {
  return typeof step === "number"
    ? `[${step}]`
    : `."${step.replaceAll('"', "")}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
