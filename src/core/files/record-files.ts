import type { Transaction } from "../../engines/database/database.ts";
import type { Collection } from "../collections/collection.ts";
import type { StoredRecord } from "../records/record.ts";
import type { FileNote } from "./keeping/file-notes.ts";
import type { UploadedFile } from "./uploaded-file.ts";

/** What saving and deleting records needs of files. All of it follows the commit. */
export interface RecordFiles {
  /**
   * Where forms put what they bring until it is known where it goes: a folder on the local storage's own disk, emptied when
   * serving starts. It need not exist yet: who writes there makes it.
   */
  readonly temporaryFolder: string;
  /** Looks into a temporary file: what type it is, what it will be called. */
  receive(file: {
    readonly path: string;
    readonly originalName: string;
    /** Bytes that the client sent; more than the file has if the rest of them was not worth keeping. */
    readonly size: number;
  }): Promise<UploadedFile>;
  /** Throws away what was not kept; to be called for every temporary file once its request has ended. */
  discard(uploads: readonly { readonly path: string }[]): Promise<void>;
  /**
   * Puts uploads in their places, before the transaction that names them in the record. Noted first, so that a crash leaves
   * none behind.
   * @throws {StorageFailed} none of them stays then
   */
  place(
    collection: Collection,
    recordId: string,
    uploads: readonly UploadedFile[],
  ): Promise<PlacedFiles>;
  /** Within a transaction: these files of the record go once it has committed. */
  drop(
    tx: Transaction,
    record: StoredRecord,
    names: readonly string[],
  ): Promise<void>;
  /** Within a transaction: all files of the record go once it has committed. */
  dropAll(tx: Transaction, record: StoredRecord): Promise<void>;
  /**
   * From now on the files that records drop stay where they are, until what this returns is called: a backup needs those that
   * its copy of the records names. They go then; after a crash, when the folder is served next.
   */
  holdRemovals(): () => void;
  /** Files whose fate is open: that are being placed for, or dropped by, a transaction that may not have ended. */
  openNotes(): Promise<readonly FileNote[]>;
  /** Waits until the storage is as the committed records say, as far as it lets itself be changed. */
  finished(): Promise<void>;
  /** Finishes what runs. */
  close(): Promise<void>;
}

/** Files in their places. One of the two is to be called, once. */
export interface PlacedFiles {
  /** The transaction that names them has committed. */
  keep(): void;
  /** It has not: they go. */
  undo(): void;
}
