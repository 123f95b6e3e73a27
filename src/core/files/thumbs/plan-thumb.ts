import type { ThumbSize } from "./thumb-size.ts";

/** Width and height in pixels. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in pixels from its top left corner. */
export interface Area extends Dimensions {
  readonly left: number;
  readonly top: number;
}

/** What to do to a picture, in this order. */
export type ThumbStep =
  | { readonly kind: "resize"; readonly to: Dimensions }
  | { readonly kind: "crop"; readonly area: Area };

/**
 * How a picture becomes a thumb. A picture is only ever enlarged where the size demands it, never to fit into a box. Of the
 * two orders of cutting and resizing it takes the one with fewer pixels in between: a strip a thousand times as wide as it
 * is high would otherwise fill the memory.
 */
export function planThumb(
  picture: Dimensions,
  size: ThumbSize,
): readonly ThumbStep[] {
  if (size.width === 0 || size.height === 0) {
    return resizeUnlessSame(picture, atOneSide(picture, size));
  }
  if (size.keep === "fit") {
    return resizeUnlessSame(picture, insideOf(picture, size));
  }
  const box = { width: size.width, height: size.height };
  const covering = coverOf(picture, box);
  if (pixelsOf(covering) <= pixelsOf(picture)) {
    return [
      ...resizeUnlessSame(picture, covering),
      ...cropUnlessSame(covering, box, size.keep),
    ];
  }
  const part = partOfShape(picture, box);
  return [
    ...cropUnlessSame(picture, part, size.keep),
    ...resizeUnlessSame(part, box),
  ];
}

export function pixelsOf({ width, height }: Dimensions): number {
  return width * height;
}

/** One side is given, the other follows. */
function atOneSide(
  { width, height }: Dimensions,
  size: Dimensions,
): Dimensions {
  return size.width === 0
    ? { width: side((size.height * width) / height), height: size.height }
    : { width: size.width, height: side((size.width * height) / width) };
}

/** The largest of the picture's shape that fits into the box, the picture itself if it does. */
function insideOf(picture: Dimensions, box: Dimensions): Dimensions {
  if (picture.width <= box.width && picture.height <= box.height) {
    return picture;
  }
  const shape = picture.width / picture.height;
  return shape > box.width / box.height
    ? { width: box.width, height: Math.max(1, Math.trunc(box.width / shape)) }
    : {
        width: Math.max(1, Math.trunc(box.height * shape)),
        height: box.height,
      };
}

/** The smallest of the picture's shape that covers the box. */
function coverOf(picture: Dimensions, box: Dimensions): Dimensions {
  const scale = Math.max(
    box.width / picture.width,
    box.height / picture.height,
  );
  return {
    width: Math.max(box.width, side(picture.width * scale)),
    height: Math.max(box.height, side(picture.height * scale)),
  };
}

/** The largest part of the picture that has the box's shape. */
function partOfShape(picture: Dimensions, box: Dimensions): Dimensions {
  const scale = Math.min(
    picture.width / box.width,
    picture.height / box.height,
  );
  return {
    width: Math.min(picture.width, side(box.width * scale)),
    height: Math.min(picture.height, side(box.height * scale)),
  };
}

/** A length in whole pixels, of which there is at least one. */
function side(length: number): number {
  return Math.max(1, Math.round(length));
}

function resizeUnlessSame(
  from: Dimensions,
  to: Dimensions,
): readonly ThumbStep[] {
  return from.width === to.width && from.height === to.height
    ? []
    : [{ kind: "resize", to: { width: to.width, height: to.height } }];
}

function cropUnlessSame(
  from: Dimensions,
  to: Dimensions,
  keep: "center" | "top" | "bottom",
): readonly ThumbStep[] {
  if (from.width === to.width && from.height === to.height) return [];
  const spare = from.height - to.height;
  const top = { top: 0, center: Math.trunc(spare / 2), bottom: spare }[keep];
  const left = Math.trunc((from.width - to.width) / 2);
  return [{ kind: "crop", area: { left, top, ...to } }];
}
