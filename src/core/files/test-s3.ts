import { createS3Storage } from "../../engines/storage/s3/s3-storage.ts";
import {
  FileMissing,
  type Storage,
  StorageFailed,
} from "../../engines/storage/storage.ts";
import { toText } from "../collections/fields/casting.ts";
import { collect, required } from "../collections/fields/field-errors.ts";
import { randomLetters } from "../collections/random-text.ts";
import { fieldError, Invalid } from "../errors.ts";
import type { S3Settings, Settings } from "../settings/settings.ts";

/** Milliseconds that the server may leave us waiting for one answer. */
const patience = 10_000;

/** Milliseconds that the whole test may take; clients wait for half a minute. */
const deadline = 25_000;

const failed = "Failed to test the S3 filesystem.";

/**
 * Finds out whether the S3 server of the settings does what it is needed for: writes a small file, lists it, reads it back
 * and removes it.
 *
 * @param options untrusted: `filesystem` (`storage` or `backups`)
 * @throws {Invalid} with errors by name, or with the reason in the message: for superusers only
 */
export async function testS3(
  settings: Settings,
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  const name = toText(options["filesystem"]);
  const { s3, backups } = settings.current;
  const tested = new Map([
    ["storage", s3],
    ["backups", backups.s3],
  ]).get(name);
  if (tested === undefined) {
    throw new Invalid(
      failed,
      collect([
        ["filesystem", name === "" ? required : undefined],
        ["filesystem", notInList],
      ]),
    );
  }
  if (!tested.enabled) throw new Invalid(rawError("S3 is not switched on."));
  try {
    await probe(tested);
  } catch (cause) {
    if (!(cause instanceof StorageFailed)) throw cause;
    throw new Invalid(rawError(cause.message), {}, { cause });
  }
}

async function probe(s3: S3Settings): Promise<void> {
  const storage = createS3Storage(s3, {
    patience,
    attempts: 2,
    signal: AbortSignal.timeout(deadline),
  });
  const prefix = `pb_settings_test_${randomLetters(5)}/`;
  const key = `${prefix}test.txt`;
  await storage.write(key, new Blob(["test"]), "text/plain; charset=utf-8");
  try {
    if (!(await isListed(storage, prefix, key))) {
      throw new StorageFailed("The file that was written is not in the list.");
    }
    if ((await readText(storage, key)) !== "test") {
      throw new StorageFailed("What was read is not what was written.");
    }
  } finally {
    await storage.removeAll(prefix);
  }
  if (await isListed(storage, prefix, key)) {
    throw new StorageFailed("The file that was removed is still in the list.");
  }
}

async function readText(storage: Storage, key: string): Promise<string> {
  try {
    return await new Response(await storage.read(key)).text();
  } catch (cause) {
    if (!(cause instanceof FileMissing)) throw cause;
    throw new StorageFailed("The file that was written cannot be read.", {
      cause,
    });
  }
}

async function isListed(
  storage: Storage,
  prefix: string,
  key: string,
): Promise<boolean> {
  for await (const entry of storage.list(prefix)) {
    if (entry.key === key) return true;
  }
  return false;
}

function rawError(reason: string): string {
  return `${failed} Raw error: \n${reason}`;
}

const notInList = fieldError("validation_in_invalid", "Must be a valid value.");
