import { deflateSync } from "node:zlib";
import { afterEach, describe, expect, jest, test } from "bun:test";
import { createConsoleLogger } from "../../../../src/core/logs/logger.ts";
import type { Logger } from "../../../../src/core/logs/logger.ts";
import {
  createThumbs,
  type FoundThumb,
} from "../../../../src/core/files/thumbs/thumbs.ts";
import type { FileDetails } from "../../../../src/engines/storage/storage.ts";
import { StorageFailed } from "../../../../src/engines/storage/storage.ts";
import {
  createMemoryStorage,
  type MemoryStorage,
} from "../../../support/memory-storage.ts";
import {
  asAnimatedWebp,
  asBmp,
  asGif,
  asJpeg,
  asPng,
  asTurnedJpeg,
  asWebp,
  blue,
  green,
  plain,
  pngBomb,
  quarters,
  red,
  seePicture,
  yellow,
} from "../../../support/pictures.ts";

const silent: Logger = {
  ...createConsoleLogger(false),
  warn() {},
};

interface Sample {
  readonly storage: MemoryStorage;
  readonly original: FileDetails;
  find(size: string): Promise<FoundThumb>;
  /** The thumb that `find` has made. */
  see(size: string): ReturnType<typeof seePicture>;
}

async function put(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Sample> {
  const storage = createMemoryStorage();
  await storage.write("c/r/picture", new Blob([bytes]), contentType);
  const original = (await storage.stat("c/r/picture"))!;
  const thumbs = createThumbs({ log: silent });
  const keyOf = (size: string) => `c/r/thumbs_picture/${size}_picture`;
  return {
    storage,
    original,
    find: (size) => thumbs.find(storage, original, keyOf(size), size),
    async see(size) {
      const contents = (await storage.read(keyOf(size))) as Blob;
      return seePicture(await contents.bytes());
    },
  };
}

/** The colors of the four corners, in reading order. */
function corners(picture: Awaited<ReturnType<typeof seePicture>>) {
  const right = picture.width - 2;
  const bottom = picture.height - 2;
  return [
    picture.colorAt(1, 1),
    picture.colorAt(right, 1),
    picture.colorAt(1, bottom),
    picture.colorAt(right, bottom),
  ];
}

const wide = quarters(400, 200);
const high = quarters(200, 400);
const all = [red, green, blue, yellow];

describe("a thumb is as large as its size says, and shows the right part", () => {
  test.each([
    ["100x100", wide, 100, 100, all],
    ["100x100", high, 100, 100, all],
    ["40x100", wide, 40, 100, all],
    ["100x100t", high, 100, 100, [red, green, red, green]],
    ["100x100b", high, 100, 100, [blue, yellow, blue, yellow]],
    ["100x100t", wide, 100, 100, all],
    ["100x30t", wide, 100, 30, [red, green, blue, yellow]],
    ["100x20t", wide, 100, 20, [red, green, red, green]],
    ["100x20b", wide, 100, 20, [blue, yellow, blue, yellow]],
    ["100x100f", wide, 100, 50, all],
    ["100x100f", high, 50, 100, all],
    ["30x20f", quarters(100, 99), 20, 20, all],
    ["900x900f", wide, 400, 200, all],
    ["0x50", wide, 100, 50, all],
    ["0x50", high, 25, 50, all],
    ["70x0", wide, 70, 35, all],
    ["70x0f", high, 70, 140, all],
    ["0x300", wide, 600, 300, all],
    ["800x600", wide, 800, 600, all],
    ["400x200", wide, 400, 200, all],
    ["100x100", quarters(5, 3), 100, 100, undefined],
    ["1x1", wide, 1, 1, undefined],
    ["100x1", quarters(30, 900), 100, 1, undefined],
    ["0x10", quarters(1, 900), 1, 10, undefined],
  ])("%s of a picture", async (size, canvas, width, height, colors) => {
    const sample = await put(asPng(canvas), "image/png");
    expect(await sample.find(size)).toMatchObject({ kind: "found" });
    const seen = await sample.see(size);
    expect(seen).toMatchObject({ format: "png", width, height });
    if (colors !== undefined) expect(corners(seen)).toEqual(colors);
  });

  test("a cut is around the center of what is cut off", async () => {
    const stripes = {
      width: 300,
      height: 100,
      at: (x: number) => (x < 100 ? red : x < 200 ? green : blue),
    };
    const sample = await put(asPng(stripes), "image/png");
    await sample.find("100x100");
    const seen = await sample.see("100x100");
    expect(corners(seen)).toEqual([green, green, green, green]);
    expect(seen.colorAt(50, 50)).toEqual(green);
  });
});

describe("what comes of each format", () => {
  const small = quarters(40, 20);
  const frames = [quarters(40, 20), plain(40, 20, blue)];

  test.each([
    ["image/png", "png", asPng(small)],
    ["image/jpeg", "jpeg", asJpeg(small)],
    ["image/jpg", "jpeg", asJpeg(small)],
    ["image/webp", "png", asWebp(small)],
    ["image/webp", "png", asAnimatedWebp(frames)],
    ["image/gif", "png", asGif(frames)],
    ["image/bmp", "png", asBmp(small)],
  ] as const)("%s becomes %s", async (type, format, made) => {
    const sample = await put(await made, type);
    for (const size of ["20x20", "20x20f"]) {
      expect(await sample.find(size)).toMatchObject({
        thumb: { contentType: `image/${format}` },
      });
      const seen = await sample.see(size);
      expect(seen.format).toBe(format);
      expect(corners(seen)).toEqual(all);
    }
  });

  test("transparent parts stay transparent", async () => {
    const glass = {
      width: 200,
      height: 100,
      at: (x: number) =>
        x < 100 ? ([255, 0, 0, 0] as const) : ([255, 0, 0, 128] as const),
    };
    const sample = await put(asPng(glass), "image/png");
    await sample.find("50x50");
    const seen = await sample.see("50x50");
    expect(seen.at(5, 20)[3]).toBe(0);
    const [r, , , alpha] = seen.at(45, 20);
    expect(r).toBeGreaterThan(250);
    expect(Math.abs(alpha - 128)).toBeLessThan(3);
  });

  test("a color profile stays with a picture that is cut", async () => {
    const png = withProfile(asPng(wide));
    const sample = await put(png, "image/png");
    await sample.find("50x50");
    const key = "c/r/thumbs_picture/50x50_picture";
    const thumb = await ((await sample.storage.read(key)) as Blob).bytes();
    expect(Buffer.from(thumb).includes("iCCP")).toBe(true);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "a JPEG of orientation %i is turned upright",
    async (orientation) => {
      const jpeg = await asTurnedJpeg(quarters(160, 80), orientation);
      const sample = await put(jpeg, "image/jpeg");
      for (const [size, width, height] of [
        ["80x0", 80, 40],
        ["80x80f", 80, 40],
        ["40x40", 40, 40],
      ] as const) {
        await sample.find(size);
        const seen = await sample.see(size);
        expect(seen).toMatchObject({ width, height });
        expect(corners(seen)).toEqual(all);
      }
    },
  );
});

describe("what no thumb is made of", () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
  );
  const png = asPng(wide);

  test.each([
    ["an SVG", svg, "image/svg+xml", "100x100"],
    ["a text", Buffer.from("hello"), "text/plain; charset=utf-8", "100x100"],
    ["an SVG that was stored as a PNG", svg, "image/png", "100x100"],
    [
      "a page that was stored as a JPEG",
      Buffer.from("<p>"),
      "image/jpeg",
      "100x100",
    ],
    ["nothing", Buffer.alloc(0), "image/png", "100x100"],
    ["the beginning of a PNG", png.subarray(0, 40), "image/png", "100x100"],
    [
      "a PNG of 2.5 billion pixels",
      pngBomb(50_000, 50_000),
      "image/png",
      "100x100",
    ],
    [
      "a PNG of 4 billion pixels in one row",
      pngBomb(2 ** 31 - 1, 2),
      "image/png",
      "100x100",
    ],
    ["a PNG without width", pngBomb(0, 10), "image/png", "100x100"],
    [
      "a WebP whose animation has no frame",
      emptyAnimation(),
      "image/webp",
      "100x100",
    ],
    ["a thumb of 10 billion pixels", png, "image/png", "100000x100000"],
    [
      "a strip that would be enlarged too much",
      asPng(plain(2000, 1, red)),
      "image/png",
      "0x9000",
    ],
    ["a size that makes no sense", png, "image/png", "0x0"],
    ["a size that is none", png, "image/png", "10x10x10"],
  ])("%s", async (_, bytes, type, size) => {
    const sample = await put(new Uint8Array(bytes), type);
    expect(await sample.find(size)).toMatchObject({ kind: "never" });
    expect(sample.storage.writes).toEqual(["c/r/picture"]);
  });

  test("a picture that cannot be decoded is not read again for another size", async () => {
    const sample = await put(new Uint8Array(png.subarray(0, 40)), "image/png");
    await sample.find("100x100");
    await sample.find("50x50");
    expect(sample.storage.reads).toHaveLength(1);
  });

  test("a size that is too large says nothing of others", async () => {
    const sample = await put(png, "image/png");
    await sample.find("100000x100000");
    expect(await sample.find("50x50")).toMatchObject({ kind: "found" });
  });

  test("a JPEG that was cut off still gives a picture", async () => {
    const jpeg = await asJpeg(quarters(600, 600));
    const half = jpeg.slice(0, jpeg.length / 2);
    const sample = await put(half, "image/jpeg");
    expect(await sample.find("100x100")).toMatchObject({ kind: "found" });
    expect((await sample.see("100x100")).colorAt(5, 5)).toEqual(red);
  });

  test("a JPEG that was stored as a PNG becomes one", async () => {
    const sample = await put(await asJpeg(wide), "image/png");
    expect(await sample.find("100x100")).toMatchObject({
      thumb: { contentType: "image/png" },
    });
  });

  test("a strip is cut before it would fill the memory", async () => {
    const sample = await put(asPng(plain(20_000, 2, green)), "image/png");
    expect(await sample.find("300x300")).toMatchObject({ kind: "found" });
    const seen = await sample.see("300x300");
    expect(seen).toMatchObject({ width: 300, height: 300 });
  });
});

