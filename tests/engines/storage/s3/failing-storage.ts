import { expect } from "bun:test";
import type { S3Settings } from "../../../../src/core/settings/settings.ts";
import type { S3Patience } from "../../../../src/engines/storage/s3/s3-options.ts";
import { createS3Storage } from "../../../../src/engines/storage/s3/s3-storage.ts";
import {
  type Storage,
  StorageFailed,
} from "../../../../src/engines/storage/storage.ts";
import type { S3Server } from "../../../support/s3-server.ts";

/** The content type that files are written with. */
export const text = "text/plain; charset=utf-8";

/** Comes in three parts. */
export const large = new Blob([new Uint8Array(17_000_000)]);

/** Opens the server's bucket, with other settings where they are given. */
export const openS3 = (
  { settings }: S3Server,
  changes: Partial<S3Settings> = {},
  patience: S3Patience = {},
): Storage => createS3Storage({ ...settings, ...changes }, patience);

/** What an operation fails with, which has to be a failure of the storage. */
export async function failureOf(act: Promise<unknown>): Promise<StorageFailed> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StorageFailed);
  return error as StorageFailed;
}
