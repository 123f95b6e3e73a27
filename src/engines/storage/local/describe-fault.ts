import { StorageFailed } from "../storage.ts";

/** What the operating system said, for an operator to read. */
const explanations: ReadonlyMap<string, string> = new Map([
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["EFBIG", "the file is larger than the system allows"],
  ["EROFS", "the disk is read-only"],
  ["EACCES", "permission is denied"],
  ["EPERM", "permission is denied"],
  ["ENOTDIR", "there is a file where a folder should be"],
  ["EEXIST", "there is a file where a folder should be"],
  ["EISDIR", "there is a folder where a file should be"],
  ["ENAMETOOLONG", "the name is too long for the disk"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["EIO", "the disk has a fault"],
]);

/** @param doing such as `the file X cannot be written` */
export function storageFailed(doing: string, cause: unknown): StorageFailed {
  const code = systemCode(cause);
  const reason =
    explanations.get(code) ??
    (cause instanceof Error ? cause.message : String(cause));
  return new StorageFailed(`${doing}: ${reason}.`, { cause });
}

/** The system's code of an error, such as `ENOENT`; empty when it has none. */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

/** Whether the path leads nowhere: a part of it is missing, is no folder, runs in circles or is longer than any name. */
export function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(
    systemCode(error),
  );
}
