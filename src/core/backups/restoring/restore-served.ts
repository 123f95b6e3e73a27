import { resolve } from "node:path";
import { type AppHost, NothingOpens } from "../../app-host.ts";
import {
  discardRestore,
  removeDiscarded,
} from "../../data-folder/swapping/discard.ts";
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
 * Puts the data of a backup in the place of that of a folder which this process serves. The host's app is another one then.
 * The caller sees to it that no other backup is being made or restored.
 *
 * @param parts.dir      the data folder
 * @param parts.staying  entries of it that stay, besides those that always do
 * @param parts.signal   ends it as long as nothing has been replaced
 * @param parts.takeOver called before what uses the folder is closed
 * @throws {Invalid} the backup cannot be used; all is as it was
 * @throws {NothingOpens} neither the backup nor what was there can be opened
 */
export async function restoreServed(
  source: ArchiveSource,
  parts: {
    readonly dir: string;
    readonly host: AppHost;
    readonly staying?: readonly string[];
    readonly signal: AbortSignal;
    readonly takeOver: () => void;
    readonly progress?: BackupProgress | undefined;
  },
): Promise<void> {
  const { host } = parts;
  const dir = resolve(parts.dir);
  await stageBackup(dir, source, parts);
  let isTaken = false;
  try {
    // Nothing may come between the two, or closing would not wait for the change.
    parts.takeOver();
    isTaken = true;
    await host.change({
      apply: () => swapFolder(dir, parts.staying),
      accept: () => acceptSwap(dir),
      undo: () => undoSwap(dir),
      abandon: () => discardRestore(dir),
    });
  } catch (cause) {
    if (cause instanceof NothingOpens) throw cause;
    if (!isTaken) await discardRestore(dir);
    throw new Invalid(
      `The backup ${source.name} was not restored, and all is as it was: ${describeReason(cause)}.`,
      {},
      { cause },
    );
  } finally {
    await removeDiscarded(dir).catch((error: unknown) =>
      host.app.log.warn("what a restored backup has replaced is still there", {
        error,
      }),
    );
  }
}
