import { randomLowercase } from "../collections/random-text.ts";
import { fieldError, type FieldError } from "../errors.ts";
import { textLength } from "../collections/validation/checks.ts";

/** What the names of automatic backups begin with. */
export const automaticPrefix = "@auto_pb_backup_";

/** What the names begin with that nobody has chosen. */
export const unnamedPrefix = "pb_backup_";

/** What is wrong with a name that a person has chosen for a backup. */
export function checkChosenName(name: string): FieldError | undefined {
  return (
    textLength(name, 1, 150) ??
    (/^[a-z0-9_-]+\.zip$/.test(name) ? undefined : wrongFormat)
  );
}

/** A name that says what the backup is of, and when it was made. */
export function makeUpName(prefix: string, appName: string): string {
  const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return `${prefix}${snakeCase(appName).slice(0, 50)}_${time}.zip`;
}

/** The name with something in it that no other has. */
export function withRandomPart(name: string): string {
  return name.replace(/\.zip$/, `_${randomLowercase(5)}.zip`);
}

/** What of a text fits into a name, as PocketBase writes it for plain ones: `Acme Shop` is `acme_shop`. */
function snakeCase(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
}

export const nameTaken = fieldError(
  "validation_backup_name_exists",
  "The backup file name is invalid or already exists.",
);

const wrongFormat = fieldError(
  "validation_match_invalid",
  "Must be lower-case letters, digits, _ and -, and end in .zip.",
);
