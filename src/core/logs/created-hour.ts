import { sql, type SQL } from "drizzle-orm";
import type { Dialect } from "../../engines/database/dialect.ts";

/** The hour of a date, in words that sort as the dates do: to the letter the expression of the index `idx_logs_created_hour`. */
export function hourOf(dialect: Dialect, date: SQL): SQL {
  return dialect.formatTime(sql.raw("'%Y-%m-%d %H:00:00'"), date);
}
