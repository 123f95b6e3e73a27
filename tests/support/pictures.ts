import { decode, encode } from "fast-png";

/** Red, green, blue, and alpha where it is not 255; each from 0 to 255. */
export type Color = readonly [number, number, number, number?];

export const red: Color = [255, 0, 0];
export const green: Color = [0, 255, 0];
export const blue: Color = [0, 0, 255];
export const yellow: Color = [255, 255, 0];

/** What color a picture has where. */
export type Painting = (x: number, y: number) => Color;

/** A picture to be painted. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly at: Painting;
}

/** Red, green above; blue, yellow below. */
export function quarters(width: number, height: number): Canvas {
  return {
    width,
    height,
    at: (x, y) =>
      y < height / 2
        ? x < width / 2
          ? red
          : green
        : x < width / 2
          ? blue
          : yellow,
  };
}

export function plain(width: number, height: number, color: Color): Canvas {
  return { width, height, at: () => color };
}

export function asPng({ width, height, at }: Canvas): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b, alpha = 255] = at(x, y);
      data.set([r, g, b, alpha], (y * width + x) * 4);
    }
  }
  return new Uint8Array(encode({ width, height, data, channels: 4 }));
}

export async function asJpeg(canvas: Canvas): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Bun.Image(asPng(canvas)).jpeg({ quality: 98 });
  return new Uint8Array(await image.bytes());
}

export async function asWebp(canvas: Canvas): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Bun.Image(asPng(canvas)).webp({ lossless: true });
  return new Uint8Array(await image.bytes());
}

/**
 * A JPEG that says how it is to be turned to be upright (EXIF, tag 274): it shows the canvas then.
 *
 * @param orientation 1 to 8
 */
export async function asTurnedJpeg(
  { width, height, at }: Canvas,
  orientation: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const right = width - 1;
  const bottom = height - 1;
  const turned: Painting =
    [
      at,
      (x: number, y: number) => at(right - x, y),
      (x: number, y: number) => at(right - x, bottom - y),
      (x: number, y: number) => at(x, bottom - y),
      (x: number, y: number) => at(y, x),
      (x: number, y: number) => at(right - y, x),
      (x: number, y: number) => at(right - y, bottom - x),
      (x: number, y: number) => at(y, bottom - x),
    ][orientation - 1] ?? at;
  const jpeg = await asJpeg(
    orientation < 5
      ? { width, height, at: turned }
      : { width: height, height: width, at: turned },
  );
  const exif = Buffer.from(
    `Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`,
    "latin1",
  );
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(exif.length + 2, 2);
  return new Uint8Array(
    Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]),
  );
}

/** Frames of one size, one after the other. */
export async function asAnimatedWebp(
  frames: readonly Canvas[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { width = 1, height = 1 } = frames[0] ?? {};
  const size = [...threeBytes(width - 1), ...threeBytes(height - 1)];
  const parts = await Promise.all(
    frames.map(async (frame) => {
      const still = Buffer.from(await asWebp(frame));
      // Behind `RIFF`, its length and `WEBP` is the picture.
      const place = [0, 0, 0, 0, 0, 0, ...size, ...threeBytes(100), 0];
      return webpChunk(
        "ANMF",
        Buffer.concat([Buffer.from(place), still.subarray(12)]),
      );
    }),
  );
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    webpChunk("VP8X", Buffer.from([0x02, 0, 0, 0, ...size])),
    webpChunk("ANIM", Buffer.alloc(6)),
    ...parts,
  ]);
  return new Uint8Array(webpChunk("RIFF", body));
}

function webpChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

const threeBytes = (value: number) => [
  value & 255,
  (value >> 8) & 255,
  (value >> 16) & 255,
];

/** How long the frame shows, and that it begins at the top left. */
const frameHead = [0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0];

const gifColors = [red, green, blue, yellow];

/** Frames of one size, in the four colors that have a name here. */
export function asGif(frames: readonly Canvas[]): Uint8Array<ArrayBuffer> {
  const { width = 1, height = 1 } = frames[0] ?? {};
  const size = [width & 255, width >> 8, height & 255, height >> 8];
  const palette = gifColors.flatMap(([r, g, b]) => [r, g, b]);
  const pictures = frames.flatMap((frame) => [
    ...frameHead,
    ...size,
    0,
    ...gifPixels(frame),
  ]);
  return new Uint8Array([
    ...Buffer.from("GIF89a"),
    ...size,
    0xf1,
    0,
    0,
    ...palette,
    ...pictures,
    0x3b,
  ]);
}

/** Codes of three bits each: the table is cleared before it grows, so that nothing is compressed. */
function gifPixels({ width, height, at }: Canvas): number[] {
  const clear = 4;
  const end = 5;
  const codes: number[] = [];
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (pixel % 2 === 0) codes.push(clear);
    const color = at(pixel % width, Math.floor(pixel / width));
    codes.push(gifColors.indexOf(color));
  }
  codes.push(end);
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const code of codes) {
    held |= code << bits;
    bits += 3;
    while (bits >= 8) {
      bytes.push(held & 255);
      held >>= 8;
      bits -= 8;
    }
  }
  bytes.push(held);
  const blocks: number[] = [];
  for (let start = 0; start < bytes.length; start += 255) {
    const block = bytes.slice(start, start + 255);
    blocks.push(block.length, ...block);
  }
  return [2, ...blocks, 0];
}

export function asBmp({ width, height, at }: Canvas): Uint8Array<ArrayBuffer> {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bmp = Buffer.alloc(54 + row * height);
  bmp.write("BM");
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(54, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(height, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b] = at(x, height - 1 - y);
      bmp.set([b, g, r], 54 + y * row + x * 3);
    }
  }
  return new Uint8Array(bmp);
}

/** A PNG of a few bytes that claims to be this large. */
export function pngBomb(
  width: number,
  height: number,
): Uint8Array<ArrayBuffer> {
  const png = Buffer.from(asPng(plain(1, 1, red)));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(Bun.hash.crc32(png.subarray(12, 29)), 29);
  return new Uint8Array(png);
}

/** A picture as somebody sees it. */
export interface SeenPicture {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): [number, number, number, number];
  /** Which of the four named colors the pixel is nearest to. */
  colorAt(x: number, y: number): Color | undefined;
}

export async function seePicture(bytes: Uint8Array): Promise<SeenPicture> {
  const { format } = await new Bun.Image(bytes).metadata();
  const png = await new Bun.Image(bytes).png().bytes();
  const { width, height, data } = decode(png);
  const at = (x: number, y: number): [number, number, number, number] => {
    const start = (y * width + x) * 4;
    const [r = 0, g = 0, b = 0, a = 0] = data.slice(start, start + 4);
    return [r, g, b, a];
  };
  return {
    format,
    width,
    height,
    at,
    colorAt: (x, y) => {
      const seen = at(x, y);
      return gifColors.find((color) =>
        color.every((part = 255, i) => Math.abs(part - (seen[i] ?? 0)) < 40),
      );
    },
  };
}
