import { Invalid } from "../errors.ts";
import { isObject } from "../json.ts";

/** An object of untrusted JSON. */
export type RawObject = Readonly<Record<string, unknown>>;

/**
 * Lays untrusted JSON over known values. A key that is absent or null keeps what there was (a rule and a list may be
 * set to null); a value of the wrong type is refused, or kept out, as the reader was made.
 */
export interface JsonReader {
  text(raw: unknown, current: string): string;
  rule(raw: unknown, current: string | null): string | null;
  flag(raw: unknown, current: boolean): boolean;
  optionalFlag(raw: unknown, current: boolean | null): boolean | null;
  whole(raw: unknown, current: number): number;
  texts(
    raw: unknown,
    current: readonly string[] | null,
  ): readonly string[] | null;
  objects(raw: unknown): readonly RawObject[];
  object(raw: unknown): RawObject;
}

/** For what clients send: anything of the wrong type is an error of the request as a whole. */
export const strictReader = createReader((): void => {
  throw new Invalid(
    "Failed to load the submitted data due to invalid formatting.",
  );
});

/** For what lies in the database: whatever cannot be understood is passed over. */
export const tolerantReader = createReader(() => {});

/** What a client has sent, which must be an object. @throws {Invalid} */
export function demandObject(input: unknown): RawObject {
  return isObject(input) ? input : strictReader.object(input ?? []);
}

function createReader(malformed: () => void): JsonReader {
  const read =
    <T>(is: (value: unknown) => value is T) =>
    (raw: unknown, current: T): T => {
      if (raw === undefined || raw === null) return current;
      if (is(raw)) return raw;
      malformed();
      return current;
    };
  const readNullable =
    <T>(is: (value: unknown) => value is T) =>
    (raw: unknown, current: T | null): T | null => {
      if (raw === undefined) return current;
      if (raw === null || is(raw)) return raw;
      malformed();
      return current;
    };
  const readObject = read(isObject);
  return {
    text: read(isText),
    rule: readNullable(isText),
    flag: read(isFlag),
    optionalFlag: readNullable(isFlag),
    whole: read(isWhole),
    texts: readNullable(isTexts),
    objects: (raw) => read(isObjects)(raw, []),
    object: (raw) => readObject(raw, {}),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isObjects(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every(isObject);
}
