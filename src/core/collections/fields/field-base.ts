import { fieldError, Invalid, type FieldErrors } from "../../errors.ts";
import type { Field, FieldBase, FieldTypeName } from "./field.ts";
import { collect, required, tooLong } from "./field-errors.ts";
import { boolOption, textOption, type RawOptions } from "./option-reading.ts";

/** Names that filters, SQLite or the records' own JSON need for themselves. */
const reservedNames: ReadonlySet<string> = new Set([
  "null",
  "true",
  "false",
  "_rowid_",
  "collectionId",
  "collectionName",
  "expand",
]);

/**
 * What is wrong with what every field has: id, name and help, by option name. Undefined when all is well. What only one type
 * demands of them (a primary key's name, for example) is in that type's `validateOptions`.
 */
export function validateFieldBase(field: Field): FieldErrors | undefined {
  return collect([
    ["id", field.id === "" ? required : tooLong(field.id, 100)],
    ["name", validateName(field.name)],
    ["help", field.type === "autodate" ? undefined : tooLong(field.help, 300)],
  ]);
}

/** The id of a field that was sent without one: its type and the CRC-32 of its name. */
export function defaultFieldId(type: FieldTypeName, name: string): string {
  return `${type}${Bun.hash.crc32(name)}`;
}

/**
 * Reads what every field has from untrusted JSON.
 * @throws {Invalid} an option is of the wrong type
 */
export function parseFieldBase<T extends FieldTypeName>(
  type: T,
  raw: RawOptions,
): FieldBase & { readonly type: T } {
  const name = textOption(raw, "name");
  return {
    id: textOption(raw, "id") || defaultFieldId(type, name),
    name,
    type,
    system: boolOption(raw, "system"),
    hidden: boolOption(raw, "hidden"),
    presentable: boolOption(raw, "presentable"),
  };
}

/** Reads what every field but autodate has besides. @throws {Invalid} an option is of the wrong type */
export function parseDescription(raw: RawOptions): {
  readonly help: string;
  readonly required: boolean;
} {
  return {
    help: textOption(raw, "help"),
    required: boolOption(raw, "required"),
  };
}

/** The input is no field at all. */
export function unreadableField(reason: string): Invalid {
  return new Invalid(`The submitted data cannot be read: ${reason}.`);
}

function validateName(name: string) {
  if (name === "") return required;
  const long = tooLong(name, 100);
  if (long !== undefined) return long;
  if (!/^\w+$/.test(name)) {
    return fieldError(
      "validation_match_invalid",
      "Must have only letters, digits and underscores.",
    );
  }
  if (reservedNames.has(name)) {
    return fieldError(
      "validation_not_in_invalid",
      "The name is reserved and cannot be used.",
    );
  }
  if (name.toLowerCase().includes("_via_")) {
    return fieldError(
      "validation_found_via",
      'The name cannot contain "_via_".',
    );
  }
  return undefined;
}
