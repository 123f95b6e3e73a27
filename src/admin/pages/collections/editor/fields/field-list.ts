import {
  type CollectionDraft,
  type DraftField,
  draftField,
  newFieldKey,
} from "../collection-draft.ts";
import type { FieldModel, FieldTypeName } from "../field-model.ts";
import { fieldTypes, newField } from "./field-types.ts";
import { freeName } from "./name-problem.ts";

/*
 * What one does with the list of a draft's fields. Each gives the list as it is afterwards.
 */

type Fields = CollectionDraft["fields"];

/** A new field comes before the dates that the server sets at the end of most collections. */
export function addField(
  fields: Fields,
  type: FieldTypeName,
): { readonly fields: Fields; readonly added: DraftField } {
  const name = freeName(fieldTypes[type].name, namesOf(fields));
  const added = draftField(newField(type, name), newFieldKey());
  const last = fields.findLastIndex((field) => field.type !== "autodate");
  const at = type === "autodate" ? fields.length : last + 1;
  return { fields: fields.toSpliced(at, 0, added), added };
}

/** Puts a copy behind the field. */
export function duplicateField(
  fields: Fields,
  field: DraftField,
): { readonly fields: Fields; readonly added: DraftField } {
  const copy: FieldModel = {
    ...field,
    id: "",
    name: freeName(`${field.name}_copy`, namesOf(fields)),
    system: false,
    ...("primaryKey" in field && { primaryKey: false }),
  };
  const added = draftField(copy, newFieldKey());
  return {
    fields: fields.toSpliced(fields.indexOf(field) + 1, 0, added),
    added,
  };
}

/** A stored field is only marked, so that it can be restored before the save; one that was never saved goes at once. */
export function removeField(fields: Fields, field: DraftField): Fields {
  return field.id === ""
    ? fields.filter((other) => other !== field)
    : fields.map((other) =>
        other === field
          ? { ...other, name: other.knownAs, removed: true }
          : other,
      );
}

export function restoreField(fields: Fields, field: DraftField): Fields {
  const others = fields.filter((other) => other !== field);
  return fields.map((other) =>
    other === field
      ? {
          ...other,
          name: freeName(other.name, namesOf(others)),
          removed: false,
        }
      : other,
  );
}

/** Puts the field at one position to another. */
export function moveField(fields: Fields, from: number, to: number): Fields {
  const field = fields[from];
  return field === undefined
    ? fields
    : fields.toSpliced(from, 1).toSpliced(to, 0, field);
}

/** Changes some of a field's options. The change must be of the field's own type. */
export function changeField(
  fields: Fields,
  key: string,
  change: object,
): Fields {
  return fields.map((field) =>
    field.key === key ? { ...field, ...change } : field,
  );
}

/** The names that are taken: a removed field's is free again. */
function namesOf(fields: Fields): readonly string[] {
  return fields.filter(({ removed }) => !removed).map(({ name }) => name);
}
