import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { staysInPlace } from "../../data-folder/swapping/entries-that-stay.ts";
import { isDatabaseFile } from "../folder-layout.ts";

/** A file of a data folder, other than its databases. */
export interface FolderFile {
  /** Below the folder, with `/` between its parts. */
  readonly name: string;
  readonly path: string;
}

/** Where the local storage has files that are not whole yet. */
const staging = "storage/.tmp";

/**
 * The files of a data folder that go into a backup beside the databases, by name. Links are followed as long as they stay
 * in the folder and do not run in circles; `storage` itself may be a link to anywhere, such as another disk.
 *
 * @param excluded entries of the folder that are left out, by name
 */
export async function* listFolderFiles(
  dir: string,
  excluded: readonly string[],
): AsyncGenerator<FolderFile> {
  const real = await realpath(dir);
  for (const entry of await entriesOf(dir)) {
    const { name } = entry;
    if (staysInPlace(name) || isDatabaseFile(name.toLowerCase())) continue;
    if (excluded.includes(name)) continue;
    const path = join(dir, name);
    const found = await lookAt(entry, path, join(real, name));
    if (found?.kind === "file") yield { name, path };
    if (found?.kind !== "folder") continue;
    if (!entry.isSymbolicLink()) {
      yield* walk(name, path, { at: found.real, inside: real, above: [] });
    } else if (name === "storage") {
      const { real: at } = found;
      yield* walk(name, path, { at, inside: at, above: [] });
    }
  }
}

/** A folder that is being walked. */
interface Place {
  /** Where it really is. */
  readonly at: string;
  /** What links must not lead out of. */
  readonly inside: string;
  /** The folders that have the links on the way to it. */
  readonly above: readonly string[];
}

async function* walk(
  name: string,
  path: string,
  { at, inside, above }: Place,
): AsyncGenerator<FolderFile> {
  if (name === staging) return;
  for (const entry of await entriesOf(at)) {
    const file = {
      name: `${name}/${entry.name}`,
      path: join(path, entry.name),
    };
    const found = await lookAt(entry, file.path, join(at, entry.name));
    if (found === undefined) continue;
    const { kind, real } = found;
    const isLink = entry.isSymbolicLink();
    if (isLink && !isWithin(real, inside)) continue;
    if (kind === "file") {
      yield file;
    } else if (!isLink) {
      yield* walk(file.name, file.path, { at: real, inside, above });
    } else if (![...above, at].some((folder) => isWithin(folder, real))) {
      const place = { at: real, inside, above: [...above, at] };
      yield* walk(file.name, file.path, place);
    }
  }
}

interface Found {
  readonly kind: "file" | "folder";
  /** Where it really is. */
  readonly real: string;
}

/** Undefined for what is neither, such as a socket, and for what has gone. */
async function lookAt(
  entry: Dirent,
  path: string,
  ownPlace: string,
): Promise<Found | undefined> {
  if (entry.isFile()) return { kind: "file", real: ownPlace };
  if (entry.isDirectory()) return { kind: "folder", real: ownPlace };
  if (!entry.isSymbolicLink()) return undefined;
  try {
    const real = await realpath(path);
    const info = await stat(real);
    if (info.isFile()) return { kind: "file", real };
    return info.isDirectory() ? { kind: "folder", real } : undefined;
  } catch (error) {
    if (hasGone(error)) return undefined;
    throw error;
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

/** Nothing once the folder has gone. */
async function entriesOf(path: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (hasGone(error)) return [];
    throw error;
  }
}

/** Whether an error says that a file or folder is not there (any more). */
export function hasGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    ["ENOENT", "ENOTDIR", "ELOOP"].includes(String(error.code))
  );
}
