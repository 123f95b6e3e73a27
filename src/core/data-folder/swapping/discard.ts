import { join } from "node:path";
import { type Disk, localDisk } from "./disk.ts";
import { discardedPrefix, swapPaths } from "./swap-paths.ts";

/**
 * Puts all that a swap has left, the old data or the new, out of the way, in one step. It is still on the disk then:
 * removing much takes long.
 */
export async function discardRestore(
  dir: string,
  disk: Disk = localDisk,
): Promise<void> {
  const { folder } = swapPaths(dir);
  if ((await disk.deviceOf(folder)) === undefined) return;
  await disk.move(folder, join(dir, discardedPrefix + crypto.randomUUID()));
  await disk.settle(dir);
}

/** Removes from the disk what was put out of the way. */
export async function removeDiscarded(
  dir: string,
  disk: Disk = localDisk,
): Promise<void> {
  for (const name of await disk.list(dir)) {
    if (name.startsWith(discardedPrefix)) await disk.remove(join(dir, name));
  }
}
