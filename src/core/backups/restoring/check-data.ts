import { Database } from "bun:sqlite";
import { rm, stat } from "node:fs/promises";
import { findDamage } from "../../../engines/database/sqlite/find-damage.ts";
import { folderPaths } from "../../data-folder/folder-paths.ts";
import { inspectFolder } from "../../data-folder/inspect-folder.ts";
import { Invalid, Refused } from "../../errors.ts";

/**
 * Checks that an unpacked backup holds a data folder that can be opened, with databases that are whole.
 *
 * @param folder where it was unpacked
 * @param name   what to call it in messages
 * @throws {Invalid}
 */
export async function checkData(folder: string, name: string): Promise<void> {
  try {
    inspectFolder(folder);
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    throw new Invalid(cause.message.replaceAll(folder, name), {}, { cause });
  }
  const { data, auxiliary } = folderPaths(folder);
  for (const file of [data, auxiliary]) {
    const size = await sizeOf(file);
    if (size === undefined || size === 0) continue;
    const damage = await findDamage(file);
    if (damage !== undefined) {
      throw new Invalid(
        `The backup's ${file.slice(folder.length + 1)} is damaged: ${damage}.`,
      );
    }
  }
  refuseEmpty(data);
  for (const file of [data, auxiliary]) await removeTraces(file);
}

/** A folder that has just been made has no collections either, but nobody makes a backup of it. */
function refuseEmpty(file: string): void {
  const database = new Database(file, { readonly: true });
  try {
    using statement = database.prepare<{ count: number }, []>(
      "select count(*) as count from sqlite_master where name = '_collections'",
    );
    if (statement.get()?.count === 1) return;
  } finally {
    database.close(true);
  }
  throw new Invalid("The backup's data.db holds no collections.");
}

/** What looking at a database leaves beside it would belong to whoever has looked. */
async function removeTraces(file: string): Promise<void> {
  await rm(`${file}-shm`, { force: true });
  if ((await sizeOf(`${file}-wal`)) === 0) await rm(`${file}-wal`);
}

async function sizeOf(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.size;
}
