import { Glob } from "bun";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./project-root.ts";

/**
 * When one of these last changed, in milliseconds since 1970.
 *
 * @param patterns globs below the project's root; folders that match count, too: theirs is the change when a file goes
 */
export async function lastChange(patterns: readonly string[]): Promise<number> {
  let latest = 0;
  for (const pattern of patterns) {
    const found = new Glob(pattern).scan({
      cwd: projectRoot,
      onlyFiles: false,
    });
    for await (const path of found) {
      const { mtimeMs } = await stat(join(projectRoot, path));
      latest = Math.max(latest, mtimeMs);
    }
  }
  return latest;
}

/** When a file was written, in milliseconds since 1970; 0 if it is not there. */
export async function writtenAt(path: string): Promise<number> {
  const file = Bun.file(path);
  return (await file.exists()) ? file.lastModified : 0;
}
