import type { ByteRange, FileDetails } from "../../engines/storage/storage.ts";
import type { Collection } from "../collections/collection.ts";
import type { RequestInfo } from "../request.ts";

/** Reading the files of records. */
export interface Files {
  /**
   * Finds a record's file for whoever asks.
   *
   * @param wanted.thumb a size such as `100x100`, made first if need be; the original where none can or may be made; empty: the original
   * @param wanted.token a file token, for protected files; empty: none
   * @throws {NotFound} there is none, or the view rule hides it
   */
  open(
    collection: Collection,
    recordId: string,
    name: string,
    wanted: { readonly thumb: string; readonly token: string },
    request: RequestInfo,
  ): Promise<OpenedFile>;
  /** How many thumbs are being made, or wait for that. */
  readonly thumbsInTheMaking: number;
  /** A short-lived token that lets its bearer read what the viewer may. @throws {Unauthorized} nobody is logged in */
  issueToken(request: RequestInfo): Promise<string>;
}

export interface OpenedFile extends FileDetails {
  /** The name to offer for saving. */
  readonly name: string;
  /** Stands in for a thumb that cannot be made right now: whoever asks again may get another file. */
  readonly isProvisional: boolean;
  /** The contents, or a part, never held in memory as a whole. @throws {FileMissing} */
  read(range?: ByteRange): Promise<Blob | ReadableStream<Uint8Array>>;
}
