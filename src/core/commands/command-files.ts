import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { lstat, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type JsonObject } from "../json.ts";

/**
 * The files by which a command and the server of a data folder speak with each other, in a folder in the data folder that
 * only its owner may write to, who could change the data anyway. `ID.request` is the command's; the server makes `ID.taken`
 * of it, says in `ID.progress` how far it is, and at the end in `ID.answer` how it went.
 */
export type CommandFileKind = "request" | "taken" | "progress" | "answer";

/** Bytes that a file may have. */
const largest = 16 * 1024;

const names = /^([0-9a-f-]{36})\.(request|taken|progress|answer)$/;

/** Undefined for a name that is not of these files. */
export function parseCommandFile(
  name: string,
): { readonly id: string; readonly kind: string } | undefined {
  const [, id, kind] = names.exec(name) ?? [];
  return id === undefined || kind === undefined ? undefined : { id, kind };
}

/** The path of one of the files. @param id of the request that it is about */
export function commandFile(
  folder: string,
  id: string,
  kind: CommandFileKind,
): string {
  return join(folder, `${id}.${kind}`);
}

/** Writes a file whole, in the place of what is there: of a link, in the place of the link. */
export async function writeCommandFile(
  path: string,
  value: JsonObject,
  owner?: { readonly uid: number; readonly gid: number },
): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    const file = await open(unfinished, "wx", 0o600);
    try {
      await file.writeFile(JSON.stringify(value));
      if (owner !== undefined) await file.chown(owner.uid, owner.gid);
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Reads a file that somebody trustworthy has written. Undefined if there is none, or it is anything else. */
export async function readCommandFile(
  path: string,
): Promise<JsonObject | undefined> {
  try {
    // A link is not followed, and a pipe that nobody writes to not waited for.
    const flags = constants.O_RDONLY | noFollow | noWait;
    const file = await open(path, flags);
    try {
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > largest || !isTrusted(stats)) {
        return undefined;
      }
      const value: unknown = JSON.parse(await file.readFile("utf8"));
      return isObject(value) ? (value as JsonObject) : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

/** Whether it is a folder that nobody else can write to; false if there is none. */
export async function isTrustedFolder(folder: string): Promise<boolean> {
  try {
    const stats = await lstat(folder);
    return stats.isDirectory() && isTrusted(stats);
  } catch {
    return false;
  }
}

// Windows has neither.
const noFollow = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

function isTrusted({ uid, mode }: Stats): boolean {
  const own = process.getuid?.();
  if (own === undefined) return true;
  // An administrator works on folders of others.
  const isTheirs = own === 0 || uid === own || uid === 0;
  return isTheirs && (mode & 0o022) === 0;
}
