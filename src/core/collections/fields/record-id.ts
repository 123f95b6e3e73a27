import { fieldError, type FieldError } from "../../errors.ts";

/** The pattern of ids in new collections. Ids of this form need none of the checks below. */
export const lowercaseIdPattern = "^[a-z0-9]+$";

/** Characters that mean something in paths, queries and filters, where ids appear. */
const forbiddenCharacters = Array.from("./\\|\"'`<>:?*%$\0\t\n\r ");

/** Names of devices on Windows, where a folder cannot have them. */
const reservedIds: ReadonlySet<string> = new Set([
  "CON",
  "PRN",
  "AUX",
  "NUL",
  ...Array.from({ length: 9 }, (_, index) => `COM${index + 1}`),
  ...Array.from({ length: 9 }, (_, index) => `LPT${index + 1}`),
]);

/** What is wrong with a new record's id beyond its field's options, given that it names folders and stands in URLs. */
export function validateNewId(id: string): FieldError | undefined {
  const ch = forbiddenCharacters.find((character) => id.includes(character));
  if (ch !== undefined) {
    return fieldError(
      "validation_forbidden_pk_character",
      `${JSON.stringify(ch)} cannot be part of a record id.`,
      { ch },
    );
  }
  const reserved = id.toUpperCase();
  return reservedIds.has(reserved)
    ? fieldError(
        "validation_reserved_pk",
        `The record id "${reserved}" is reserved and cannot be used.`,
        { reserved },
      )
    : undefined;
}
