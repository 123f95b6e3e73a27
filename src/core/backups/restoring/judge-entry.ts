import type { Entry } from "yauzl";
import { Invalid } from "../../errors.ts";

/** Bytes that the name of a file may have on common disks. */
const longestName = 255;

/** Bytes of a whole path. */
const longestPath = 2_048;

/** How much smaller deflating makes things at best. What claims more lies, or shares its bytes with other entries. */
const bestRatio = 1_032;

/** The kinds of a Unix file, in its mode. */
const kindMask = 0o170_000;
const regular = 0o100_000;
const folder = 0o040_000;

/**
 * Judges an entry of an archive by what the archive says of it.
 *
 * @throws {Invalid} no backup holds such a thing; `entry` is quoted in the message
 */
export function judgeEntry(entry: Entry): void {
  const { fileName, compressedSize, uncompressedSize } = entry;
  const fault =
    faultOfPath(fileName) ?? faultOfKind(entry) ?? faultOfPacking(entry);
  if (fault !== undefined) throw refusal(fileName, fault);
  // Whatever is packed takes some bytes besides.
  if (uncompressedSize > (compressedSize + 64) * bestRatio) {
    throw refusal(fileName, "it claims to be larger than it can be");
  }
}

/** An error that quotes a name of an archive, which may hold anything. */
export function refusal(fileName: string, fault: string): Invalid {
  const name = JSON.stringify(fileName.slice(0, 100));
  return new Invalid(`The archive's entry ${name} is refused: ${fault}.`);
}

function faultOfPath(path: string): string | undefined {
  if (Buffer.byteLength(path) > longestPath) return "its name is too long";
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(path)) {
    return "its name holds control characters";
  }
  if (path.includes("\\") || path.startsWith("/") || /^[a-z]:/i.test(path)) {
    return "its name leads out of the folder";
  }
  const segments = (path.endsWith("/") ? path.slice(0, -1) : path).split("/");
  for (const segment of segments) {
    if (segment === "..") return "its name leads out of the folder";
    if (segment === "" || segment === ".") return "its name is malformed";
    if (Buffer.byteLength(segment) > longestName) return "its name is too long";
  }
  return undefined;
}

function faultOfKind(entry: Entry): string | undefined {
  const system = entry.versionMadeBy >>> 8;
  // Unix and macOS write a file's mode; others have no such kinds.
  if (system !== 3 && system !== 19) return undefined;
  const kind = (entry.externalFileAttributes >>> 16) & kindMask;
  const isFolder = entry.fileName.endsWith("/");
  if (kind === 0 || kind === (isFolder ? folder : regular)) return undefined;
  return "it is neither a file nor a folder";
}

function faultOfPacking(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return "it is encrypted";
  if (![0, 8].includes(entry.compressionMethod)) {
    return "it is packed in a way that is not known";
  }
  if (entry.fileName.endsWith("/") && entry.uncompressedSize > 0) {
    return "it is a folder with contents";
  }
  return undefined;
}
