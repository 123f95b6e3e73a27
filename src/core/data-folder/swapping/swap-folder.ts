import { join } from "node:path";
import { Refused } from "../../errors.ts";
import { discardRestore } from "./discard.ts";
import { type Disk, localDisk } from "./disk.ts";
import { staysInPlace } from "./entries-that-stay.ts";
import { readMarker, type SwapMarker, writeMarker } from "./swap-marker.ts";
import { swapPaths } from "./swap-paths.ts";

/**
 * Puts what is staged in the place of what is in the data folder, entry by entry, since the folder itself may be the root
 * of a disk. A marker says how far it is: until `acceptSwap`, `undoSwap` brings the old data back, after a crash too, so
 * that the next start has either the old or the new, whole. The databases must be closed.
 *
 * @param staying names of entries that stay besides those that always do
 * @throws {Refused} an entry cannot be moved, since it is on another disk; nothing was
 */
export async function swapFolder(
  dir: string,
  staying: readonly string[] = [],
  disk: Disk = localDisk,
): Promise<void> {
  const { folder, staged, old } = swapPaths(dir);
  const leaving = await entriesOf(dir, staying, disk);
  await refuseElsewhere(dir, leaving, disk);
  await disk.makeFolder(old);
  await writeMarker(dir, disk, { phase: "emptying", staying });
  for (const name of leaving) await disk.move(join(dir, name), join(old, name));
  await settleAll(disk, [old, dir]);
  await writeMarker(dir, disk, { phase: "filling", staying });
  for (const name of await disk.list(staged)) {
    await disk.move(join(staged, name), join(dir, name));
  }
  await settleAll(disk, [dir, staged, folder]);
}

/** The new data stays. The old is out of the way at once, and removed by `removeDiscarded`. */
export function acceptSwap(dir: string, disk: Disk = localDisk): Promise<void> {
  // Takes the marker along: there is no moment in between.
  return discardRestore(dir, disk);
}

/** Whether a swap was begun and neither accepted nor undone. */
export async function isSwapOpen(
  dir: string,
  disk: Disk = localDisk,
): Promise<boolean> {
  return (await disk.read(swapPaths(dir).marker)) !== undefined;
}

/**
 * Brings the old data back, from wherever a swap was. Does nothing if there was none. The databases must be closed.
 *
 * @throws {Refused} something new is in the way; nothing is lost
 */
export async function undoSwap(
  dir: string,
  disk: Disk = localDisk,
): Promise<void> {
  const marker = await readMarker(dir, disk);
  if (marker === undefined) return;
  if (marker.phase === "filling") await takeOut(dir, marker, disk);
  const { old } = swapPaths(dir);
  for (const name of await disk.list(old)) {
    const place = join(dir, name);
    if ((await disk.deviceOf(place)) !== undefined) {
      throw new Refused(
        `The old data cannot be brought back: ${place} is in the way of ${join(old, name)}. Move one of them away.`,
      );
    }
    await disk.move(join(old, name), place);
  }
  await settleAll(disk, [dir, old]);
  await discardRestore(dir, disk);
}

/** Takes the new data out of the data folder, with what came of opening it. */
async function takeOut(
  dir: string,
  { staying }: SwapMarker,
  disk: Disk,
): Promise<void> {
  const { rejected } = swapPaths(dir);
  await disk.makeFolder(rejected);
  for (const name of await entriesOf(dir, staying, disk)) {
    const place = join(rejected, name);
    // An attempt before this one may have taken out the same.
    await disk.remove(place);
    await disk.move(join(dir, name), place);
  }
  await settleAll(disk, [rejected, dir]);
  await writeMarker(dir, disk, { phase: "emptying", staying });
}

/** The entries that are swapped. */
async function entriesOf(
  dir: string,
  staying: readonly string[],
  disk: Disk,
): Promise<readonly string[]> {
  const names = await disk.list(dir);
  return names.filter((name) => !staysInPlace(name) && !staying.includes(name));
}

async function refuseElsewhere(
  dir: string,
  names: readonly string[],
  disk: Disk,
): Promise<void> {
  const here = await disk.deviceOf(swapPaths(dir).folder);
  for (const name of names) {
    const path = join(dir, name);
    if ((await disk.deviceOf(path)) === here) continue;
    throw new Refused(
      `${path} is on a disk of its own, so that other data cannot be put in its place: unmount it first.`,
    );
  }
}

async function settleAll(
  disk: Disk,
  folders: readonly string[],
): Promise<void> {
  for (const folder of folders) await disk.settle(folder);
}