/** The PNG with a chunk for the smallest color profile that there can be. */
function withProfile(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const profile = Buffer.alloc(132);
  profile.writeUInt32BE(profile.length);
  profile.write("mntrRGB XYZ ", 12);
  profile.write("acsp", 36);
  const type = Buffer.from("iCCP");
  const data = Buffer.concat([Buffer.from("test\0\0"), deflateSync(profile)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(Bun.hash.crc32(Buffer.concat([type, data])));
  const chunk = Buffer.concat([length, type, data, sum]);
  // Right behind the header.
  const parts = [png.subarray(0, 33), chunk, png.subarray(33)];
  return new Uint8Array(Buffer.concat(parts));
}

function emptyAnimation(): Uint8Array {
  const bytes = Buffer.alloc(38);
  bytes.write("RIFF");
  bytes.writeUInt32LE(30, 4);
  bytes.write("WEBPVP8X", 8);
  bytes.writeUInt32LE(10, 16);
  bytes[20] = 2;
  bytes.write("ANMF", 30);
  return bytes;
}

describe("making thumbs", () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test("one is made, however many ask at once and afterwards", async () => {
    const sample = await put(asPng(wide), "image/png");
    const asked = Array.from({ length: 30 }, () => sample.find("100x100"));
    const found = await Promise.all(asked);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(["found"]));
    await sample.find("100x100");
    expect(sample.storage.writes).toHaveLength(2);
    // Another process finds it, too.
    const thumbs = createThumbs({ log: silent });
    const key = "c/r/thumbs_picture/100x100_picture";
    await thumbs.find(sample.storage, sample.original, key, "100x100");
    expect(sample.storage.writes).toHaveLength(2);
  });

  test("the thumb of a picture that is removed meanwhile goes, too", async () => {
    const sample = await put(asPng(wide), "image/png");
    const { storage } = sample;
    storage.beforeWrite = () => storage.remove("c/r/picture");
    expect(await sample.find("100x100")).toMatchObject({ kind: "later" });
    expect(await Array.fromAsync(storage.list(""))).toEqual([]);
  });

  test("a storage that fails is asked again", async () => {
    const sample = await put(asPng(wide), "image/png");
    sample.storage.beforeWrite = () =>
      Promise.reject(new StorageFailed("full"));
    expect(await sample.find("100x100")).toMatchObject({ kind: "later" });
    sample.storage.beforeWrite = () => Promise.resolve();
    expect(await sample.find("100x100")).toMatchObject({ kind: "found" });
  });

  test("whoever comes when many wait gets no thumb now", async () => {
    const sample = await put(asPng(wide), "image/png");
    const { promise, resolve } = Promise.withResolvers<void>();
    sample.storage.readable = promise;
    const sizes = Array.from({ length: 100 }, (_, i) => `${i + 10}x10`);
    const asked = sizes.map((size) => sample.find(size));
    const refused = await Promise.race(asked);
    expect(refused).toMatchObject({ kind: "later" });
    resolve();
    const found = await Promise.all(asked);
    const made = found.filter(({ kind }) => kind === "found").length;
    expect(made).toBeGreaterThanOrEqual(64);
    expect(made).toBeLessThan(100);
  });

  test("nobody waits longer than twenty seconds; the thumb comes all the same", async () => {
    jest.useFakeTimers();
    const sample = await put(asPng(wide), "image/png");
    const { promise, resolve } = Promise.withResolvers<void>();
    sample.storage.readable = promise;
    const asked = sample.find("100x100");
    jest.advanceTimersByTime(20_000);
    expect(await asked).toMatchObject({ kind: "later" });
    const again = sample.find("100x100");
    resolve();
    expect(await again).toMatchObject({ kind: "found" });
    expect(sample.storage.writes).toHaveLength(2);
  });
});
