import { fieldError, type FieldError, type FieldErrors } from "../../errors.ts";
import { collect, required } from "../fields/field-errors.ts";
import { validateFieldBase } from "../fields/field-base.ts";
import type { Field } from "../fields/field.ts";
import { fieldTypeOf } from "../fields/field-types.ts";
import type { ValidationContext } from "./validation-context.ts";

/** What is wrong with the collection's fields: as a whole, or by their position. The first kind of mistake counts. */
export function validateFields(
  context: ValidationContext,
): FieldError | FieldErrors | undefined {
  const { type } = context.collection;
  return (
    duplicateError(context) ??
    missingFieldError(context) ??
    (type === "view" ? undefined : changedSystemFieldError(context)) ??
    (type === "view" ? undefined : changedTypeErrors(context)) ??
    (type === "auth" ? reservedNameErrors(context) : undefined) ??
    optionErrors(context)
  );
}

/** What is wrong with each field by itself. */
export function optionErrors(
  context: ValidationContext,
): FieldErrors | undefined {
  const { collection, collections, original } = context;
  return eachField(context, (field) =>
    collect([
      ...Object.entries(validateFieldBase(field) ?? {}),
      ...Object.entries(
        fieldTypeOf(field).validateOptions(field, {
          collection,
          collections,
          previous: original?.fields.find(({ id }) => id === field.id),
        }) ?? {},
      ),
    ]),
  );
}

function eachField(
  { collection }: ValidationContext,
  check: (field: Field) => FieldError | FieldErrors | undefined,
): FieldErrors | undefined {
  return collect(
    collection.fields.map((field, index) => [String(index), check(field)]),
  );
}

function duplicateError({
  collection,
}: ValidationContext): FieldErrors | undefined {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const [index, { id, name }] of collection.fields.entries()) {
    if (ids.has(id))
      return {
        [index]: {
          id: fieldError(
            "validation_duplicated_field_id",
            `Another field has the id "${id}".`,
          ),
        },
      };
    if (names.has(name.toLowerCase()))
      return {
        [index]: {
          name: fieldError(
            "validation_duplicated_field_name",
            `Another field has the name ${name}, in some case of letters.`,
            { fieldName: name },
          ),
        },
      };
    ids.add(id);
    names.add(name.toLowerCase());
  }
  return undefined;
}

const mustBeSystem = fieldError(
  "validation_must_be_system",
  "The field must be a system field.",
);
const mustBeSystemAndHidden = fieldError(
  "validation_must_be_system_and_hidden",
  "The field must be a system field, and hidden.",
);

const authFields = [
  { name: "password", type: "password", mustHide: true },
  { name: "tokenKey", type: "text", mustHide: true },
  { name: "email", type: "email", mustHide: false },
  { name: "emailVisibility", type: "bool", mustHide: false },
  { name: "verified", type: "bool", mustHide: false },
] as const;

function missingFieldError({
  collection,
}: ValidationContext): FieldError | FieldErrors | undefined {
  if (collection.fields.length === 0) return required;
  const id = collection.field.get("id");
  if (id?.type !== "text" || !id.primaryKey)
    return fieldError(
      "validation_missing_primary_key",
      'The primary key, a text field named "id", is missing.',
    );
  if (collection.type !== "auth") return undefined;
  for (const { name, type, mustHide } of authFields) {
    const field = collection.field.get(name);
    if (field?.type !== type)
      return fieldError(
        `validation_missing_${name}_field`,
        `The system field "${name}" is missing.`,
      );
    if (!field.system || (mustHide && !field.hidden))
      return { [name]: mustHide ? mustBeSystemAndHidden : mustBeSystem };
  }
  return undefined;
}

function changedSystemFieldError({
  collection,
  original,
}: ValidationContext): FieldError | undefined {
  const isKept = (old: Field): boolean =>
    !old.system ||
    collection.fields.some(
      ({ id, name }) => id === old.id && name === old.name,
    );
  return original === undefined || original.fields.every(isKept)
    ? undefined
    : fieldError(
        "validation_system_field_change",
        "System fields cannot be deleted or renamed.",
      );
}

function changedTypeErrors(
  context: ValidationContext,
): FieldErrors | undefined {
  return eachField(context, (field) => {
    const old = context.original?.fields.find(({ id }) => id === field.id);
    return old === undefined || old.type === field.type
      ? undefined
      : fieldError(
          "validation_field_type_change",
          "The type of a field cannot be changed.",
        );
  });
}

/** What a request's body says besides the fields' own names. */
const bodyKeys: ReadonlySet<string> = new Set([
  "passwordConfirm",
  "oldPassword",
]);

function reservedNameErrors(
  context: ValidationContext,
): FieldErrors | undefined {
  return eachField(context, ({ name }) =>
    bodyKeys.has(name)
      ? {
          name: fieldError(
            "validation_reserved_field_name",
            "The name is reserved and cannot be used.",
          ),
        }
      : undefined,
  );
}
