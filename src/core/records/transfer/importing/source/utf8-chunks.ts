import { Invalid } from "../../../../errors.ts";

/** Bytes of text, and how many of the file they bring the reader to. */
export interface Utf8Chunk {
  readonly bytes: Uint8Array;
  readonly read: number;
}

/** Bytes that are read together: taking them apart is not to keep others waiting. */
const chunkSize = 32 * 1024;

/**
 * A file's text in UTF-8, without a byte order mark. UTF-16, as spreadsheets write it, is turned into that.
 *
 * @throws {Invalid} it is neither
 */
export async function* utf8Chunks(path: string): AsyncGenerator<Utf8Chunk> {
  const file = Bun.file(path);
  const mark = markOf(await file.slice(0, 3).bytes());
  const decoder = new TextDecoder(mark.encoding, {
    fatal: true,
    ignoreBOM: true,
  });
  const isUtf8 = mark.encoding === "utf-8";
  let read = mark.length;
  const rest: ReadableStream<Uint8Array> = file.slice(mark.length).stream();
  for await (const chunk of rest) {
    for (let at = 0; at < chunk.byteLength; at += chunkSize) {
      const part = chunk.subarray(at, at + chunkSize);
      read += part.byteLength;
      const text = decode(() => decoder.decode(part, { stream: true }));
      yield { bytes: isUtf8 ? part : Buffer.from(text), read };
    }
  }
  decode(() => decoder.decode());
}

interface Mark {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  /** Bytes. */
  readonly length: number;
}

/** What a byte order mark says; without one, the text is to be UTF-8. */
function markOf([first, second, third]: Uint8Array): Mark {
  if (first === 0xff && second === 0xfe) {
    return { encoding: "utf-16le", length: 2 };
  }
  if (first === 0xfe && second === 0xff) {
    return { encoding: "utf-16be", length: 2 };
  }
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  return { encoding: "utf-8", length: isMarked ? 3 : 0 };
}

function decode(work: () => string): string {
  try {
    return work();
  } catch (cause) {
    throw new Invalid(
      "The file has characters that are not UTF-8. Save it as UTF-8 and try again.",
      {},
      { cause },
    );
  }
}
