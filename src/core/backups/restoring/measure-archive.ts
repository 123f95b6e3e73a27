import type { FileHandle } from "node:fs/promises";
import { staysInPlace } from "../../data-folder/swapping/entries-that-stay.ts";
import { Invalid } from "../../errors.ts";
import { isDatabaseFile } from "../folder-layout.ts";
import { refusal } from "./judge-entry.ts";
import { type ArchivedFile, readArchive } from "./read-archive.ts";

/** How much an archive holds of what is restored. */
export interface ArchiveMeasure {
  readonly files: number;
  /** Bytes, unpacked. */
  readonly bytes: number;
}

/**
 * The files of an archive that are part of the data. The others are judged like them, and passed over: other backups
 * above all, and what SQLite makes anew.
 *
 * @throws {Invalid} see `readArchive`
 */
export async function* readData(
  file: FileHandle,
): AsyncGenerator<ArchivedFile> {
  for await (const archived of readArchive(file)) {
    if (!isPassedOver(archived.path)) yield archived;
  }
}

/**
 * Looks an archive through, without unpacking it: what is refused here costs nothing.
 *
 * @throws {Invalid} it cannot be a backup
 */
export async function measureArchive(
  file: FileHandle,
): Promise<ArchiveMeasure> {
  const { size } = await file.stat();
  const roots = new Map<string, string>();
  let [files, bytes, packed] = [0, 0, 0];
  let hasDatabase = false;
  for await (const archived of readArchive(file)) {
    packed += archived.packedSize;
    // Each entry has bytes of its own; the bombs that fit into a mail let many unpack the same.
    if (packed > size) {
      throw refusal(archived.path, "it shares its bytes with others");
    }
    refuseTwin(roots, archived.path);
    if (isPassedOver(archived.path)) continue;
    hasDatabase ||= archived.path === "data.db" && archived.size > 0;
    files++;
    bytes += archived.size;
  }
  if (!hasDatabase) {
    throw new Invalid("The archive is no backup: it holds no data.db.");
  }
  return { files, bytes };
}

function isPassedOver(path: string): boolean {
  const [root = ""] = path.split("/", 1);
  // The index of a log belongs to the processes that have it open.
  return staysInPlace(root) || /^[^/]*\.db-shm$/.test(path);
}

/** Where capitals make no difference, `DATA.DB` would be put in the place of `data.db`. Others may differ in them alone. */
function refuseTwin(roots: Map<string, string>, path: string): void {
  const [root = ""] = path.split("/", 1);
  const folded = root.normalize("NFC").toLowerCase();
  if (!isDatabaseFile(folded)) return;
  const known = roots.get(folded);
  if (known === undefined) roots.set(folded, root);
  else if (known !== root) {
    throw refusal(path, `its name differs from ${known} in capitals alone`);
  }
}
