/** A kind of image that browsers show and that holds no scripts: not SVG. */
export interface ImageType {
  readonly type: string;
  /** Without a dot. */
  readonly extension: string;
}

/** What kind of image this is by its first bytes, whatever its sender says; undefined: none. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  return signatures.find(({ marks }) =>
    marks.every(({ at, text }) => start.startsWith(text, at)),
  )?.image;
}

const signatures: readonly {
  readonly marks: readonly { readonly at: number; readonly text: string }[];
  readonly image: ImageType;
}[] = [
  {
    marks: [{ at: 0, text: "\x89PNG\r\n\x1a\n" }],
    image: { type: "image/png", extension: "png" },
  },
  {
    marks: [{ at: 0, text: "\xff\xd8\xff" }],
    image: { type: "image/jpeg", extension: "jpg" },
  },
  {
    marks: [{ at: 0, text: "GIF8" }],
    image: { type: "image/gif", extension: "gif" },
  },
  {
    marks: [
      { at: 0, text: "RIFF" },
      { at: 8, text: "WEBP" },
    ],
    image: { type: "image/webp", extension: "webp" },
  },
  {
    marks: [{ at: 4, text: "ftypavif" }],
    image: { type: "image/avif", extension: "avif" },
  },
];
