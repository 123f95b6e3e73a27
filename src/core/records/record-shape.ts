import type { Row, SqlValue } from "../../engines/database/database.ts";
import type { Collection } from "../collections/collection.ts";
import { fieldTypeOf } from "../collections/fields/field-types.ts";
import type {
  Field,
  FieldType,
  FieldValue,
} from "../collections/fields/field.ts";
import type { RecordValues, StoredRecord } from "./record.ts";

/** A field with what its type can do. */
export interface TypedField {
  readonly name: string;
  readonly field: Field;
  readonly type: FieldType;
  /** The slot that its value has in statements. */
  readonly slot: string;
}

/** A collection's fields, their types looked up once. */
export interface RecordShape {
  readonly fields: readonly TypedField[];
  readonly byName: ReadonlyMap<string, TypedField>;
  /** The columns of all fields. */
  readonly columns: readonly string[];
  /** Those whose values name files; most collections have none. */
  readonly fileFields: readonly TypedField[];
}

const shapes = new WeakMap<Collection, RecordShape>();

/** The shape of a collection's records. */
export function shapeOf(collection: Collection): RecordShape {
  const known = shapes.get(collection);
  if (known !== undefined) return known;
  const fields = collection.fields.map((field, index) => ({
    name: field.name,
    field,
    type: fieldTypeOf(field),
    slot: `field_${index}`,
  }));
  const shape = {
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    columns: fields.map(({ name }) => name),
    fileFields: fields.filter(({ field }) => field.type === "file"),
  };
  shapes.set(collection, shape);
  return shape;
}

/** The record in a row that has all columns of its collection. */
export function readRecord(collection: Collection, row: Row): StoredRecord {
  const values: Record<string, FieldValue> = {};
  for (const { name, field, type } of shapeOf(collection).fields) {
    values[name] = type.read(field, row[name]);
  }
  return storedRecord(collection, values);
}

/** A record of values that are as the types' `read` would give them. */
export function storedRecord(
  collection: Collection,
  values: RecordValues,
): StoredRecord {
  return { id: textOf(values["id"]), collection, values };
}

/** The value as its column holds it. */
export function writeValue(
  { name, field, type }: TypedField,
  values: RecordValues,
): SqlValue {
  return type.write(field, values[name] ?? type.empty(field));
}

/** The text that a value is, empty for anything but text. */
export function textOf(value: FieldValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The ids or names that a value of a relation, select or file field lists. */
export function listOf(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (!Array.isArray(value)) return [];
  return value.filter((entry) => typeof entry === "string" && entry !== "");
}
