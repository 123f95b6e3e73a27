import type { Entry } from "yauzl";
import { Invalid } from "../../errors.ts";
import { faultOfPath } from "../entry-path.ts";

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
