import auxiliary0000 from "../../../drizzle/sqlite/auxiliary/0000_fixed_tables.sql" with { type: "text" };
import auxiliary0001 from "../../../drizzle/sqlite/auxiliary/0001_logs_created_hour_index.sql" with { type: "text" };
import auxiliary0002 from "../../../drizzle/sqlite/auxiliary/0002_file_notes.sql" with { type: "text" };
import data0000 from "../../../drizzle/sqlite/data/0000_fixed_tables.sql" with { type: "text" };

/**
 * What drizzle-kit generated from the tables of this folder, in order. `data.db` has PocketBase's exact shape and keeps
 * it; `auxiliary.db` may gain tables of ours.
 *
 * The tables are PocketBase's but for their spelling: its texts have some defaults in double quotes (`DEFAULT "[]"`)
 * where these have single ones. SQLite reads both alike.
 */
export const dataMigrations = [data0000].map(statementsOf);
export const auxiliaryMigrations = [
  auxiliary0000,
  auxiliary0001,
  auxiliary0002,
].map(statementsOf);

/** The statements of one migration. */
export type Migration = readonly string[];

function statementsOf(text: string): Migration {
  return text
    .split("--> statement-breakpoint")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}
