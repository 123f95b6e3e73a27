/** A chunk of a PNG file (W3C PNG, section 5.3), without its length and checksum. */
export interface PngChunk {
  /** Four letters. */
  readonly type: string;
  readonly data: Uint8Array;
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** Bytes of a chunk beside its data: length and type before, checksum after. */
const before = 8;
const around = 12;

/** The chunks of a PNG file of our own making: their checksums are not judged. @throws {RangeError} it is cut off */
export function readPngChunks(png: Uint8Array): readonly PngChunk[] {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const chunks: PngChunk[] = [];
  for (let at = signature.length; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + before);
    chunks.push({
      type,
      data: bytes.subarray(at + before, at + before + length),
    });
    at += around + length;
  }
  return chunks;
}

export function writePngChunks(
  chunks: readonly PngChunk[],
): Uint8Array<ArrayBuffer> {
  const size = chunks.reduce((sum, { data }) => sum + around + data.length, 0);
  const png = Buffer.alloc(signature.length + size);
  png.set(signature);
  let at = signature.length;
  for (const { type, data } of chunks) {
    const end = at + before + data.length;
    png.writeUInt32BE(data.length, at);
    png.write(type, at + 4, "latin1");
    png.set(data, at + before);
    png.writeUInt32BE(Bun.hash.crc32(png.subarray(at + 4, end)), end);
    at += around + data.length;
  }
  return png;
}
