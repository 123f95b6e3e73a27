import type { ByteRange } from "../../../engines/storage/storage.ts";

/** Several parts of a file as one body. */
export interface MultipartBody {
  readonly contentType: string;
  /** Bytes. */
  readonly length: number;
  /** The body, each part read when its turn comes. */
  stream(): ReadableStream<Uint8Array>;
}

/**
 * Writes several parts of a file as `multipart/byteranges` (RFC 9110, section 14.6).
 *
 * @param size        bytes of the whole file
 * @param contentType of the file
 */
export function multipartRanges(
  parts: readonly ByteRange[],
  size: number,
  contentType: string,
  read: (range: ByteRange) => Promise<Blob | ReadableStream<Uint8Array>>,
): MultipartBody {
  const boundary = crypto.randomUUID().replaceAll("-", "");
  const encoder = new TextEncoder();
  const headOf = ({ start, end }: ByteRange, index: number) =>
    encoder.encode(
      `${index === 0 ? "" : "\r\n"}--${boundary}\r\n` +
        `Content-Range: bytes ${start}-${end - 1}/${size}\r\n` +
        `Content-Type: ${contentType}\r\n\r\n`,
    );
  const tail = encoder.encode(`\r\n--${boundary}--\r\n`);

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (const [index, part] of parts.entries()) {
      yield headOf(part, index);
      const contents = await read(part);
      yield* contents instanceof Blob ? contents.stream() : contents;
    }
    yield tail;
  }

  return {
    contentType: `multipart/byteranges; boundary=${boundary}`,
    length: parts.reduce(
      (sum, part, index) =>
        sum + headOf(part, index).length + part.end - part.start,
      tail.length,
    ),
    stream() {
      const iterator = chunks();
      return new ReadableStream(
        {
          async pull(controller) {
            const { done, value } = await iterator.next();
            if (done === true) controller.close();
            else controller.enqueue(value);
          },
          async cancel() {
            await iterator.return(undefined);
          },
        },
        { highWaterMark: 0 },
      );
    },
  };
}
