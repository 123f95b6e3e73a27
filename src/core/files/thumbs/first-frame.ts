/** A chunk of a WebP file: four letters and its data. */
interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** Bits of the first byte of `VP8X`. */
const hasProfile = 0x20;
const hasAlpha = 0x10;
const isAnimated = 0x02;

/** Bytes before the picture of a frame: place, size, duration and flags. */
const frameHeader = 16;

/**
 * The first picture of an animated WebP as a WebP of its own, since decoders of pictures take no animations; anything else comes
 * back as it is. A frame that does not fill the canvas comes without what is around it.
 *
 * @see RFC 9649, section 2.7
 */
export function firstFrame(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (
    bytes.toString("latin1", 0, 4) !== "RIFF" ||
    bytes.toString("latin1", 8, 16) !== "WEBPVP8X"
  ) {
    return file;
  }
  const chunks = readChunks(bytes.subarray(12));
  const features = chunks[0]?.data[0] ?? 0;
  const frame = chunks.find(({ type }) => type === "ANMF")?.data;
  if ((features & isAnimated) === 0 || frame === undefined) return file;

  const picture = readChunks(frame.subarray(frameHeader)).filter(({ type }) =>
    ["ALPH", "VP8 ", "VP8L"].includes(type),
  );
  const profile = chunks.filter(({ type }) => type === "ICCP");
  const isOpaque = picture.every(({ type }) => type === "VP8 ");
  const header = Buffer.alloc(10);
  header[0] = (profile.length > 0 ? hasProfile : 0) | (isOpaque ? 0 : hasAlpha);
  // Width and height, each less one, in three bytes: both here and there.
  frame.copy(header, 4, 6, 12);
  return writeWebp([{ type: "VP8X", data: header }, ...profile, ...picture]);
}

function readChunks(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 4);
    const type = bytes.toString("latin1", at, at + 4);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function writeWebp(chunks: readonly Chunk[]): Uint8Array {
  const parts = chunks.flatMap(({ type, data }) => {
    const head = Buffer.alloc(8);
    head.write(type, "latin1");
    head.writeUInt32LE(data.length, 4);
    return [head, data, Buffer.alloc(data.length % 2)];
  });
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...parts]);
  const head = Buffer.alloc(8);
  head.write("RIFF", "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
