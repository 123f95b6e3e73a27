/** What every field has, as the API shows it. */
interface FieldBase {
  /** Empty until the server has given one. */
  readonly id: string;
  readonly name: string;
  readonly system: boolean;
  readonly hidden: boolean;
  readonly presentable: boolean;
}

/** What every field but autodate has besides. */
interface Described extends FieldBase {
  readonly help: string;
  readonly required: boolean;
}

export interface TextFieldModel extends Described {
  readonly type: "text";
  /** Characters; 0 is no bound of one's own. */
  readonly min: number;
  readonly max: number;
  readonly pattern: string;
  readonly autogeneratePattern: string;
  readonly primaryKey: boolean;
}

export interface EditorFieldModel extends Described {
  readonly type: "editor";
  /** Bytes; 0 is what the server takes by itself. */
  readonly maxSize: number;
  readonly convertURLs: boolean;
}

export interface NumberFieldModel extends Described {
  readonly type: "number";
  readonly min: number | null;
  readonly max: number | null;
  readonly onlyInt: boolean;
}

export interface BoolFieldModel extends Described {
  readonly type: "bool";
}

interface Domains extends Described {
  readonly exceptDomains: readonly string[] | null;
  readonly onlyDomains: readonly string[] | null;
}

export interface EmailFieldModel extends Domains {
  readonly type: "email";
}

export interface UrlFieldModel extends Domains {
  readonly type: "url";
}

export type DomainFieldModel = EmailFieldModel | UrlFieldModel;

export interface DateFieldModel extends Described {
  readonly type: "date";
  /** `YYYY-MM-DD HH:MM:SS.mmmZ`, or empty. */
  readonly min: string;
  readonly max: string;
}

export interface AutodateFieldModel extends FieldBase {
  readonly type: "autodate";
  readonly onCreate: boolean;
  readonly onUpdate: boolean;
}

export interface SelectFieldModel extends Described {
  readonly type: "select";
  readonly values: readonly string[] | null;
  /** Over 1 the value is a list. */
  readonly maxSelect: number;
}

export interface FileFieldModel extends Described {
  readonly type: "file";
  /** Bytes of each; 0 is what the server takes by itself. */
  readonly maxSize: number;
  readonly maxSelect: number;
  readonly mimeTypes: readonly string[] | null;
  readonly thumbs: readonly string[] | null;
  readonly protected: boolean;
}

export interface RelationFieldModel extends Described {
  readonly type: "relation";
  readonly collectionId: string;
  readonly cascadeDelete: boolean;
  readonly minSelect: number;
  readonly maxSelect: number;
}

export interface JsonFieldModel extends Described {
  readonly type: "json";
  /** Bytes; 0 is what the server takes by itself. */
  readonly maxSize: number;
}

export interface PasswordFieldModel extends Described {
  readonly type: "password";
  readonly pattern: string;
  readonly min: number;
  readonly max: number;
  /** Of bcrypt; 0 is what the server takes by itself. */
  readonly cost: number;
}

export interface GeoPointFieldModel extends Described {
  readonly type: "geoPoint";
}

/** A field of a collection, with all options of its type. */
export type FieldModel =
  | TextFieldModel
  | EditorFieldModel
  | NumberFieldModel
  | BoolFieldModel
  | DomainFieldModel
  | DateFieldModel
  | AutodateFieldModel
  | SelectFieldModel
  | FileFieldModel
  | RelationFieldModel
  | JsonFieldModel
  | PasswordFieldModel
  | GeoPointFieldModel;

export type FieldTypeName = FieldModel["type"];

/** Whether a field's values are lists. */
export function isMultiple(field: object): boolean {
  return (
    "maxSelect" in field &&
    typeof field.maxSelect === "number" &&
    field.maxSelect > 1
  );
}
