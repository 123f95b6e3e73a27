import { type FileLock, takeFileLock } from "./file-lock.ts";
import { folderPaths } from "./folder-paths.ts";

/**
 * Says that a command works on the databases, beside others and beside a server. While it does, they are not replaced: it
 * would go on writing to files that are no longer there.
 *
 * @returns undefined while they are being replaced
 * @throws {Refused} the folder cannot be locked
 */
export function takeSharedUse(dir: string): FileLock | undefined {
  return takeFileLock(folderPaths(dir).useLock, "shared");
}

/**
 * Takes the databases away from all commands, to replace them.
 *
 * @returns undefined while a command works on them
 * @throws {Refused} the folder cannot be locked
 */
export function takeSoleUse(dir: string): FileLock | undefined {
  return takeFileLock(folderPaths(dir).useLock, "sole");
}
