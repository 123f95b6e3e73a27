import type { PreviewField } from "./preview-context.ts";

/** A file that stands in an example. Without content it is a file of the reader's own. */
export interface SampleFile {
  readonly kind: "file";
  readonly name: string;
  readonly type: string;
  readonly text?: string;
  /** Content that is no text. */
  readonly base64?: string;
}

/** Small files of types that fields often ask for; those that are text come first, as they can be pasted anywhere. */
const samples: readonly Omit<SampleFile, "kind">[] = [
  { name: "hello.txt", type: "text/plain", text: "Hello" },
  {
    name: "drawing.svg",
    type: "image/svg+xml",
    text: '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
  },
  { name: "empty.json", type: "application/json", text: '{"hello":"world"}' },
  { name: "empty.pdf", type: "application/pdf", text: "%PDF-1.4\n%%EOF\n" },
  {
    name: "pixel.png",
    type: "image/png",
    base64:
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  },
  {
    name: "pixel.gif",
    type: "image/gif",
    base64: "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
  },
  {
    name: "pixel.webp",
    type: "image/webp",
    base64: "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
  },
];

/** A file that the field takes; undefined if it takes only what cannot stand in an example. */
export function sampleFile({
  mimeTypes,
}: PreviewField): SampleFile | undefined {
  const allowed = mimeTypes ?? [];
  const sample =
    allowed.length === 0
      ? samples[0]
      : samples.find(({ type }) => allowed.includes(type));
  return sample && { kind: "file", ...sample };
}

/** A file that the reader has to have. */
export function ownFile({ name, mimeTypes }: PreviewField): SampleFile {
  const [type = "application/octet-stream"] = mimeTypes ?? [];
  const [, ending = "bin"] = /\/(\w+)$/.exec(type) ?? [];
  return { kind: "file", name: `${name}.${ending}`, type };
}

export function isSampleFile(value: unknown): value is SampleFile {
  return Object(value) === value && (value as SampleFile).kind === "file";
}
