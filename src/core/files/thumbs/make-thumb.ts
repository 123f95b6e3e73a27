import { firstFrame } from "./first-frame.ts";
import { type Dimensions, pixelsOf, planThumb } from "./plan-thumb.ts";
import type { ThumbSize } from "./thumb-size.ts";

/** A picture that no thumb can be made of, with a sentence that says why. */
export class UnfitPicture extends Error {
  override get name(): string {
    return "UnfitPicture";
  }
}

/** No thumb of this size can be made; others can. */
export class UnfitSize extends Error {
  override get name(): string {
    return "UnfitSize";
  }
}

/** A thumb as it is to be stored. */
export interface MadeThumb {
  readonly contents: Blob;
  readonly contentType: string;
}

/** Types of which thumbs are made. */
const pictures: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpg",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/bmp",
]);

/** Bytes of a picture that are read into memory. */
export const largestPicture = 64 * 1024 * 1024;

/** Pixels of a picture: what the larger cameras make. A small file may claim any number of them. */
const mostPixels = 55_000_000;

/** Pixels of a thumb, and of what lies between it and the picture. */
const mostThumbPixels = 4096 * 4096;

/** Pixels above which one picture at a time is enough, as each takes four to eight bytes for a while. */
const manyPixels = 16_000_000;

const jpegQuality = 90;

/** Whether thumbs are made of this type. SVG is none of them: it may hold anything. */
export function isPicture(contentType: string): boolean {
  return pictures.has(contentType);
}

/** A picture that has been looked at: its pixels are not decoded yet. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly dimensions: Dimensions;
  /** Needs much memory. */
  readonly isLarge: boolean;
}

/**
 * Reads a picture's header: what it says decides before anything is decoded.
 * @throws {UnfitPicture} it is none, or has too many pixels
 */
export async function lookAt(file: Uint8Array): Promise<Picture> {
  const bytes = firstFrame(file);
  // Turned upright, as it will be.
  const { width, height } = await ofImage(() =>
    new Bun.Image(bytes, { maxPixels: mostPixels }).metadata(),
  );
  const dimensions = { width, height };
  const pixels = pixelsOf(dimensions);
  if (!(pixels > 0 && pixels <= mostPixels)) {
    throw new UnfitPicture(`a picture of ${width}x${height} is too large`);
  }
  return { bytes, dimensions, isLarge: pixels > manyPixels };
}

/**
 * Makes a thumb, on other threads than this. JPEG stays JPEG, all else becomes PNG.
 *
 * @param contentType what the picture was stored as
 * @throws {UnfitPicture} it cannot be decoded
 * @throws {UnfitSize} the thumb, or what lies between it and the picture, would have too many pixels
 */
export async function makeThumb(
  { bytes, dimensions }: Picture,
  contentType: string,
  size: ThumbSize,
): Promise<MadeThumb> {
  let image = new Bun.Image(bytes, { maxPixels: mostPixels });
  let current = dimensions;
  for (const step of planThumb(dimensions, size)) {
    const { width, height } = step.kind === "resize" ? step.to : current;
    if (width * height > mostThumbPixels) {
      throw new UnfitSize("the thumb would be too large");
    }
    if (step.kind === "resize") {
      // As upstream's "linear": smooth, and without the halos of sharper filters.
      image = image.resize(width, height, { filter: "bilinear" });
      current = step.to;
    } else {
      // Loaded with the first picture that is cut.
      const { cropPng } = await import("./crop-png.ts");
      const whole = await encode(image.png({ compressionLevel: 0 }));
      image = new Bun.Image(await cropPng(whole, step.area));
      current = step.area;
    }
  }
  const isJpeg = contentType === "image/jpeg" || contentType === "image/jpg";
  const target = isJpeg ? image.jpeg({ quality: jpegQuality }) : image.png();
  return {
    contents: new Blob([await encode(target)]),
    contentType: isJpeg ? "image/jpeg" : "image/png",
  };
}

async function encode(image: Bun.Image): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await ofImage(() => image.bytes()));
}

/** Decoding and encoding throw nothing but what is wrong with the picture. */
async function ofImage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnfitPicture(reason, { cause });
  }
}
