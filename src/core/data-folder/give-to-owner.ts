import { lchownSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Gives a file or folder that this process has made to whom the folder belongs that it is in. An administrator who works on
 * a data folder would otherwise leave in it what its server cannot use.
 */
export function giveToOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  // Not through a link: the owner of the folder may have put one there.
  if (uid !== 0) lchownSync(path, uid, gid);
}
