import { type FieldError, fieldError, Invalid } from "../../../errors.ts";
import { isObject } from "../../../json.ts";

/** `csv` with a line of names, `json` for one array of objects, `ndjson` for an object a line. */
export type ImportFormat = "csv" | "json" | "ndjson";

/** What becomes of a row whose record is there already: it is wrong, it changes the record, or it is left out. */
export type ImportMode = "create" | "upsert" | "skip";

/** How a file of records is to be imported. */
export interface ImportOptions {
  readonly format: ImportFormat;
  readonly mode: ImportMode;
  /** The field by which a record is found that is there already: `id`, or one whose values are unique. */
  readonly key: string;
  /** The field that a column is for, null for none; columns that are not named go by their own name. */
  readonly mapping: ReadonlyMap<string, string | null>;
  /** What stands between the values of CSV; found out when absent. */
  readonly delimiter: string | undefined;
  /** Say what would happen, and do nothing. */
  readonly dryRun: boolean;
  /** All rows or none. */
  readonly atomic: boolean;
}

/**
 * Reads the options of an import.
 *
 * @param raw    by name, untrusted; texts as a query or form has them
 * @param format what the file seems to be, where the options do not say
 * @throws {Invalid} by option
 */
export function parseImportOptions(
  raw: Readonly<Record<string, unknown>>,
  format: ImportFormat,
): ImportOptions {
  const errors: Record<string, FieldError> = {};
  const read = <T>(name: string, parse: (value: unknown) => T, absent: T) => {
    const value = raw[name];
    if (value === undefined || value === null || value === "") return absent;
    try {
      return parse(value);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      errors[name] = fieldError("validation_invalid_value", error.message);
      return absent;
    }
  };
  const options: ImportOptions = {
    format: read("format", oneOf(["csv", "json", "ndjson"]), format),
    mode: read("mode", oneOf(["create", "upsert", "skip"]), "create"),
    key: read("key", textOf, "id"),
    mapping: read("mapping", parseMapping, new Map()),
    delimiter: read("delimiter", parseDelimiter, undefined),
    dryRun: read("dryRun", parseFlag, false),
    atomic: read("atomic", parseFlag, true),
  };
  if (Object.keys(errors).length > 0) {
    throw new Invalid("The import's options are wrong.", errors);
  }
  return options;
}

/** What a file with this beginning seems to be. */
export function guessFormat(beginning: string): ImportFormat {
  const first = beginning
    .replace(/^\uFEFF/, "")
    .trimStart()
    .charAt(0);
  if (first === "[") return "json";
  return first === "{" ? "ndjson" : "csv";
}

/** An option that makes no sense. */
class Unreadable extends Error {}

function oneOf<T extends string>(known: readonly T[]): (value: unknown) => T {
  return (value) => {
    const found = known.find((one) => one === value);
    if (found === undefined) {
      throw new Unreadable(`Must be one of ${known.join(", ")}.`);
    }
    return found;
  };
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new Unreadable("Must be a text.");
  return value;
}

const flags: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ["1", true],
  ["true", true],
  [false, false],
  [0, false],
  ["0", false],
  ["false", false],
]);

function parseFlag(value: unknown): boolean {
  const flag = flags.get(value);
  if (flag === undefined) throw new Unreadable("Must be true or false.");
  return flag;
}

function parseDelimiter(value: unknown): string {
  const delimiter = value === "tab" || value === "\\t" ? "\t" : value;
  if (typeof delimiter !== "string" || !/^[^"\r\n]$/u.test(delimiter)) {
    throw new Unreadable("Must be one character, or `tab`.");
  }
  return delimiter;
}

function parseMapping(value: unknown): ReadonlyMap<string, string | null> {
  const mapping = new Map<string, string | null>();
  for (const [column, field] of Object.entries(parseObject(value))) {
    if (typeof field !== "string" && field !== null) {
      throw new Unreadable("Must say for each column a field's name or null.");
    }
    mapping.set(column, field || null);
  }
  return mapping;
}

function parseObject(value: unknown): Readonly<Record<string, unknown>> {
  let object = value;
  if (typeof value === "string") {
    try {
      object = JSON.parse(value);
    } catch (cause) {
      throw new Unreadable("Must be a JSON object.", { cause });
    }
  }
  if (!isObject(object)) throw new Unreadable("Must be a JSON object.");
  return object;
}
