import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { folderPaths } from "../core/data-folder/folder-paths.ts";
import { Refused } from "../core/errors.ts";

/**
 * Refuses a folder that holds no data, for commands that work on what is there: opened, it would become a new and empty data
 * folder, and who named the wrong one, or forgot `--dir`, would believe that their data was taken care of.
 *
 * @throws {Refused}
 */
export async function demandDataFolder(dir: string): Promise<void> {
  const { isSwapOpen } =
    await import("../core/data-folder/swapping/swap-folder.ts");
  const path = resolve(dir);
  // While a backup is being restored, the data may be elsewhere in the folder.
  if (existsSync(folderPaths(path).data) || (await isSwapOpen(path))) return;
  throw new Refused(
    `There is no data in the folder ${path}: name the data folder with --dir.`,
  );
}
