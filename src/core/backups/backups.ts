import type { ByteRange } from "../../engines/storage/storage.ts";

/** A backup that lies in its place. */
export interface BackupEntry {
  /** Its file's name. */
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/** A backup to be sent. */
export interface OpenedBackup extends BackupEntry {
  readonly etag: string;
  read(range?: ByteRange): Promise<Blob | ReadableStream<Uint8Array>>;
}

/** Told how far a long work is. */
export interface BackupProgress {
  begin(step: string, bytes: number): void;
  advance(bytes: number): void;
  end(): void;
}

/** Backups of the whole data folder, as zip archives of PocketBase's layout, in the folder itself or in an S3 bucket. */
export interface Backups {
  /** Whether one is being made or restored, so that no other can. */
  readonly isBusy: boolean;
  /** @throws {Invalid} one is */
  requireIdle(): void;
  list(): Promise<readonly BackupEntry[]>;
  /**
   * Makes one while everything goes on.
   * @param name of its file; made up when empty
   * @returns its name
   * @throws {Invalid} the name is wrong or taken, or another one is being made
   */
  create(name: string, progress?: BackupProgress): Promise<string>;
  /** Takes one that was made elsewhere. @param path of a temporary file @throws {Invalid} */
  upload(name: string, path: string): Promise<void>;
  /** @throws {NotFound} */
  open(key: string): Promise<OpenedBackup>;
  /** @throws {NotFound} @throws {Invalid} it is in use */
  remove(key: string): Promise<void>;
  /**
   * Puts the data of a backup in the place of the present one. The app that this is a part of is closed then, and its host
   * has another; if that does not open, all is as it was. The log is told of what fails.
   * @throws {NotFound} @throws {Invalid} it is no backup, or cannot be used; nothing has changed
   */
  restore(key: string, progress?: BackupProgress): Promise<void>;
  /** As `restore`, with an archive that lies elsewhere on this computer. @param path absolute */
  restoreFile(path: string, progress?: BackupProgress): Promise<void>;
  close(): Promise<void>;
}
