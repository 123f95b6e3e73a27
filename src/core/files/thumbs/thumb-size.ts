/** A size as a file field lists it. */
export interface ThumbSize {
  /** Pixels; 0: as the other side and the picture's shape give it. */
  readonly width: number;
  readonly height: number;
  /** What becomes of a picture of another shape: which part of it is kept, or `fit`: all of it. */
  readonly keep: "center" | "top" | "bottom" | "fit";
}

/** What every image field has, whatever its list says. */
const everywhere = "100x100";

/** Whether a field lets clients have this size. */
export function allowsThumb(
  field: { readonly thumbs: readonly string[] | null },
  size: string,
): boolean {
  return size === everywhere || field.thumbs?.includes(size) === true;
}

const letters = { t: "top", b: "bottom", f: "fit" } as const;

/** Reads `WxH`, `WxHt`, `WxHb`, `WxHf`, `0xH` or `Wx0`; undefined for anything else. */
export function parseThumbSize(text: string): ThumbSize | undefined {
  const match = /^(\d{1,9})x(\d{1,9})([tbf])?$/.exec(text);
  if (match === null) return undefined;
  const width = Number(match[1]);
  const height = Number(match[2]);
  const letter = match[3];
  if (width === 0 && height === 0) return undefined;
  const keep =
    letter === "t" || letter === "b" || letter === "f"
      ? letters[letter]
      : "center";
  return { width, height, keep };
}
