import { tolerantReader } from "../collections/json-reader.ts";
import { superusersName } from "../collections/collection.ts";
import { defaultSettings } from "../data-folder/fixed-rows.ts";
import { Refused } from "../errors.ts";
import { installerEmail } from "../records/installer-account.ts";
import { readEncryptionKey } from "../settings/encryption.ts";
import { readSettings } from "../settings/read-settings.ts";
import { openText } from "../settings/settings-row.ts";
import type { SettingsValues } from "../settings/settings.ts";
import type { Findings } from "./findings.ts";
import {
  quoteName,
  type ReadOnlyDatabase,
  reasonOf,
} from "./read-only-database.ts";

/**
 * The settings; undefined if they cannot be read.
 *
 * @param encryptionEnv the name of the environment variable with their key
 */
export function checkSettings(
  database: ReadOnlyDatabase,
  encryptionEnv: string | undefined,
  findings: Findings,
): SettingsValues | undefined {
  const row = database.get(
    "select cast(value as text) as value from _params where id = 'settings'",
  );
  const text = typeof row?.["value"] === "string" ? row["value"] : "";
  try {
    const key = readEncryptionKey(encryptionEnv, {
      debug: () => undefined,
      info: () => undefined,
      error: () => undefined,
      warn: (message) =>
        findings.add(
          "warning",
          "no-encryption-key",
          message,
          `Set ${encryptionEnv}, or leave --encryptionEnv out.`,
        ),
    });
    return readSettings(tolerantReader, openText(text, key), defaultSettings);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    findings.add(
      "problem",
      "unreadable-settings",
      error.message,
      "The server does not start before they can be read. What depends on them (S3, backups) was not examined.",
    );
    return undefined;
  }
}

/** Whether somebody can log in as a superuser. */
export function checkSuperusers(
  database: ReadOnlyDatabase,
  findings: Findings,
): void {
  try {
    const found = database.get(
      `select 1 from ${quoteName(superusersName)} where email != ? limit 1`,
      installerEmail,
    );
    if (found !== undefined) return;
  } catch (error) {
    // That the table is missing, or damaged, is told elsewhere.
    reasonOf(error);
    return;
  }
  findings.add(
    "warning",
    "no-superuser",
    "There is no superuser: nobody can change settings or collections.",
    "Make one: `hutch superuser upsert EMAIL`.",
  );
}
