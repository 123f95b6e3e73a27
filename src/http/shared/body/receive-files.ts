import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Invalid } from "../../../core/errors.ts";

/** A file that came with a form, in a temporary file. */
export interface ReceivedFile {
  /** The name of its part. */
  readonly field: string;
  /** As the client calls it, without folders. */
  readonly filename: string;
  /** Bytes that came. Of a file that is too large, no more than its beginning was kept. */
  readonly size: number;
  readonly path: string;
}

/** What becomes of the files in a form. */
export interface FileIntake {
  /** For temporary files; made if it does not exist. */
  readonly folder: string;
  /** Bytes that a file of this name may have; undefined: nobody wants it. */
  largest(field: string): number | undefined;
}

/** Puts the files of one form into temporary files, as they come. */
export class FileReceiver {
  readonly #intake: FileIntake;
  /** In the order of the form; those that are still on their way are not there yet. */
  readonly #files: (ReceivedFile | undefined)[] = [];
  readonly #paths: string[] = [];

  constructor(intake: FileIntake) {
    this.#intake = intake;
  }

  get files(): readonly ReceivedFile[] {
    return this.#files.filter((file) => file !== undefined);
  }

  /**
   * Takes one file to its end. What is larger than it may be is counted, but not kept: it will be refused.
   *
   * @throws {FileNotKept} the disk does not take it
   * @throws {Error} its end is missing
   */
  async take(
    field: string,
    filename: string,
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const largest = this.#intake.largest(field);
    let size = 0;
    if (largest === undefined) {
      for await (const chunk of chunks) size += chunk.byteLength;
      return;
    }
    const place = this.#files.push(undefined) - 1;
    const path = join(this.#intake.folder, crypto.randomUUID());
    const file = this.#create(path);
    try {
      for await (const chunk of chunks) {
        size += chunk.byteLength;
        if (size <= largest) writeWhole(file, chunk);
      }
    } finally {
      closeSync(file);
    }
    this.#files[place] = { field, filename, size, path };
  }

  #create(path: string): number {
    try {
      mkdirSync(this.#intake.folder, { recursive: true, mode: 0o700 });
      const file = openSync(path, "wx", 0o600);
      this.#paths.push(path);
      return file;
    } catch (cause) {
      throw notKept(cause);
    }
  }

  /** Removes what was taken. */
  async discard(): Promise<void> {
    for (const path of this.#paths) await rm(path, { force: true });
  }
}

/** The disk did not take a file; the cause says why. */
export class FileNotKept extends Error {}

/** A full disk is nothing that the client can do anything about, but it should know. */
export function explainNotKept(failure: FileNotKept): Error {
  const { cause } = failure;
  const code =
    cause instanceof Error && "code" in cause ? cause.code : undefined;
  return code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG"
    ? new Invalid(
        "The server has no room for the uploaded files.",
        {},
        { cause: failure },
      )
    : failure;
}

function notKept(cause: unknown): FileNotKept {
  return new FileNotKept("an upload could not be kept", { cause });
}

/**
 * Not asynchronously: while one chunk waits for a thread, many more of its body come in and are held in memory, and writing
 * one into the system's cache takes no longer than handing it to a thread.
 */
function writeWhole(file: number, chunk: Uint8Array): void {
  try {
    for (let at = 0; at < chunk.byteLength;) at += writeSync(file, chunk, at);
  } catch (cause) {
    throw notKept(cause);
  }
}
