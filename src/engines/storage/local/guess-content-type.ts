/** Bytes that tell all types which are told by their beginning. */
const sampleSize = 4_100;

/** What a file is whose `.attrs` are lost: as its first bytes show, else as its name says. */
export async function guessContentType(path: string): Promise<string> {
  const file = Bun.file(path);
  // Seldom needed, so loaded only then.
  const { fileTypeFromBuffer } = await import("file-type");
  const sample = await file.slice(0, sampleSize).bytes();
  const type = await fileTypeFromBuffer(sample);
  return type?.mime ?? file.type.replace(/; ?/, "; ");
}
