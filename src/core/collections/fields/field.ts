import type { ColumnKind } from "../../../engines/database/dialect.ts";
import type { SqlValue } from "../../../engines/database/database.ts";
import type { FieldError, FieldErrors } from "../../errors.ts";
import type { UploadedFile } from "../../files/uploaded-file.ts";
import type { Json } from "../../json.ts";
import type { Collection } from "../collection.ts";
import type { CollectionLookup } from "../lookup.ts";

/** What every field has, as the API shows it. */
export interface FieldBase {
  readonly id: string;
  readonly name: string;
  readonly type: FieldTypeName;
  readonly system: boolean;
  readonly hidden: boolean;
  readonly presentable: boolean;
}

/** What every field but autodate has besides. */
interface Described extends FieldBase {
  readonly help: string;
  readonly required: boolean;
}

export interface TextField extends Described {
  readonly type: "text";
  /** Characters; 0 is no lower bound. */
  readonly min: number;
  /** Characters; 0 is 5,000. */
  readonly max: number;
  /** RE2 expression, unanchored; empty is any. */
  readonly pattern: string;
  readonly autogeneratePattern: string;
  readonly primaryKey: boolean;
}

export interface EditorField extends Described {
  readonly type: "editor";
  /** Bytes; 0 is 5 MB. */
  readonly maxSize: number;
  readonly convertURLs: boolean;
}

export interface NumberField extends Described {
  readonly type: "number";
  readonly min: number | null;
  readonly max: number | null;
  readonly onlyInt: boolean;
}

export interface BoolField extends Described {
  readonly type: "bool";
}

export interface EmailField extends Described {
  readonly type: "email";
  readonly exceptDomains: readonly string[] | null;
  readonly onlyDomains: readonly string[] | null;
}

export interface UrlField extends Described {
  readonly type: "url";
  readonly exceptDomains: readonly string[] | null;
  readonly onlyDomains: readonly string[] | null;
}

export interface DateField extends Described {
  readonly type: "date";
  /** `YYYY-MM-DD HH:MM:SS.mmmZ`, or empty. */
  readonly min: string;
  readonly max: string;
}

export interface AutodateField extends FieldBase {
  readonly type: "autodate";
  readonly onCreate: boolean;
  readonly onUpdate: boolean;
}

export interface SelectField extends Described {
  readonly type: "select";
  readonly values: readonly string[] | null;
  /** Over 1 the value is a list. */
  readonly maxSelect: number;
}

export interface FileField extends Described {
  readonly type: "file";
  /** Bytes each; 0 is 5 MB. */
  readonly maxSize: number;
  readonly maxSelect: number;
  readonly mimeTypes: readonly string[] | null;
  readonly thumbs: readonly string[] | null;
  readonly protected: boolean;
}

export interface RelationField extends Described {
  readonly type: "relation";
  readonly collectionId: string;
  readonly cascadeDelete: boolean;
  readonly minSelect: number;
  readonly maxSelect: number;
}

export interface JsonField extends Described {
  readonly type: "json";
  /** Bytes; 0 is 1 MB. */
  readonly maxSize: number;
}

export interface PasswordField extends Described {
  readonly type: "password";
  readonly pattern: string;
  readonly min: number;
  /** Bytes; 0 is 71. */
  readonly max: number;
  /** bcrypt cost; 0 is 10. */
  readonly cost: number;
}

export interface GeoPointField extends Described {
  readonly type: "geoPoint";
}

export type Field =
  | TextField
  | EditorField
  | NumberField
  | BoolField
  | EmailField
  | UrlField
  | DateField
  | AutodateField
  | SelectField
  | FileField
  | RelationField
  | JsonField
  | PasswordField
  | GeoPointField;

export type FieldTypeName =
  | "text"
  | "editor"
  | "number"
  | "bool"
  | "email"
  | "url"
  | "date"
  | "autodate"
  | "select"
  | "file"
  | "relation"
  | "json"
  | "password"
  | "geoPoint";

/**
 * A field's value inside the server: what the API shows (text, number, boolean, list of ids, JSON …), except for
 * passwords, which are never shown.
 */
export type FieldValue = Json | Password;

/** A password: its hash as stored, and the plain text while it is being set (gone once hashed). */
export interface Password {
  readonly hash: string;
  readonly plain?: string;
}

/** What a type's checks may look at. */
export interface OptionsContext {
  /** The collection as it would be after the change; its id is set. */
  readonly collection: Collection;
  /** The field as it was before the change, by id. */
  readonly previous: Field | undefined;
  readonly collections: CollectionLookup;
}

/** What a value's check may look at. */
export interface ValueContext {
  readonly collection: Collection;
  /** The stored value, undefined for a new record. */
  readonly previous: FieldValue | undefined;
  readonly isNew: boolean;
  readonly collections: CollectionLookup;
  /** Files that come with the values, by name; absent: none. */
  readonly uploads?: ReadonlyMap<string, UploadedFile>;
  /** How many of these ids exist in the collection. */
  countExisting(
    collection: Collection,
    ids: readonly string[],
  ): Promise<number>;
  /** Whether another record has this id, in any case of letters. */
  idTaken(id: string): Promise<boolean>;
}

/** How a body key changes a value: `name` sets, `name+` appends (adds), `+name` prepends, `name-` removes (subtracts), `name:autogenerate` makes one. */
export type Modifier = "set" | "append" | "prepend" | "remove" | "autogenerate";

/**
 * A field type: all that the server knows about one kind of field. One file per type; `field-types.ts` lists them.
 */
export interface FieldType<F extends Field = Field> {
  readonly type: F["type"];

  /** Reads a field's own options from untrusted JSON, coercing and filling in defaults; unknown keys are ignored. */
  parseOptions(
    raw: Readonly<Record<string, unknown>>,
  ): Omit<F, keyof FieldBase>;
  /** What is wrong with the options, by option name; undefined when all is well. */
  validateOptions(field: F, context: OptionsContext): FieldErrors | undefined;

  column(field: F): {
    readonly kind: ColumnKind;
    readonly defaultJson?: string;
  };
  /** Whether values are lists. */
  isMultiple(field: F): boolean;

  /** The value of a field that nobody set. */
  empty(field: F): FieldValue;
  /** Turns anything a client sent into a value of this type; what makes no sense becomes the empty value or is kept for `validate` to refuse. */
  coerce(field: F, raw: unknown): FieldValue;
  /** Applies a modifier to the current value. A modifier that the type does not know leaves it unchanged. */
  modify(
    field: F,
    current: FieldValue,
    modifier: Modifier,
    raw: unknown,
  ): FieldValue;
  /** From the column; old folders hold NULLs and other types, which must read as the type's values. */
  read(field: F, column: SqlValue | undefined): FieldValue;
  /** To the column. */
  write(field: F, value: FieldValue): SqlValue;
  /** What is wrong with the value; undefined when all is well. */
  validate(
    field: F,
    value: FieldValue,
    context: ValueContext,
  ): Promise<FieldError | undefined> | FieldError | undefined;
  /** Just before a save: autodates and autogenerated texts. Returns the value to save. */
  beforeSave?(
    field: F,
    value: FieldValue,
    context: {
      readonly isNew: boolean;
      readonly changed: boolean;
      readonly now: string;
    },
  ): FieldValue;
}
