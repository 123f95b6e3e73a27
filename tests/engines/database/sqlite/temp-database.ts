import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../../../src/engines/database/database.ts";
import {
  openSqlite,
  type SqliteOptions,
} from "../../../../src/engines/database/sqlite/sqlite-database.ts";

/** A database in a folder of its own; disposing closes it and removes the folder. */
export interface TempDatabase extends AsyncDisposable {
  readonly database: Database;
  readonly dir: string;
  readonly file: string;
}

export async function openTempDatabase(
  options: Omit<SqliteOptions, "file"> = {},
): Promise<TempDatabase> {
  const dir = await mkdtemp(join(tmpdir(), "hutch-database-"));
  const file = join(dir, "test.db");
  const database = await openSqlite({ ...options, file });
  return {
    database,
    dir,
    file,
    async [Symbol.asyncDispose]() {
      await database.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
