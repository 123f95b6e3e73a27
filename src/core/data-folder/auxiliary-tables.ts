import { index, sqliteTable } from "drizzle-orm/sqlite-core";
import { integer, json, text } from "./column-types.ts";
import { now, randomId } from "./column-defaults.ts";

/**
 * The activity log. Its third index, `idx_logs_created_hour`, is on an expression with a comma, which drizzle-kit tears
 * apart: that one stands in a migration of its own (`generate --custom`).
 */
export const logs = sqliteTable(
  "_logs",
  {
    id: text().primaryKey().default(randomId).notNull(),
    level: integer().default(0).notNull(),
    message: text().default("").notNull(),
    data: json().default("{}").notNull(),
    created: text().default(now).notNull(),
  },
  (table) => [
    index("idx_logs_level").on(table.level),
    index("idx_logs_message").on(table.message),
  ],
);

/**
 * Files of records whose fate is open: noted before the transaction that adds or drops them commits, and gone once the
 * storage is as the records say. What is left over after a crash is judged at the next start.
 */
export const fileNotes = sqliteTable("_fileNotes", {
  id: text().primaryKey().notNull(),
  /** Keys of files, and prefixes (which end with `/`) of records or collections, as a list. */
  keys: json().notNull(),
  created: text().default(now).notNull(),
});
