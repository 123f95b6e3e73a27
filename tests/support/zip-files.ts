import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fromBufferPromise } from "yauzl";
import { ZipFile } from "yazl";

/** The files of an archive by name; fails where one is not as it was packed. */
export async function readZip(
  archive: Uint8Array,
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await fromBufferPromise(Buffer.from(archive));
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      chunks.push(chunk as Buffer);
    }
    const contents = Buffer.concat(chunks);
    if (Bun.hash.crc32(contents) !== entry.crc32) {
      throw new Error(`${entry.fileName} is damaged`);
    }
    files.set(entry.fileName, contents);
  }
  return files;
}

/** Puts the files of an archive into a folder. */
export async function unzip(
  archive: Uint8Array,
  folder: string,
): Promise<void> {
  for (const [name, contents] of await readZip(archive)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await Bun.write(path, contents);
  }
}

/** Makes an archive of files by name. */
export async function zipOf(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const [name, contents] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(contents), name);
  }
  const chunks: Buffer[] = [];
  zip.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
  zip.end();
  await once(zip.outputStream, "end");
  return new Uint8Array(Buffer.concat(chunks));
}
