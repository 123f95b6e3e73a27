import { defineCollection } from "../../../../src/core/collections/collection.ts";
import type { Collection } from "../../../../src/core/collections/collection.ts";
import { validateFieldBase } from "../../../../src/core/collections/fields/field-base.ts";
import {
  fieldTypeOf,
  parseField,
} from "../../../../src/core/collections/fields/field-types.ts";
import type {
  Field,
  FieldTypeName,
  FieldValue,
  Modifier,
  ValueContext,
} from "../../../../src/core/collections/fields/field.ts";
import {
  isFieldError,
  type FieldError,
  type FieldErrors,
} from "../../../../src/core/errors.ts";

/** Options of a field, besides type and name. */
export type Options = Readonly<Record<string, unknown>>;

export function fieldOf(type: FieldTypeName, options: Options = {}): Field {
  return parseField({ type, name: "value", ...options });
}

export function coerce(field: Field, raw: unknown): FieldValue {
  return fieldTypeOf(field).coerce(field, raw);
}

export function modify(
  field: Field,
  current: unknown,
  modifier: Modifier,
  raw: unknown,
): FieldValue {
  const type = fieldTypeOf(field);
  return type.modify(field, type.coerce(field, current), modifier, raw);
}

/** Writes the value to its column and reads it back. */
export function store(field: Field, value: FieldValue): FieldValue {
  const type = fieldTypeOf(field);
  return type.read(field, type.write(field, value));
}

export const cities = collection("cities");
export const countries = collection("countries");
export const statistics = collection("statistics", "view");
const all = [cities, countries, statistics];

export function collection(
  name: string,
  type: "base" | "view" = "base",
  fields: readonly Field[] = [],
): Collection {
  const shared = {
    id: `pbc_${name}`,
    name,
    system: false,
    fields,
    indexes: [],
    listRule: null,
    viewRule: null,
    createRule: null,
    updateRule: null,
    deleteRule: null,
    created: "",
    updated: "",
  };
  return type === "base"
    ? defineCollection({ ...shared, type })
    : defineCollection({ ...shared, type, viewQuery: "" });
}

const lookup = {
  all: () => all,
  find: (nameOrId: string) =>
    all.find(({ id, name }) => id === nameOrId || name === nameOrId),
};

/** Ids of the records that there are, in every collection. */
export const existingIds = ["a", "b", "c"];

/** What is wrong with what a client sent for a new record. */
export async function judge(
  field: Field,
  raw: unknown,
  context: Partial<ValueContext> = {},
): Promise<FieldError | undefined> {
  return fieldTypeOf(field).validate(field, coerce(field, raw), {
    collection: cities,
    previous: undefined,
    isNew: true,
    collections: lookup,
    countExisting: async (_collection, ids) =>
      ids.filter((id) => existingIds.includes(id)).length,
    idTaken: async (id) => existingIds.includes(id.toLowerCase()),
    ...context,
  });
}

/** The codes of what is wrong with a field's options, by name; nested ones by a dotted name. */
export function judgeOptions(
  field: Field,
  {
    previous,
    siblings = [],
    of = "base",
  }: {
    readonly previous?: Field;
    readonly siblings?: readonly Field[];
    readonly of?: "base" | "view";
  } = {},
): Record<string, string> {
  const errors = {
    ...fieldTypeOf(field).validateOptions(field, {
      collection: collection("posts", of, [...siblings, field]),
      previous,
      collections: lookup,
    }),
    ...validateFieldBase(field),
  };
  return codes(errors);
}

function codes(errors: FieldErrors, prefix = ""): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([name, error]) =>
      isFieldError(error)
        ? [[prefix + name, error.code]]
        : Object.entries(codes(error, `${prefix}${name}.`)),
    ),
  );
}
