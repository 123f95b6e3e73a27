/** A file in the storage, as a listing knows it. */
export interface FileEntry {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

export interface FileDetails extends FileEntry {
  /** What it was when it was stored. */
  readonly contentType: string;
  /** Changes with the contents; without quotes. */
  readonly etag: string;
  /** In hexadecimal digits, of what was stored; only where the storage has it noted. A hint: it may be of something else. */
  readonly md5?: string;
}

/** A part of a file. */
export interface ByteRange {
  /** The first byte, from 0. */
  readonly start: number;
  /** The first byte no more. */
  readonly end: number;
}

/**
 * Keeps files by key: path segments joined by `/`, such as `COLLECTION/RECORD/NAME`. Keys come from ids and from names that
 * were made safe; segments `.` and `..`, empty ones, backslashes and control characters are refused with a `RangeError` all the same.
 * Whatever else goes wrong in a storage is a `StorageFailed`.
 */
export interface Storage {
  /**
   * Stores the contents, replacing what was there: whole or not at all.
   * @param contents never held in memory as a whole. A file on the disk may come to share its bytes with what is stored:
   *   remove or replace it afterwards as you like, but do not write into it
   * @throws {StorageFailed} nothing is stored; what the contents themselves throw is passed on
   */
  write(
    key: string,
    contents: Blob | ReadableStream<Uint8Array>,
    contentType: string,
  ): Promise<void>;
  /** Undefined when there is no such file. */
  stat(key: string): Promise<FileDetails | undefined>;
  /**
   * The contents, or a part, to be sent: never held in memory as a whole.
   * @throws {FileMissing}
   */
  read(
    key: string,
    range?: ByteRange,
  ): Promise<Blob | ReadableStream<Uint8Array>>;
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>;
  /** Removes all whose key begins with the prefix, which ends with `/` and is not empty. */
  removeAll(prefix: string): Promise<void>;
  /** All whose key begins with the prefix (`""`, or one that ends with `/`), in no certain order. */
  list(prefix: string): AsyncIterable<FileEntry>;
}

/** There is no file of this key (any more). */
export class FileMissing extends Error {
  constructor(key: string, options?: ErrorOptions) {
    super(`there is no file ${key}`, options);
  }
  override get name(): string {
    return "FileMissing";
  }
}

/** The storage cannot do what it is asked to: not reachable, full, refused. The message may be shown to superusers. */
export class StorageFailed extends Error {
  override get name(): string {
    return "StorageFailed";
  }
}
