import { sql, type SQL } from "drizzle-orm";
import type { Database } from "../../engines/database/database.ts";
import { formatTime } from "../collections/fields/date-time.ts";
import type { SettingsValues } from "../settings/settings.ts";
import { hourOf } from "./created-hour.ts";

const day = 86_400_000;
/** Entries that are removed in one go: other writers of the file wait meanwhile. */
const mostAtOnce = 1000;

/** Removes entries that the settings do not want to keep, on another thread. */
export async function removeUnwantedLogs(
  database: Database,
  { maxDays, minLevel }: SettingsValues["logs"],
): Promise<void> {
  if (maxDays === 0) return removeAllLogs(database);
  await removeOldLogs(database, maxDays);
  await removeWhere(database, sql`level < ${minLevel}`);
}

/** Removes entries that are older than so many days, on another thread. */
export async function removeOldLogs(
  database: Database,
  maxDays: number,
): Promise<void> {
  if (maxDays === 0) return removeAllLogs(database);
  const before = formatTime(Date.now() - maxDays * day);
  const { dialect } = database;
  const created = dialect.identifier("created");
  // The hours have an index.
  await removeWhere(
    database,
    sql`${hourOf(dialect, created)} <= ${hourOf(dialect, sql`${before}`)} and ${created} <= ${before}`,
  );
}

/** Removes all entries, and gives their room back, on another thread. */
export async function removeAllLogs(database: Database): Promise<void> {
  await database.runAside(sql`delete from _logs`);
  await database.runAside(sql`vacuum`);
}

async function removeWhere(database: Database, condition: SQL): Promise<void> {
  const statement = database.prepare(
    sql`delete from _logs where id in (select id from _logs where ${condition} limit ${mostAtOnce})`,
  );
  while ((await database.runAside(statement)).changes > 0);
}
