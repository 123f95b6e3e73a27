import { once } from "node:events";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import { hasGone } from "./folder-files.ts";
import { WrittenEntries } from "./written-entries.ts";

/** A file to be put into an archive. */
export interface ArchiveFile {
  /** In the archive. */
  readonly name: string;
  readonly path: string;
  /** Nothing else would do: that it is gone is an error. */
  readonly isNeeded: boolean;
}

export interface ArchiveOptions {
  readonly signal: AbortSignal;
  /** Told of bytes that were read. */
  readonly advance: (bytes: number) => void;
}

/** The fastest; what the others would save is little. */
const level = 1;

/** Bytes up to which a file is taken at once. */
const small = 64 * 1024;

/** Bytes up to which compressing costs more than it saves. */
const tiny = 512;

/** Bytes that are read at a time. */
const pieceSize = 256 * 1024;

/** Bytes from which on a file's record in the archive is of the kind that has room for more than 4 GB. */
const large = 0xf000_0000;

/** What shrinks no further. */
const compressed =
  /\.(?:jpe?g|png|gif|webp|avif|heic|mp[34]|m4[av]|mov|mkv|webm|avi|og[gv]|opus|aac|flac|zip|7z|rar|gz|tgz|bz2|xz|zst|br|docx|xlsx|pptx|od[tsp]|epub|jar|apk|woff2?)$/i;

/**
 * Writes files into a zip archive, one after the other, as its stream is read. Each is read to the end that it has when its
 * turn comes; one that is gone by then is left out.
 */
export function writeArchive(
  files: AsyncIterable<ArchiveFile>,
  options: ArchiveOptions,
): ReadableStream<Uint8Array> {
  const writer = new ArchiveWriter(options);
  return writer.write(files);
}

class ArchiveWriter {
  readonly #options: ArchiveOptions;
  readonly #zip = new ZipFile();
  readonly #written = new WrittenEntries(this.#zip);
  readonly #output = new PassThrough({ highWaterMark: pieceSize });

  constructor(options: ArchiveOptions) {
    this.#options = options;
    this.#zip.outputStream.pipe(this.#output);
    this.#zip.on("error", (error: Error) => this.#output.destroy(error));
  }

  write(files: AsyncIterable<ArchiveFile>): ReadableStream<Uint8Array> {
    const { signal } = this.#options;
    const output = this.#output;
    const stop = () => output.destroy(asError(signal.reason));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
    // What fails is told to whoever reads the stream.
    output.on("error", () => undefined);
    output.once("close", () => signal.removeEventListener("abort", stop));
    const chunks: AsyncIterator<Uint8Array> = output[Symbol.asyncIterator]();
    void this.#addAll(files);
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await chunks.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        },
        cancel() {
          output.destroy();
        },
      },
      { highWaterMark: 0 },
    );
  }

  /** Never throws. */
  async #addAll(files: AsyncIterable<ArchiveFile>): Promise<void> {
    try {
      for await (const file of files) {
        if (this.#output.destroyed) return;
        await this.#add(file);
        this.#written.putAside();
      }
      this.#written.bringBack();
      this.#zip.end();
    } catch (error) {
      this.#output.destroy(asError(error));
    }
  }

  async #add({ name, path, isNeeded }: ArchiveFile): Promise<void> {
    let file: FileHandle;
    try {
      file = await open(path);
    } catch (error) {
      if (!isNeeded && hasGone(error)) return;
      throw error;
    }
    try {
      const { size, mtime, mode } = await file.stat();
      const description = {
        mtime,
        mode: 0o100000 | (mode & 0o777),
        compressionLevel: size <= tiny || compressed.test(name) ? 0 : level,
      };
      if (size <= small) await this.#addSmall(file, size, name, description);
      else await this.#addLarge(file, size, name, description);
    } finally {
      await file.close();
    }
  }

  async #addSmall(
    file: FileHandle,
    size: number,
    name: string,
    description: object,
  ): Promise<void> {
    const buffer = Buffer.allocUnsafe(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(buffer, filled, size - filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    this.#options.advance(filled);
    this.#zip.addBuffer(buffer.subarray(0, filled), name, description);
    // It does not wait for whoever reads.
    if (this.#output.writableNeedDrain) await this.#drained();
  }

  async #addLarge(
    file: FileHandle,
    size: number,
    name: string,
    description: object,
  ): Promise<void> {
    const input = Readable.from(this.#pieces(file, size), {
      objectMode: false,
      highWaterMark: pieceSize,
    });
    const taken = once(input, "end");
    input.once("error", (error) => this.#output.destroy(error));
    this.#zip.addReadStream(input, name, {
      ...description,
      forceZip64Format: size >= large,
    });
    const stopped = this.#closed();
    try {
      await Promise.race([taken, stopped.promise]);
    } finally {
      stopped.forget();
      input.destroy();
    }
  }

  /** To the end that the file has now: others may write on, for ever. */
  async *#pieces(file: FileHandle, size: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < size;) {
      const piece = Buffer.allocUnsafe(Math.min(pieceSize, size - at));
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) return;
      this.#options.advance(bytesRead);
      yield piece.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  async #drained(): Promise<void> {
    const stopped = this.#closed();
    try {
      await Promise.race([once(this.#output, "drain"), stopped.promise]);
    } finally {
      stopped.forget();
    }
  }

  /** When nobody reads any more. */
  #closed(): { readonly promise: Promise<void>; forget(): void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const output = this.#output;
    output.once("close", resolve);
    if (output.destroyed) resolve();
    return { promise, forget: () => void output.off("close", resolve) };
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
