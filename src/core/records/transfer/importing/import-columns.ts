import type { Collection } from "../../../collections/collection.ts";
import { type FieldError, fieldError, Invalid } from "../../../errors.ts";
import type { Viewer } from "../../../request.ts";
import { shapeOf, type TypedField } from "../../record-shape.ts";
import { mostColumns } from "./source/source-row.ts";

/** Which column is for which field. */
export class ImportColumns {
  readonly #collection: Collection;
  readonly #viewer: Viewer;
  readonly #mapping: ReadonlyMap<string, string | null>;
  /** Fields that the mapping gives to a column: none gets them by its name. */
  readonly #given: ReadonlySet<string>;
  readonly #targets = new Map<string, TypedField | undefined>();
  #judged: readonly string[] | undefined;

  /** @throws {Invalid} the mapping names what cannot be imported, or a field twice */
  constructor(
    collection: Collection,
    viewer: Viewer,
    mapping: ReadonlyMap<string, string | null>,
  ) {
    this.#collection = collection;
    this.#viewer = viewer;
    this.#mapping = mapping;
    this.#given = this.#judgeMapping();
  }

  /** The field that a column is for; undefined for none. */
  targetOf(column: string): TypedField | undefined {
    if (this.#targets.has(column)) return this.#targets.get(column);
    const target = this.#find(column);
    // Rows of JSON may have any number of names.
    if (this.#targets.size < mostColumns) this.#targets.set(column, target);
    return target;
  }

  /** The columns that were met, each with the name of its field, or null. */
  get met(): Readonly<Record<string, string | null>> {
    return Object.fromEntries(
      Array.from(this.#targets, ([name, target]) => [
        name,
        target?.name ?? null,
      ]),
    );
  }

  /**
   * Judges the columns of a row. Those that all rows share are judged once.
   * @throws {Invalid} none is for a field, or several are for the same one
   */
  judge(columns: readonly string[]): void {
    if (columns === this.#judged) return;
    const taken = new Map<string, string>();
    for (const column of columns) {
      const target = this.targetOf(column);
      if (target === undefined) continue;
      const other = taken.get(target.name);
      if (other !== undefined) {
        throw new Invalid(
          other === column
            ? `The column "${column}" is there twice.`
            : `The columns "${other}" and "${column}" are for the same field.`,
        );
      }
      taken.set(target.name, column);
    }
    if (taken.size === 0 && this.#judged === undefined) {
      throw new Invalid(
        `No column of the file is a field of ${this.#collection.name}. Is the delimiter right?`,
      );
    }
    this.#judged = columns;
  }

  #find(column: string): TypedField | undefined {
    const name = this.#mapping.get(column);
    if (name === null) return undefined;
    if (name === undefined && this.#given.has(column)) return undefined;
    const typed = shapeOf(this.#collection).byName.get(name ?? column);
    if (typed === undefined) return undefined;
    return problemOf(this.#collection, this.#viewer, typed) === undefined
      ? typed
      : undefined;
  }

  #judgeMapping(): ReadonlySet<string> {
    const { byName } = shapeOf(this.#collection);
    const given = new Set<string>();
    const errors: Record<string, FieldError> = {};
    for (const [column, name] of this.#mapping) {
      if (name === null) continue;
      const typed = byName.get(name);
      const problem =
        typed === undefined
          ? unknownField
          : given.has(name)
            ? takenField
            : problemOf(this.#collection, this.#viewer, typed);
      if (problem !== undefined) errors[column] = problem;
      given.add(name);
    }
    if (Object.keys(errors).length > 0) {
      throw new Invalid("The import's options are wrong.", { mapping: errors });
    }
    return given;
  }
}

/** Why a field cannot be imported by this viewer. */
function problemOf(
  { type }: Collection,
  viewer: Viewer,
  { name, field }: TypedField,
): FieldError | undefined {
  if (field.type === "file") return fileField;
  if (viewer.kind === "superuser") return undefined;
  if (field.type === "autodate") return serverSet;
  const isLoginsPassword = type === "auth" && name === "password";
  return field.hidden && !isLoginsPassword ? unknownField : undefined;
}

const unknownField = fieldError(
  "validation_invalid_field",
  "The collection has no such field.",
);
const takenField = fieldError(
  "validation_duplicated_field",
  "Another column is for this field already.",
);
const fileField = fieldError(
  "validation_file_field",
  "Files cannot be imported from a table.",
);
const serverSet = fieldError(
  "validation_autodate_field",
  "The server sets this field.",
);
