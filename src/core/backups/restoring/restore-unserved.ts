import { resolve } from "node:path";
import {
  type FolderHold,
  holdForReplacing,
} from "../../data-folder/hold-folder.ts";
import {
  discardRestore,
  removeDiscarded,
} from "../../data-folder/swapping/discard.ts";
import { type Disk, localDisk } from "../../data-folder/swapping/disk.ts";
import {
  acceptSwap,
  swapFolder,
  undoSwap,
} from "../../data-folder/swapping/swap-folder.ts";
import { Invalid } from "../../errors.ts";
import type { BackupProgress } from "../backups.ts";
import type { ArchiveSource } from "./archive-source.ts";
import { describeReason } from "./describe-reason.ts";
import { stageBackup } from "./stage-backup.ts";

/**
 * Puts the data of a backup into a folder that nobody serves, whatever is in it: it may be damaged, or not there at all.
 *
 * @param parts.dir  the data folder
 * @param parts.open opens the folder, for whose hold it need not care, and closes it; throws if that cannot be done
 * @throws {Invalid} the backup cannot be used; all is as it was
 * @throws {Refused} a server or a command uses the folder; nothing was touched
 */
export async function restoreUnserved(
  source: ArchiveSource,
  parts: {
    readonly dir: string;
    readonly open: (hold: FolderHold) => Promise<void>;
    readonly progress?: BackupProgress | undefined;
    readonly disk?: Disk;
  },
): Promise<void> {
  const { disk = localDisk } = parts;
  const dir = resolve(parts.dir);
  const hold = await holdForReplacing(dir);
  try {
    await stageBackup(dir, source, parts);
    try {
      await swapFolder(dir, [], disk);
      await parts.open(hold);
      await acceptSwap(dir, disk);
    } catch (cause) {
      await undoSwap(dir, disk);
      await discardRestore(dir, disk);
      await removeDiscarded(dir, disk);
      throw new Invalid(
        `The backup ${source.name} was not restored, and all is as it was: ${describeReason(cause)}.`,
        {},
        { cause },
      );
    }
    await removeDiscarded(dir, disk);
  } finally {
    hold.release();
  }
}
