import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** A file or folder of an archive to be packed. */
export interface PackedEntry {
  /** A folder's ends with `/`. */
  readonly name: string;
  readonly contents?: string | Uint8Array;
  /** A Unix mode, kind included. */
  readonly mode?: number;
  readonly isStored?: boolean;
}

/** Packs a zip archive, names that no backup has included. */
export async function packArchive(
  entries: readonly PackedEntry[],
): Promise<Buffer> {
  const zip = new ZipFile();
  const stands: [stand: string, name: string][] = [];
  for (const [
    index,
    { name, contents = "", mode, isStored },
  ] of entries.entries()) {
    const stand = standFor(name, index);
    stands.push([stand, name]);
    const options = mode === undefined ? {} : { mode };
    const compress = isStored !== true;
    if (stand.endsWith("/")) zip.addEmptyDirectory(stand, options);
    else zip.addBuffer(Buffer.from(contents), stand, { ...options, compress });
  }
  zip.end();
  const packed = await buffer(zip.outputStream);
  // The library refuses names that lead out of a folder: they are put in afterwards, byte for byte.
  for (const [stand, name] of stands) replaceAll(packed, stand, name);
  return packed;
}

/** Packs a folder as it is. */
export async function packFolder(
  folder: string,
  leaveOut: (name: string) => boolean = () => false,
): Promise<Buffer> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const entries: PackedEntry[] = [];
  for (const entry of found) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (leaveOut(name)) continue;
    entries.push({ name, contents: await Bun.file(path).bytes() });
  }
  return packArchive(entries);
}

/** A name of the same length that occurs nowhere else. */
function standFor(name: string, index: number): string {
  const isPlain =
    /^[\w.@-]+(?:\/[\w.@-]+)*\/?$/.test(name) &&
    !/(^|\/)\.\.?(\/|$)/.test(name);
  if (isPlain) return name;
  const end = name.endsWith("/") ? "/" : "";
  const length = Buffer.byteLength(name) - end.length;
  return `${String(index).padEnd(length, "~").slice(0, length)}${end}`;
}

function replaceAll(bytes: Buffer, from: string, to: string): void {
  if (from === to) return;
  for (;;) {
    const at = bytes.indexOf(from);
    if (at === -1) return;
    bytes.write(to, at);
  }
}
