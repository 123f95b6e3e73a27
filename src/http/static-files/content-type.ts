import { extname } from "node:path";

/** Bytes to look at where a name says nothing. */
const sampleSize = 512;

/** The type of a file by its name; a file without extension is text if it starts like one. */
export async function contentTypeOf(path: string): Promise<string> {
  const file = Bun.file(path);
  if (extname(path) !== "") return withCharset(file.type);
  const sample = await file.slice(0, sampleSize).bytes();
  return isText(sample)
    ? "text/plain; charset=utf-8"
    : "application/octet-stream";
}

/** Whether content of this type shrinks when compressed. */
export function isCompressible(contentType: string): boolean {
  return /^(text\/|image\/svg\+xml|application\/(json|javascript|xml|wasm|[\w.-]+\+(json|xml)))/.test(
    contentType,
  );
}

function withCharset(type: string): string {
  const isTextual = /^(text\/|application\/(javascript|json|xml))/.test(type);
  return isTextual && !type.includes("charset")
    ? `${type}; charset=utf-8`
    : type.replace(";charset", "; charset");
}

function isText(sample: Uint8Array): boolean {
  if (sample.includes(0)) return false;
  try {
    // A character cut at the end of the sample is no error while more may come.
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
