import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { RecordFiles } from "../../../src/core/files/record-files.ts";
import type { UploadedFile } from "../../../src/core/files/uploaded-file.ts";

/** A file as a form brings it. */
export async function upload(
  files: RecordFiles,
  originalName: string,
  contents: string | Uint8Array<ArrayBuffer> = "hello",
): Promise<UploadedFile> {
  await mkdir(files.temporaryFolder, { recursive: true });
  const path = join(files.temporaryFolder, crypto.randomUUID());
  const size = await Bun.write(path, contents);
  return files.receive({ path, originalName, size });
}
