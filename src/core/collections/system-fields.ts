import type { Field } from "./fields/field.ts";
import { parseField } from "./fields/field-types.ts";
import { addField } from "./field-list.ts";
import {
  buildIndex,
  hasSingleColumnUniqueIndex,
  type Index,
} from "./indexes.ts";

/** What the fields and indexes of a collection are decided by. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly type: string;
}

/** Fields and indexes of a collection. */
export interface Shape {
  readonly fields: readonly Field[];
  readonly indexes: readonly string[];
}

/**
 * The shape with every field and index that a collection of the type cannot be without: missing ones are added, and
 * the others get the flags that the server relies on.
 */
export function withSystemFields(collection: Named, shape: Shape): Shape {
  if (collection.type === "base")
    return { ...shape, fields: withId(shape.fields) };
  if (collection.type !== "auth") return shape;
  const fields = authFields.reduce(withSystemField, withId(shape.fields));
  const missing = uniqueNames
    .filter((name) => !hasSingleColumnUniqueIndex(shape, name))
    .map((name) => buildIndex(uniqueIndex(collection, name)));
  return { fields, indexes: [...shape.indexes, ...missing] };
}

/** The fields that every auth collection must keep under a unique index. */
export const uniqueNames = ["tokenKey", "email"] as const;

/** The primary key of a view: whatever text its query gives. */
export const viewIdField: Field = field("text", "id", {
  system: true,
  required: true,
  primaryKey: true,
  pattern: "^[a-z0-9]+$",
});

/** A field of which only what differs from an empty one is told; its id follows from type and name. */
export function field(
  type: Field["type"],
  name: string,
  options: Readonly<Record<string, unknown>> = {},
): Field {
  return parseField({ ...options, type, name });
}

const idPattern = "^[a-z0-9]+$";
const idField = field("text", "id", {
  system: true,
  primaryKey: true,
  required: true,
  min: 15,
  max: 15,
  pattern: idPattern,
  autogeneratePattern: "[a-z0-9]{15}",
});

function withId(fields: readonly Field[]): readonly Field[] {
  const at = fields.findIndex(({ name }) => name === "id");
  const known = fields[at];
  if (known?.type !== "text")
    return [idField, ...fields].reduce<readonly Field[]>(addField, []);
  return fields.with(at, {
    ...known,
    system: true,
    required: true,
    primaryKey: true,
    hidden: false,
    pattern: known.pattern === "" ? idPattern : known.pattern,
  });
}

interface SystemField {
  readonly initial: Field;
  /** The flags that the field has whatever the input says. */
  readonly fixed: { readonly hidden?: boolean; readonly required?: boolean };
}

const authFields: readonly SystemField[] = [
  {
    initial: field("password", "password", {
      system: true,
      hidden: true,
      required: true,
      min: 8,
    }),
    fixed: { hidden: true, required: true },
  },
  {
    initial: field("text", "tokenKey", {
      system: true,
      hidden: true,
      required: true,
      min: 30,
      max: 60,
      autogeneratePattern: "[a-zA-Z0-9]{50}",
    }),
    fixed: { hidden: true, required: true },
  },
  {
    initial: field("email", "email", { system: true, required: true }),
    // Who sees it is up to the record's own `emailVisibility`.
    fixed: { hidden: false },
  },
  {
    initial: field("bool", "emailVisibility", { system: true }),
    fixed: {},
  },
  { initial: field("bool", "verified", { system: true }), fixed: {} },
];

function withSystemField(
  fields: readonly Field[],
  { initial, fixed }: SystemField,
): readonly Field[] {
  const at = fields.findIndex(({ name }) => name === initial.name);
  const known = fields[at];
  return known?.type === initial.type
    ? fields.with(at, { ...known, ...fixed, system: true })
    : addField(fields, { ...initial, id: "" });
}

function uniqueIndex(collection: Named, column: string): Index {
  return {
    unique: true,
    ifNotExists: false,
    schema: "",
    name: `idx_${column}_${collection.id || collection.name}`.slice(0, 64),
    table: collection.name,
    columns: [{ name: column, isExpression: false, collate: "", sort: "" }],
    where: column === "email" ? "`email` != ''" : "",
  };
}
