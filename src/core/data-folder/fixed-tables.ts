import { sql } from "drizzle-orm";
import type { Database, Executor } from "../../engines/database/database.ts";
import {
  auxiliaryMigrations,
  dataMigrations,
  type Migration,
} from "./embedded-migrations.ts";
import { defaultSettings, upstreamMigrations } from "./fixed-rows.ts";

/** Gives an empty `data.db` its fixed tables and their first rows, all or nothing. A filled one stays as it is. */
export async function ensureDataTables(database: Database): Promise<void> {
  if (await hasTable(database, "_collections")) return;
  await database.transaction(async (tx) => {
    // Another process may have been faster.
    if (await hasTable(tx, "_collections")) return;
    await apply(tx, dataMigrations);
    const applied = Date.now() * 1000;
    for (const [index, file] of upstreamMigrations.entries()) {
      await tx.run(
        sql`insert into _migrations (file, applied) values (${file}, ${applied + index})`,
      );
    }
    await tx.run(
      sql`insert into _params (id, value) values ('settings', ${JSON.stringify(defaultSettings)})`,
    );
  });
}

/**
 * Gives `auxiliary.db` the tables that it lacks. How far it is stands in its `user_version`, which PocketBase does not
 * use; a file that PocketBase made has the logs and no version.
 */
export async function ensureAuxiliaryTables(database: Database): Promise<void> {
  if ((await version(database)) >= auxiliaryMigrations.length) return;
  await database.transaction(async (tx) => {
    const done = await version(tx);
    const from =
      done === 0 && (await hasTable(tx, "_logs")) ? logsMigrations : done;
    await apply(tx, auxiliaryMigrations.slice(from));
    await tx.run(
      sql`pragma user_version = ${sql.raw(String(auxiliaryMigrations.length))}`,
    );
  });
}

/** How many of the migrations make what PocketBase's own file has. */
const logsMigrations = 2;

async function apply(
  executor: Executor,
  migrations: readonly Migration[],
): Promise<void> {
  for (const statement of migrations.flat()) {
    await executor.run(sql.raw(statement));
  }
}

async function hasTable(executor: Executor, name: string): Promise<boolean> {
  const found = await executor.get(
    sql`select 1 from sqlite_master where type = 'table' and name = ${name}`,
  );
  return found !== undefined;
}

async function version(executor: Executor): Promise<number> {
  const row = await executor.get(sql`pragma user_version`);
  return Number(row?.["user_version"] ?? 0);
}
