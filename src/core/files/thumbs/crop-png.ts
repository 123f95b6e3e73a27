import { promisify } from "node:util";
import { deflate, inflate } from "node:zlib";
import type { Area } from "./plan-thumb.ts";
import { readPngChunks, writePngChunks } from "./png-chunks.ts";

const inflateOnThread = promisify(inflate);
const deflateOnThread = promisify(deflate);

/** Red, green, blue and alpha. */
const bytesPerPixel = 4;

/**
 * Cuts an area out of a PNG as `Bun.Image` writes it with compression level 0: eight bits of red, green, blue and alpha, rows
 * that no filter has changed. What else is in it stays, its colour profile above all.
 *
 * @throws {TypeError} it is another PNG
 */
export async function cropPng(
  png: Uint8Array,
  { left, top, width, height }: Area,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks = readPngChunks(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header === undefined) throw new TypeError("a PNG has no header");
  const pixels = chunks.filter(({ type }) => type === "IDAT");
  const rows = await inflateOnThread(
    Buffer.concat(pixels.map(({ data }) => data)),
  );

  const cropped = Buffer.from(header);
  const oldRow = 1 + cropped.readUInt32BE(0) * bytesPerPixel;
  const newRow = 1 + width * bytesPerPixel;
  const isKnown = cropped[8] === 8 && cropped[9] === 6 && cropped[12] === 0;
  if (!isKnown || rows.length !== oldRow * cropped.readUInt32BE(4)) {
    throw new TypeError("a PNG is not of the kind that can be cut");
  }
  cropped.writeUInt32BE(width, 0);
  cropped.writeUInt32BE(height, 4);

  const kept = Buffer.alloc(newRow * height);
  for (let y = 0; y < height; y++) {
    const row = (top + y) * oldRow;
    if (rows[row] !== 0) throw new TypeError("a row of a PNG is filtered");
    const start = row + 1 + left * bytesPerPixel;
    rows.copy(kept, y * newRow + 1, start, start + newRow - 1);
  }
  const data = await deflateOnThread(kept, { level: 0 });
  const others = chunks.filter(
    ({ type }) => type !== "IHDR" && type !== "IDAT" && type !== "IEND",
  );
  return writePngChunks([
    { type: "IHDR", data: cropped },
    ...others,
    { type: "IDAT", data },
    { type: "IEND", data: new Uint8Array() },
  ]);
}
