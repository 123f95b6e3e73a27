import { realpathSync } from "node:fs";
import { dirname, sep } from "node:path";
import { isMissing } from "./describe-fault.ts";

/*
 * Asked before each file is served, so in the calling thread: the names are in the system's cache, and it takes some
 * microseconds, where the thread pool would take a hundred.
 */

/**
 * Where a path really leads, links followed; undefined when that is nowhere, or outside of the folder.
 * @param folder the real path of a folder
 */
export function realPathInside(
  path: string,
  folder: string,
): string | undefined {
  try {
    const real = realpathSync(path);
    return isInside(real, folder) ? real : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Whether folders could be made along the path without leaving the folder by a link.
 * @param folder the real path of a folder that is there
 */
export function wouldBeInside(path: string, folder: string): boolean {
  for (let existing = path; ; existing = dirname(existing)) {
    try {
      return isInside(realpathSync(existing), folder);
    } catch (error) {
      if (!isMissing(error) || existing === dirname(existing)) throw error;
    }
  }
}

function isInside(real: string, folder: string): boolean {
  return (
    real === folder ||
    real.startsWith(folder.endsWith(sep) ? folder : folder + sep)
  );
}
