import type { LucideIcon } from "lucide-react";
import { collectionsText } from "../../../../text/collections.ts";
import { fieldIcons } from "../../field-icons.ts";
import type {
  BoolFieldModel,
  FieldModel,
  FieldTypeName,
} from "../field-model.ts";

interface FieldTypeInfo {
  readonly icon: LucideIcon;
  readonly label: string;
  /** What it is for. */
  readonly hint: string;
  /** What a new one is called until it gets a name of its own. */
  readonly name: string;
}

const { types } = collectionsText.fields;

/** The field types, in the order in which they are offered. */
export const fieldTypes: Readonly<Record<FieldTypeName, FieldTypeInfo>> = {
  text: { icon: fieldIcons.text, ...types.text },
  number: { icon: fieldIcons.number, ...types.number },
  bool: { icon: fieldIcons.bool, ...types.bool },
  select: { icon: fieldIcons.select, ...types.select },
  relation: { icon: fieldIcons.relation, ...types.relation },
  file: { icon: fieldIcons.file, ...types.file },
  date: { icon: fieldIcons.date, ...types.date },
  autodate: { icon: fieldIcons.autodate, ...types.autodate },
  editor: { icon: fieldIcons.editor, ...types.editor },
  email: { icon: fieldIcons.email, ...types.email },
  url: { icon: fieldIcons.url, ...types.url },
  json: { icon: fieldIcons.json, ...types.json },
  geoPoint: { icon: fieldIcons.geoPoint, ...types.geoPoint },
  password: { icon: fieldIcons.password, ...types.password },
};

export const fieldTypeNames = Object.keys(fieldTypes) as FieldTypeName[];

/** A new field of the type, with the options that the server begins with. */
export function newField(type: FieldTypeName, name: string): FieldModel {
  const base = {
    id: "",
    name,
    type,
    system: false,
    hidden: false,
    presentable: false,
  };
  const described = type === "autodate" ? {} : { help: "", required: false };
  // The options are those of its type.
  return { ...base, ...described, ...firstOptions[type] } as FieldModel;
}

const domains = { exceptDomains: null, onlyDomains: null };

/** The options that only fields of one type have. */
const firstOptions: {
  readonly [Type in FieldTypeName]: Omit<
    Extract<FieldModel, { readonly type: Type }>,
    keyof BoolFieldModel
  >;
} = {
  text: {
    min: 0,
    max: 0,
    pattern: "",
    autogeneratePattern: "",
    primaryKey: false,
  },
  editor: { maxSize: 0, convertURLs: false },
  number: { min: null, max: null, onlyInt: false },
  bool: {},
  geoPoint: {},
  email: domains,
  url: domains,
  date: { min: "", max: "" },
  autodate: { onCreate: true, onUpdate: false },
  select: { values: null, maxSelect: 1 },
  file: {
    maxSize: 0,
    maxSelect: 1,
    mimeTypes: null,
    thumbs: null,
    protected: false,
  },
  relation: {
    collectionId: "",
    cascadeDelete: false,
    minSelect: 0,
    maxSelect: 1,
  },
  json: { maxSize: 0 },
  password: { pattern: "", min: 8, max: 0, cost: 0 },
};
