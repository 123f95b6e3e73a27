import { StorageFailed } from "../../engines/storage/storage.ts";
import type { FileDetails } from "../../engines/storage/storage.ts";
import { required } from "../collections/fields/field-errors.ts";
import { fieldError, type FieldError, Invalid, NotFound } from "../errors.ts";
import { contentTypeOf, isOfType } from "../files/receiving/content-type.ts";
import { nameTaken } from "./backup-names.ts";
import type { BackupPlace } from "./backup-storage.ts";
import type { BackupWork } from "./backup-work.ts";
import type { BackupEntry, OpenedBackup } from "./backups.ts";

/** What archives are stored as. */
export const archiveType = "application/zip";

/** The backups that lie in their place. */
export class StoredBackups {
  readonly #place: () => BackupPlace;
  readonly #work: BackupWork;

  constructor(place: () => BackupPlace, work: BackupWork) {
    this.#place = place;
    this.#work = work;
  }

  async list(): Promise<readonly BackupEntry[]> {
    const { storage } = this.#place();
    return explained("Failed to retrieve backup items.", async () => {
      const entries = await Array.fromAsync(storage.list(""));
      return entries.toSorted((one, other) => (one.key < other.key ? -1 : 1));
    });
  }

  /** @throws {Invalid} */
  async upload(name: string, path: string): Promise<void> {
    const { storage } = this.#place();
    const { type } = await contentTypeOf(Bun.file(path));
    const wrong =
      (name === "" ? required : undefined) ??
      (isOfType(type, archiveType) ? undefined : noArchive(name)) ??
      ((await this.isFree(name)) ? undefined : nameTaken);
    if (wrong !== undefined) throw invalidUpload(wrong);
    await explained("Failed to upload backup.", () =>
      storage.write(name, Bun.file(path), archiveType),
    );
  }

  /** Whether a backup can be given the name. */
  async isFree(name: string): Promise<boolean> {
    if (name.includes("/") || name.startsWith(".")) return false;
    if (name === this.#work.activeKey) return false;
    const { storage } = this.#place();
    try {
      return (await storage.stat(name)) === undefined;
    } catch (error) {
      // No file can have it.
      if (error instanceof RangeError) return false;
      if (error instanceof StorageFailed) {
        throw new Invalid(rawError("Failed to look for the backup.", error));
      }
      throw error;
    }
  }

  /** @throws {NotFound} */
  async open(key: string): Promise<OpenedBackup> {
    const { storage } = this.#place();
    const details = await this.#find(key);
    return { ...details, read: (range) => storage.read(key, range) };
  }

  /** @throws {NotFound} @throws {Invalid} */
  async remove(key: string): Promise<void> {
    if (key === this.#work.activeKey) {
      throw new Invalid(
        "The backup is currently being used and cannot be deleted.",
      );
    }
    await this.#find(key);
    const { storage } = this.#place();
    await explained("Failed to delete backup.", () => storage.remove(key));
  }

  async #find(key: string): Promise<FileDetails> {
    const { storage } = this.#place();
    const details = await explained("Failed to look for the backup.", () =>
      storage.stat(key).catch((error: unknown) => {
        if (error instanceof RangeError) return undefined;
        throw error;
      }),
    );
    if (details === undefined) throw new NotFound();
    return details;
  }
}

/** The error of an upload. */
export function invalidUpload(file: FieldError): Invalid {
  return new Invalid("An error occurred while validating the submitted data.", {
    file,
  });
}

/** With the reason, which superusers may see: they alone come here. */
export function rawError(failure: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `${failure} Raw error: \n${reason}`;
}

/** Makes what the storage cannot do an error that its reader can do something about. */
async function explained<T>(
  failure: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof StorageFailed)) throw cause;
    throw new Invalid(rawError(failure, cause), {}, { cause });
  }
}

function noArchive(name: string): FieldError {
  return fieldError(
    "validation_invalid_mime_type",
    `The file "${name}" is no zip archive.`,
  );
}
